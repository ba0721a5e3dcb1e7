import { ACCOUNT, OTHER_ACCOUNT, type Rig } from "../../provider/harness/rig.js";
import { takeCredentials } from "../../provider/harness/environment.js";

/** Something that happens to the machine while a command is under way. */
export interface Disturbance {
  readonly name: string;
  /** Before the command begins. */
  prepare?(rig: Rig): void;
  /** When one of its calls is about to be sent, the second at the earliest: by then it has read its credentials. */
  happen?(rig: Rig): void;
  /** After the command has ended. */
  end(rig: Rig): void;
  /** What the command fails with; undefined where it has to succeed all the same. */
  readonly fails?: RegExp;
  /** Virtual milliseconds that it may take longer. */
  readonly delayMs: number;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** How long it takes to find out that what is missing is missing, and that what failed goes on failing. */
const LOOKS_MS = 5 * MINUTE_MS;

/** The session expires, and what the credential chain then finds belongs to another account. */
const otherAccount = (allowed: string | undefined, fails: RegExp): Disturbance => ({
  name: `another account's credentials${allowed === undefined ? "" : ", which are not allowed"}`,
  prepare: ({ config }) => {
    if (allowed !== undefined) config["rekognition:allowedAccountIds"] = JSON.stringify([allowed]);
  },
  happen: ({ emulator }) => {
    emulator.addFault({ operation: "*", kind: "expiredCredentials" });
    takeCredentials({ account: OTHER_ACCOUNT });
  },
  end: ({ emulator, config }) => {
    emulator.clearFaults();
    Reflect.deleteProperty(config, "rekognition:allowedAccountIds");
  },
  fails,
  delayMs: LOOKS_MS,
});

const clockOff = (byMs: number): Disturbance => ({
  name: `the clock ${String(Math.abs(byMs) / MINUTE_MS)} minutes ${byMs < 0 ? "slow" : "fast"}`,
  prepare: ({ time }) => {
    time.setClock(byMs);
  },
  end: ({ time }) => {
    time.setClock(-byMs);
  },
  delayMs: LOOKS_MS,
});

const SLEEP_MS = 20 * MINUTE_MS;

/** The machine sleeps, and so many calls fail until the network is there again. */
const asleep = (resets: number, name: string): Disturbance => ({
  name,
  happen: ({ emulator }) => {
    emulator.advance(SLEEP_MS);
    emulator.addFault({ operation: "*", kind: "reset", times: resets });
  },
  end: ({ emulator }) => {
    emulator.clearFaults();
  },
  delayMs: SLEEP_MS + LOOKS_MS,
});

/** What happens in the middle of a command: at each of its calls. */
export const AT_A_CALL: readonly Disturbance[] = [
  {
    name: "the clock set back by an hour",
    happen: ({ time }) => {
      time.setClock(-HOUR_MS);
    },
    end: ({ time }) => {
      time.setClock(HOUR_MS);
    },
    delayMs: LOOKS_MS,
  },
  asleep(5, "20 minutes asleep"),
  otherAccount(ACCOUNT, /\[AccountNotAllowed\]$/),
];

/** Where something is recorded, its account is known; what is only being made is not found in another one. */
export const AT_A_CALL_WITH_RECORD: readonly Disturbance[] = [
  otherAccount(undefined, /\[(WrongAccount|NotFound|StateDidNotChange)\]$/),
];

/** What is so from the beginning to the end of a command. */
export const ALL_ALONG: readonly Disturbance[] = [clockOff(10 * MINUTE_MS), clockOff(-10 * MINUTE_MS)];
