import type { ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import { SWITCHES } from "../../../emulator/switches.js";
import { listPrice } from "../../../provider/aws/prices.js";
import type { Verdict, VerdictTable } from "../../../provider/lifecycle/wait-for-state.js";
import { recordedAs, running, stopped, trained } from "../../../provider/resources/trained-model/model.js";

/** What the picture and its page tell of; a test runs the same on the emulator. */

export const REGION = "us-east-1";

const price = listPrice(REGION);
if (price === undefined) throw new Error(`No list price of ${REGION} is known.`);

export const PRICE = price;

/** How long things take in the picture: on the emulator, which follows the times that AWS documents. */
export const MINUTES = {
  training: SWITCHES.trainingMs.default / 60_000,
  starting: SWITCHES.modelStartingMs.default / 60_000,
  stopping: SWITCHES.modelStoppingMs.default / 60_000,
} as const;

/** A time that a model spends in one status. */
export interface Stretch {
  readonly model: "old" | "new";
  readonly status: ProjectVersionStatus;
  /** Minutes from the beginning of the command. Where it began before the command, or goes on after it: infinite. */
  readonly from: number;
  readonly to: number;
}

/** One command, and what becomes of the models. */
export interface Act {
  readonly command: string;
  readonly because: string;
  /** Minutes until the command ends. */
  readonly minutes: number;
  readonly stretches: readonly Stretch[];
}

const { training, starting, stopping } = MINUTES;
const runs = training + starting;

/** The whole life: made, replaced, stopped. */
export const ACTS: readonly Act[] = [
  { command: "pulumi up", because: "a model", minutes: runs, stretches: made("old") },
  {
    command: "pulumi up",
    because: "other training data",
    minutes: runs + stopping,
    stretches: [
      { model: "old", status: "RUNNING", from: -Infinity, to: runs },
      { model: "old", status: on(stopped, "STOPPING", "pending"), from: runs, to: runs + stopping },
      ...made("new"),
    ],
  },
  {
    command: "pulumi destroy",
    because: "",
    minutes: stopping,
    stretches: [
      { model: "new", status: "RUNNING", from: -Infinity, to: 0 },
      { model: "new", status: on(stopped, "STOPPING", "pending"), from: 0, to: stopping },
    ],
  },
];

function made(model: Stretch["model"]): Stretch[] {
  return [
    { model, status: on(trained, "TRAINING_IN_PROGRESS", "pending"), from: 0, to: training },
    { model, status: on(running, "STARTING", "pending"), from: training, to: runs },
    { model, status: on(running, "RUNNING", "target"), from: runs, to: Infinity },
  ];
}

/** A status that a wait goes through: the tables that the waits decide by say so. */
function on(
  wait: VerdictTable<ProjectVersionStatus>,
  status: ProjectVersionStatus,
  verdict: Verdict,
): ProjectVersionStatus {
  if (wait.statuses.of(status, "the picture's model") === verdict) return status;
  throw new Error(`${status} is no longer ${verdict} for what waits until a model ${wait.until}.`);
}

/** Dollars an hour of one model with one inference unit, by its status. */
export function usdPerHour(status: ProjectVersionStatus): number {
  const state = recordedAs.of(status, "the picture's model");
  if (state === "training") return PRICE.usdPerTrainingHour;
  return state === "running" ? PRICE.usdPerInferenceUnitHour : 0;
}

/** As in "$4.00". */
export function dollars(usd: number): string {
  return `$${usd.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}
