import type { DatasetDescription, DatasetStatus } from "@aws-sdk/client-rekognition";
import { parseArn, projectNameOf } from "../../aws/arns.js";
import { camelCased } from "../../aws/camel-case.js";
import { RekognitionError } from "../../base/errors.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import { CLAIM_TAG, parseClaim } from "../../lifecycle/claim.js";
import type { OperationContext, Recorded } from "../../lifecycle/handler.js";
import { datasetState, type FoundVerdict, type Live, projectByArn, waitToAppear } from "../../lifecycle/presence.js";
import { statusTable } from "../../lifecycle/status-table.js";
import { tagsOf } from "../../lifecycle/tags.js";
import { type Observation, type VerdictTable, waitForState } from "../../lifecycle/wait-for-state.js";
import type { InputsOf, OutputsOf } from "../../schema/definition.js";
import type { datasetDefinition } from "./definition.js";

/** Nothing goes on any more, and its entries are what they are to be. */
export const complete: VerdictTable<DatasetStatus> = {
  until: "is complete",
  absent: "lagging",
  statuses: statusTable({
    CREATE_IN_PROGRESS: "pending",
    UPDATE_IN_PROGRESS: "pending",
    CREATE_COMPLETE: "target",
    UPDATE_COMPLETE: "target",
    CREATE_FAILED: "failed",
    UPDATE_FAILED: "failed",
    DELETE_IN_PROGRESS: "failed",
  }),
};

/** After a change of entries: a status and time from before it are `BEFORE`. */
export const changed: VerdictTable<DatasetStatus | "BEFORE"> = {
  until: "has taken the entries",
  absent: "failed",
  statuses: complete.statuses.with({ BEFORE: "pending" }),
};

export const gone: VerdictTable<DatasetStatus> = {
  until: "is deleted",
  absent: "target",
  statuses: statusTable({
    DELETE_IN_PROGRESS: "pending",
    CREATE_COMPLETE: "lagging",
    UPDATE_COMPLETE: "lagging",
    CREATE_FAILED: "lagging",
    UPDATE_FAILED: "lagging",
    CREATE_IN_PROGRESS: "failed",
    UPDATE_IN_PROGRESS: "failed",
  }),
};

/** What create does with a dataset of its own that it finds. */
export const found = statusTable<DatasetStatus, FoundVerdict>({
  CREATE_IN_PROGRESS: "adopt",
  CREATE_COMPLETE: "adopt",
  UPDATE_IN_PROGRESS: "adopt",
  UPDATE_COMPLETE: "adopt",
  CREATE_FAILED: "recreate",
  UPDATE_FAILED: "recreate",
  DELETE_IN_PROGRESS: "waitUntilGone",
});

/** What a recorded status says where nothing else changed. */
export const recordedAs = datasetState;

export type Inputs = InputsOf<typeof datasetDefinition>;
export type Outputs = OutputsOf<typeof datasetDefinition>;
/** A description and the ARN that it leaves out. */
export type Described = DatasetDescription & { readonly arn: string };
export type Found = Observation<DatasetStatus, Described>;

/** Where a dataset stands: a project has one of each type at most. */
export interface Place {
  readonly projectArn: string;
  readonly datasetType: "TRAIN" | "TEST";
}

/** The making or changing of one dataset: where it stands, and what it is to be. */
export interface Work {
  readonly context: OperationContext;
  readonly place: Place;
  readonly inputs: Inputs;
}

/** The Pulumi id of a dataset: its place, since its ARN changes when its contents are made again. */
export function idOf({ projectArn, datasetType }: Place): string {
  return `${projectArn}/dataset/${datasetType.toLowerCase()}`;
}

/** The place in a Pulumi id. */
export function placeIn(id: string): Place | undefined {
  const [, projectArn, type] = /^(.+)\/dataset\/(train|test)$/.exec(id) ?? [];
  if (projectArn === undefined || type === undefined || parseArn(projectArn) === undefined) return undefined;
  return { projectArn, datasetType: type === "train" ? "TRAIN" : "TEST" };
}

/** How messages name it. */
export function subjectOf({ projectArn, datasetType }: Place): string {
  return `${datasetType} dataset of project "${projectNameOf(projectArn)}"`;
}

/** One look at a dataset. */
export async function findByArn(context: AwsContext, arn: string): Promise<Found | undefined> {
  const value = await context.describe.dataset(arn);
  if (value?.Status === undefined) return undefined;
  return { status: value.Status, message: value.StatusMessage, value: { ...value, arn } };
}

/** Whatever dataset stands in a place. */
async function findAt(context: OperationContext, place: Place): Promise<Found | undefined> {
  const project = await projectByArn(context, place.projectArn);
  const arn = project?.Datasets?.find(({ DatasetType }) => DatasetType === place.datasetType)?.DatasetArn;
  return arn === undefined ? undefined : findByArn(context, arn);
}

const described = {
  found,
  gone,
  arnOf: ({ arn }: Described) => arn,
  createdAtMs: ({ CreationTimestamp }: Described) => CreationTimestamp?.getTime() ?? 0,
};

/** A dataset as it is looked for. */
export function soughtDataset(
  context: AwsContext,
  arn: string,
  subject = `dataset ${arn}`,
): Live<DatasetStatus, Described> {
  return {
    ...described,
    subject,
    look: () => findByArn(context, arn),
    isGone: () => context.describe.isDatasetGone(arn),
  };
}

/** Whatever dataset is looked for in a place. */
export function soughtAt(context: OperationContext, place: Place): Live<DatasetStatus, Described> {
  return {
    ...described,
    subject: subjectOf(place),
    look: () => findAt(context, place),
    isGone: () => context.describe.isDatasetPlaceFree(place.projectArn, place.datasetType),
  };
}

/**
 * The dataset of a record as it is looked for: the recorded one, or, where that is gone, one made again under the record's own
 * claim by an update that did not live to record it. Gone is it where neither is there.
 */
export function soughtHeld(
  context: OperationContext,
  place: Place,
  recorded: Recorded<Inputs, Outputs>,
): Live<DatasetStatus, Described> {
  const { arn } = recorded.outputs;
  const token = parseClaim(recorded.meta.claim)?.token;
  let isTaken = false;
  const inPlace = soughtAt(context, place);
  return {
    ...inPlace,
    async look() {
      const observed = arn === undefined ? undefined : await findByArn(context, arn);
      if (observed !== undefined) return observed;
      const successor = await inPlace.look();
      if (successor === undefined || token === undefined) return undefined;
      const tags = (await tagsOf(context, successor.value.arn)) ?? {};
      if (parseClaim(tags[CLAIM_TAG])?.token === token) return successor;
      isTaken = true;
      return undefined;
    },
    isGone: () => (arn === undefined || context.describe.isDatasetGone(arn)) && (isTaken || inPlace.isGone()),
  };
}

/** How messages count entries: "1 entry", "5 entries", or "entries" where AWS told no number. */
export function entriesText(count: number | undefined): string {
  if (count === undefined) return "entries";
  return count === 1 ? "1 entry" : `${String(count)} entries`;
}

/** The same with a verb after them: "1 entry is", "5 entries are". */
export function entriesAre(count: number | undefined): string {
  return `${entriesText(count)} ${count === 1 ? "is" : "are"}`;
}

/** What is recorded of a description; entries with errors are looked at apart. */
export function outputsOf(value: Described): Outputs {
  const { DatasetStats: stats } = value;
  return {
    arn: value.arn,
    status: value.Status,
    statusMessage: value.StatusMessage,
    statusMessageCode: value.StatusMessageCode,
    stats: stats && camelCased<NonNullable<Outputs["stats"]>>(stats),
    creationTimestamp: value.CreationTimestamp?.toISOString(),
    lastUpdatedTimestamp: value.LastUpdatedTimestamp?.toISOString(),
  };
}

/** The end of a dataset that AWS could not make or change. */
export function failed(subject: string, observed: Found | undefined): RekognitionError {
  const said = observed?.message ?? "AWS gave no reason";
  return new RekognitionError("DatasetFailed", `${subject} is ${observed?.status ?? "gone"}: ${said}`);
}

/** A dataset that need not be this stack's, once nothing goes on in it; one that is missing or failed is an error. */
export async function settled(context: OperationContext, subject: string, arn: string): Promise<Found> {
  const thing = soughtDataset(context, arn, subject);
  if ((await waitToAppear(context, thing)) === undefined) {
    throw new RekognitionError("NotFound", `${subject} (${arn}) does not exist`);
  }
  const { verdict, observed } = await waitForState(context, thing, complete);
  if (verdict === "target" && observed !== undefined) return observed;
  throw failed(subject, observed).withMore("Where it is this stack's own, `pulumi refresh` shows it first.");
}
