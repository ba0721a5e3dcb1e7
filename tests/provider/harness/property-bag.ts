import { createRequire } from "node:module";

/** A property bag as it passes between engine and plugin. */
export type Bag = Readonly<Record<string, unknown>>;

interface StructMessages {
  readonly Struct: {
    fromJavaScript(value: object): { serializeBinary(): Uint8Array };
    deserializeBinary(bytes: Uint8Array): { toJavaScript(): Bag };
  };
}

// The very module that the dynamic host uses, wherever npm put it.
const pulumi = createRequire(require.resolve("@pulumi/pulumi/package.json"));
const { Struct } = pulumi("google-protobuf/google/protobuf/struct_pb.js") as StructMessages;

/** The bag after its way over the wire: throws on undefined and bigint, and loses what JSON cannot hold, as the host does. */
export function overTheWire(bag: Bag): Bag {
  return Struct.deserializeBinary(Struct.fromJavaScript(bag).serializeBinary()).toJavaScript();
}

/** What a program's arguments become: keys without a value are not sent. */
export function withoutUndefined(bag: Bag): Bag {
  return JSON.parse(JSON.stringify(bag)) as Bag;
}
