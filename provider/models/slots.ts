import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { parseArn } from "../aws/arns.js";
import { RekognitionError } from "../lifecycle/errors.js";
import type { OperationContext } from "../lifecycle/handler.js";
import { runState } from "../lifecycle/running.js";
import type { Place, WaitingLine } from "../lifecycle/waiting-line.js";
import { type VerdictTable, waitForState } from "../lifecycle/wait-for-state.js";
import { type ModelReference, subjectOf } from "./model.js";
import { statusTable } from "../lifecycle/status-table.js";

/** All models of account and region. */
async function allModels(context: OperationContext): Promise<ProjectVersionDescription[]> {
  const projects = await context.describe.projects();
  const models: ProjectVersionDescription[] = [];
  for (const project of projects) {
    models.push(...(await context.describe.projectVersions(project.ProjectArn ?? "")));
  }
  return models;
}

/**
 * After AWS refused a start for quota: waits while some model is stopping, since that frees a slot; fails at once where
 * none is, naming what runs.
 */
export async function waitForRunningSlot(
  context: OperationContext,
  model: ModelReference,
  units: { readonly min: number },
  refusal: Error,
  refusals: number,
): Promise<void> {
  const stopping = (models: ProjectVersionDescription[]): string[] => arnsIn(models, "STOPPING");
  const first = await allModels(context);
  const watched = stopping(first);
  if (watched.length === 0) {
    // A slot may have been freed between the refusal and this look.
    if (refusals === 1) return;
    const runs = first.filter(({ Status }) => runState(Status) !== "down");
    const names = runs.map(
      (other) => `${other.ProjectVersionArn ?? ""} (${String(other.MinInferenceUnits ?? 1)} units)`,
    );
    const list =
      names.length === 0 ? "no model runs, so the units asked for are too many" : `running: ${names.join(", ")}`;
    throw new RekognitionError(
      "RunningSlotsUsed",
      `${subjectOf(model)} could not be started with ${String(units.min)} inference units; ${list}`,
      { cause: refusal },
    );
  }
  await waitForState(context, subjectOf(model), SLOT, async () => {
    const still = stopping(await allModels(context)).filter((arn) => watched.includes(arn));
    return { status: still.length < watched.length ? "free" : "taken", value: undefined };
  });
}

/** Those of this process who wait for a training slot of the project's account and region. */
export function trainingLine(context: OperationContext, projectArn: string): WaitingLine {
  const { account, region } = parseArn(projectArn) ?? { account: "", region: context.region };
  return context.memory.line(`training in ${account} ${region}`);
}

/** Waits until it is first in the line; that costs no call. */
export async function waitForTurn(
  context: OperationContext,
  model: ModelReference,
  line: WaitingLine,
  place: Place,
): Promise<void> {
  await waitForState(context, subjectOf(model), TURN, () => {
    const before = line.before(place);
    const message = `${String(before)} of this run wait longer for a training slot`;
    return Promise.resolve({ status: before === 0 ? "next" : "behind", message, value: undefined });
  });
}

/** After AWS refused a training for quota: waits until a training ends, whoever asked for it; fails where none goes on. */
export async function waitForTrainingSlot(
  context: OperationContext,
  model: ModelReference,
  refusal: Error,
  refusals: number,
): Promise<void> {
  const watched = arnsIn(await allModels(context), "TRAINING_IN_PROGRESS");
  if (watched.length === 0) {
    if (refusals === 1) return;
    throw refusal;
  }
  await waitForState(context, subjectOf(model), TRAINING_SLOT, async () => {
    const still = arnsIn(await allModels(context), "TRAINING_IN_PROGRESS").filter((arn) => watched.includes(arn));
    return { status: still.length < watched.length ? "free" : "taken", value: undefined };
  });
}

const SLOT: VerdictTable<"free" | "taken"> = {
  until: "finds a slot to run in",
  statuses: statusTable({ free: "target", taken: "pending" }),
  absent: "pending",
};

const TURN: VerdictTable<"next" | "behind"> = {
  until: "is next to be trained",
  statuses: statusTable({ next: "target", behind: "pending" }),
  absent: "pending",
};

const TRAINING_SLOT: VerdictTable<"free" | "taken"> = {
  until: "finds a slot to train in",
  statuses: statusTable({ free: "target", taken: "pending" }),
  absent: "pending",
};

function arnsIn(models: readonly ProjectVersionDescription[], status: string): string[] {
  return models.filter((model) => model.Status === status).map((model) => model.ProjectVersionArn ?? "");
}
