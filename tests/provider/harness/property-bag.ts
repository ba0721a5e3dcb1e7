import { createRequire } from "node:module";
import type { CheckRequest } from "@pulumi/pulumi/proto/provider_pb.js";

/** A property bag as it passes between engine and plugin. */
export type Bag = Readonly<Record<string, unknown>>;

/** A bag in the form of the wire. */
type Struct = NonNullable<ReturnType<CheckRequest["getNews"]>>;

interface StructMessages {
  readonly Struct: {
    fromJavaScript(value: object): Struct;
    deserializeBinary(bytes: Uint8Array): Struct;
  };
}

// The very module that the dynamic host uses, wherever npm put it.
const pulumi = createRequire(require.resolve("@pulumi/pulumi/package.json"));
const { Struct } = pulumi("google-protobuf/google/protobuf/struct_pb.js") as StructMessages;

/** The bag as a message; throws on undefined and bigint, as the host does. */
export function toStruct(bag: Bag): Struct {
  return Struct.fromJavaScript(bag);
}

/** The bag in a message. */
export function fromStruct(message: Struct | undefined): Bag {
  return message?.toJavaScript() ?? {};
}

/** The bag after its way over the wire, on which everything is lost that JSON cannot hold. */
export function overTheWire(bag: Bag): Bag {
  return fromStruct(Struct.deserializeBinary(toStruct(bag).serializeBinary()));
}

/** What a program's arguments become: keys without a value are not sent. */
export function withoutUndefined(bag: Bag): Bag {
  return JSON.parse(JSON.stringify(bag)) as Bag;
}
