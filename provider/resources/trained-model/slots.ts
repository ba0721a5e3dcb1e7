import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { parseArn } from "../../aws/arns.js";
import { RekognitionError } from "../../base/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { runState } from "../../lifecycle/running.js";
import type { Place, WaitingLine } from "../../lifecycle/process-memory.js";
import { statusTable } from "../../lifecycle/status-table.js";
import {
  always,
  LAG_GRACE_MS,
  type Observation,
  type VerdictTable,
  waitForState,
} from "../../lifecycle/wait-for-state.js";
import { unitsText } from "./costs.js";
import { DEFAULT_UNITS } from "./fields.js";
import { allModels, type ModelReference, subjectOf, type Work } from "./model.js";

type Slot = "free" | "taken" | "unchanged";

/** The status in which a model is about to give up a slot: one to run in, or one to train in. */
type Leaving = "STOPPING" | "TRAINING_IN_PROGRESS";

const SLOTS: Readonly<Record<Leaving, VerdictTable<Slot>>> = {
  STOPPING: {
    until: "finds a slot to run in",
    statuses: statusTable({ free: "target", taken: "pending", unchanged: "target" }),
    absent: "pending",
  },
  TRAINING_IN_PROGRESS: {
    until: "finds a slot to train in",
    statuses: statusTable({ free: "target", taken: "pending", unchanged: "target" }),
    absent: "pending",
  },
};

/**
 * Waits for a slot each time that AWS refuses one for quota: until a model that is about to give one up has; where none
 * shows, until something else does. What AWS shows lags, so only when nothing did for as long as that is a refusal final.
 */
export class SlotWait {
  readonly #work: Work;
  readonly #leaving: Leaving;
  #refusedSinceMs: number | undefined;

  constructor(work: Work, leaving: Leaving) {
    this.#work = work;
    this.#leaving = leaving;
  }

  /** Undefined once it is worth asking again; all models there are, where it is not. */
  async refused(): Promise<readonly ProjectVersionDescription[] | undefined> {
    const { context, model } = this.#work;
    const { clock } = context;
    const leaving = this.#leaving;
    const first = await descriptions(context);
    const watched = arnsIn(first, leaving);
    if (watched.length === 0 && this.#refusedSinceMs === undefined) {
      this.#refusedSinceMs = clock.monotonicMs();
      // A slot may have been freed between the refusal and this look.
      return undefined;
    }
    const untilMs = watched.length > 0 ? Infinity : (this.#refusedSinceMs ?? 0) + LAG_GRACE_MS;
    if (clock.monotonicMs() >= untilMs) return first;
    const isFreer = (models: readonly ProjectVersionDescription[]): boolean =>
      watched.length === 0
        ? picture(models) !== picture(first)
        : arnsIn(models, leaving).filter((arn) => watched.includes(arn)).length < watched.length;
    const look = async (): Promise<Observation<Slot, undefined>> => {
      if (isFreer(await descriptions(context))) return { status: "free", value: undefined };
      return { status: clock.monotonicMs() < untilMs ? "taken" : "unchanged", value: undefined };
    };
    const { observed } = await waitForState(context, always(subjectOf(model), look), SLOTS[leaving]);
    if (observed?.status === "free") this.#refusedSinceMs = undefined;
    return undefined;
  }
}

/** The error for a start that finds no slot: who has them. */
export function runningSlotsUsed(
  model: ModelReference,
  units: { readonly min: number; readonly max: number | undefined },
  models: readonly ProjectVersionDescription[],
  cause: Error,
): RekognitionError {
  const names = models
    .filter(({ Status }) => runState(Status) !== "down")
    .map(({ ProjectVersionArn: arn = "", MinInferenceUnits: least = 1 }) => {
      return `${arn} (${String(least)} unit${least === 1 ? "" : "s"})`;
    });
  const list =
    names.length === 0
      ? `no other model runs, so they are more than one model may have (${String(DEFAULT_UNITS)} by default)`
      : `running: ${names.join(", ")}`;
  return new RekognitionError(
    "RunningSlotsUsed",
    `${subjectOf(model)} could not be started with ${unitsText(units.min, units.max)}; ${list}`,
    { cause },
  );
}

/** Those of this process who wait for a training slot of the project's account and region. */
export function trainingLine(context: OperationContext, projectArn: string): WaitingLine {
  const { account, region } = parseArn(projectArn) ?? { account: "", region: context.region };
  return context.memory.line(`training in ${account} ${region}`);
}

/** Waits until it is first in the line; that costs no call. */
export async function waitForTurn({ context, model }: Work, line: WaitingLine, place: Place): Promise<void> {
  const look = (): Promise<Observation<"next" | "behind", undefined>> => {
    const before = line.before(place);
    const message = `${String(before)} of this run wait longer for a training slot`;
    return Promise.resolve({ status: before === 0 ? "next" : "behind", message, value: undefined });
  };
  await waitForState(context, always(subjectOf(model), look), TURN);
}

const TURN: VerdictTable<"next" | "behind"> = {
  until: "is next to be trained",
  statuses: statusTable({ next: "target", behind: "pending" }),
  absent: "pending",
};

async function descriptions(context: OperationContext): Promise<ProjectVersionDescription[]> {
  return (await allModels(context)).map(({ value }) => value);
}

function picture(models: readonly ProjectVersionDescription[]): string {
  return models.map(({ ProjectVersionArn, Status }) => `${ProjectVersionArn ?? ""} ${Status ?? ""}`).join("\n");
}

function arnsIn(models: readonly ProjectVersionDescription[], status: string): string[] {
  return models.filter((model) => model.Status === status).map((model) => model.ProjectVersionArn ?? "");
}
