import { CONTROL_PREFIX } from "../control/verbs.js";
import type { Emulator, EmulatorOptions } from "../emulator.js";
import { packageVersion } from "../version.js";
import { printable } from "./printable.js";

/** An endpoint without the secret that it may have. */
const shown = (endpoint: string): string => printable(new URL(endpoint).origin);

/** What a start says of itself, a line a fact. */
export function banner({ url }: Emulator, options: EmulatorOptions): string {
  const { buckets = {}, timeScale = 1, state, snsEndpoint, kinesisEndpoint, s3Endpoint } = options;
  const folders = Object.entries(buckets).map(([name, given]) => {
    const { folder, writable } = typeof given === "string" ? { folder: given, writable: false } : given;
    return printable(`${name} = ${folder}${writable ? ", which is written to" : ""}`);
  });
  if (s3Endpoint !== undefined) folders.push(`all others at ${shown(s3Endpoint)}`);
  const facts: readonly (readonly [string, string])[] = [
    ["address", url],
    ["page, control", options.isControlOpen === false ? "closed: --no-control" : `${url}${CONTROL_PREFIX}`],
    ["buckets", folders.length === 0 ? "none: --bucket NAME=FOLDER" : folders.join(", ")],
    ...(snsEndpoint === undefined ? [] : [["sns", shown(snsEndpoint)] as const]),
    ...(kinesisEndpoint === undefined ? [] : [["kinesis", shown(kinesisEndpoint)] as const]),
    ["state", state === undefined ? "not kept: --state FILE" : `kept in ${printable(state)}`],
    ["time", timeScale === 1 ? "real: --time-scale 600 is faster" : `${timeScale} virtual seconds in a real one`],
    ["account", "the access key id if it has 12 digits, else 123456789012; the Region is the signature's"],
  ];
  return [`rekognition-emulator ${packageVersion()}`, ...facts.map(([name, fact]) => `  ${name.padEnd(15)}${fact}`)]
    .map((line) => `${line}\n`)
    .join("");
}

/** To be said where others reach the emulator, however quiet it is to be. */
export const exposure = (host: string, token: string | undefined): string =>
  `warning: who reaches ${printable(host)} can use this emulator and read what is in its buckets.\n` +
  (token === undefined
    ? ""
    : `The control API needs the header "x-emulator-token: ${token}", or it as a bearer token.\n`);
