import { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Bag } from "../../schema/definition.js";
import { UNKNOWN } from "../../schema/unknown.js";
import { jsonSafeBag } from "../../session/record.js";

/* Property bags as the protocol carries them. */

/** What stands for a value that only the update will know, by its type; the first is the core's own word for it. */
const UNKNOWNS: ReadonlySet<unknown> = new Set([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Key of what an object stands for, where it is none of the user's. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** A bag in plain data; undefined where there is none. */
export function toBag(struct: Struct | undefined): Bag | undefined {
  return struct && (plain(struct.toJavaScript()) as Bag);
}

/** Configuration comes with its secrets marked, whatever was answered at the handshake; nothing else does. */
function plain(value: unknown): unknown {
  if (UNKNOWNS.has(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const members = value as Bag;
  if (members[SIGNATURE] === SECRET) return plain(members.value);
  return Object.fromEntries(Object.entries(members).map(([key, member]) => [key, plain(member)]));
}

/** Plain data as a bag of the protocol. */
export function toStruct(bag: object): Struct {
  return Struct.fromJavaScript(jsonSafeBag(bag) as Parameters<typeof Struct.fromJavaScript>[0]);
}
