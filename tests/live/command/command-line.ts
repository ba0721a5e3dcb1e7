import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { assertLoopbackEndpoint } from "../../../tools/sandbox/loopback.js";
import { REPOSITORY } from "../../e2e/harness/package-under-test.js";
import { CASES } from "../cases/all.js";
import { UsageError } from "../live-error.js";
import type { GivenPrices } from "../money/prices.js";
import type { StreamSettings, VideoSettings } from "../settings.js";

/** What was given; what is missing is asked for at a terminal. */
export interface Given {
  readonly command: "run" | "clean" | "list" | "help" | "compare";
  readonly record: string;
  readonly region: string | undefined;
  readonly bucket: string | undefined;
  readonly limitUsd: number | undefined;
  readonly account: string | undefined;
  readonly only: readonly string[];
  readonly deadlineMinutes: number;
  readonly owner: string;
  readonly profile: string | undefined;
  readonly prices: GivenPrices;
  readonly streams: StreamSettings;
  readonly video: VideoSettings | undefined;
  readonly folder: string;
  readonly endpoint: string | undefined;
  readonly clockScale: number;
}

const text = { type: "string" } as const;
const flag = { type: "boolean", default: false } as const;
const options = {
  region: text,
  bucket: text,
  "limit-usd": text,
  account: text,
  only: { type: "string", multiple: true, default: [] as string[] },
  "deadline-minutes": text,
  owner: { type: "string", default: "maintainer" },
  profile: text,
  "usd-per-training-hour": text,
  "usd-per-unit-hour": text,
  "role-arn": text,
  "kinesis-video-stream-arn": text,
  "kinesis-data-stream-arn": text,
  "sns-topic-arn": text,
  "stream-minutes": text,
  video: text,
  "video-minutes": text,
  folder: text,
  endpoint: text,
  "clock-scale": text,
  compare: text,
  clean: flag,
  list: flag,
  help: { type: "boolean", short: "h", default: false },
} as const;

const DEFAULT_DEADLINE_MINUTES = 240;
const DEFAULT_STREAM_MINUTES = 15;
const LONGEST_VIDEO_MINUTES = 10;

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

type Values = ReturnType<typeof parsed>;

/** Reads the command line, without the names of program and script. */
export function readCommandLine(args: readonly string[]): Given {
  const values = parsed(args);
  const { endpoint, owner } = values;
  if (endpoint !== undefined) loopbackOnly(endpoint);
  if (!/^[A-Za-z0-9]{1,20}$/.test(owner)) throw new UsageError("--owner takes up to 20 letters and digits.");
  if (values["clock-scale"] !== undefined && endpoint === undefined) {
    throw new UsageError("--clock-scale goes with --endpoint: AWS's clock runs as it does.");
  }
  for (const name of values.only) {
    if (CASES.some((each) => each.name === name)) continue;
    throw new UsageError(`There is no case "${name}". Cases: ${CASES.map((each) => each.name).join(", ")}.`);
  }
  return {
    command: commandOf(values),
    record: values.compare ?? "",
    region: values.region,
    bucket: values.bucket,
    limitUsd: readUsd("limit-usd", values["limit-usd"]),
    account: accountOf(values.account),
    only: values.only,
    deadlineMinutes: numberOf("deadline-minutes", values["deadline-minutes"]) ?? DEFAULT_DEADLINE_MINUTES,
    owner,
    profile: values.profile,
    prices: {
      usdPerTrainingHour: readUsd("usd-per-training-hour", values["usd-per-training-hour"]),
      usdPerUnitHour: readUsd("usd-per-unit-hour", values["usd-per-unit-hour"]),
    },
    streams: {
      roleArn: values["role-arn"],
      kinesisVideoStreamArn: values["kinesis-video-stream-arn"],
      kinesisDataStreamArn: values["kinesis-data-stream-arn"],
      snsTopicArn: values["sns-topic-arn"],
      minutes: numberOf("stream-minutes", values["stream-minutes"]) ?? DEFAULT_STREAM_MINUTES,
    },
    video: videoOf(values),
    folder: values.folder ?? join(REPOSITORY, ".live"),
    endpoint,
    clockScale: numberOf("clock-scale", values["clock-scale"]) ?? 1,
  };
}

function commandOf(values: Values): Given["command"] {
  if (values.help) return "help";
  const asked = [values.clean && "clean", values.list && "list", values.compare !== undefined && "compare"] as const;
  const [command, other] = asked.filter((each) => each !== false);
  if (other !== undefined) throw new UsageError("--clean, --list and --compare exclude each other.");
  return command ?? "run";
}

function loopbackOnly(endpoint: string): void {
  try {
    assertLoopbackEndpoint(endpoint);
  } catch (error) {
    throw new UsageError(`--endpoint is for an emulator: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** An amount of money above nothing; also read from a terminal. */
export function readUsd(name: string, given: string | undefined): number | undefined {
  const usd = numberOf(name, given?.trim().replace(/^\$/, ""));
  return usd;
}

function numberOf(name: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (given !== "" && Number.isFinite(value) && value > 0) return value;
  throw new UsageError(`--${name} takes a number above 0, not "${given}".`);
}

function accountOf(given: string | undefined): string | undefined {
  if (given === undefined || /^\d{12}$/.test(given)) return given;
  throw new UsageError("--account takes the 12 digits of an account.");
}

function videoOf(values: Values): VideoSettings | undefined {
  const { video: file } = values;
  const minutes = numberOf("video-minutes", values["video-minutes"]);
  if (file === undefined && minutes === undefined) return undefined;
  if (file === undefined || minutes === undefined || minutes > LONGEST_VIDEO_MINUTES) {
    throw new UsageError(`--video goes with --video-minutes, of at most ${LONGEST_VIDEO_MINUTES}.`);
  }
  if (!existsSync(file)) throw new UsageError(`--video: there is no file ${file}.`);
  return { file, minutes };
}
