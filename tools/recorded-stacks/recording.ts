import type { CallRecord, Outcomes, StateReport, Switches } from "../../emulator/index.js";

/** A call that changed something, as far as it has to be known to make it again. */
export interface RecordedCall extends Pick<CallRecord, "atMs" | "operation" | "account" | "region" | "request"> {
  /** What was written to a bucket: the bytes in base64, and what was said of them. */
  readonly object?: { readonly headers: Readonly<Record<string, string>>; readonly content: string };
}

/** Files of a program, by their names; `index.js` is the one that runs. */
export type Program = Readonly<Record<string, string>>;

/**
 * A stack as a release left it: its state, the program that goes with it, and what has to be asked of the local
 * Rekognition so that everything stands in it again as it stood then, down to the ARNs.
 */
export interface Recording {
  /** The release whose provider wrote the state. */
  readonly version: string;
  readonly name: string;
  /** The program that the state is of. */
  readonly program: Program;
  /** The same with a change to each resource that can be changed in place. */
  readonly changed: Program;
  readonly switches: Partial<Switches>;
  readonly outcomes: Outcomes;
  /** Virtual time at the beginning and at the end, milliseconds since the epoch. */
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly calls: readonly RecordedCall[];
  /** What then stood in the service. */
  readonly service: StateReport;
  /** What `pulumi stack export` says, without what is of the machine it ran on. */
  readonly deployment: unknown;
}

/** Stands for the endpoint wherever a recording would name it. */
export const ENDPOINT = "http://endpoint.invalid";

/** The deployment of a recording as `pulumi stack import` takes it. */
export function importable({ deployment }: Recording, endpoint: string): string {
  return JSON.stringify({ version: 3, deployment }).replaceAll(ENDPOINT, endpoint);
}
