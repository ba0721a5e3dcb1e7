import type { ProjectDescription, ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { modelInArn, nameInArn } from "../../provider/aws/arns.js";
import { collected, pagesOf } from "../../provider/aws/pages.js";
import { CLAIM_TAG, OWNER_TAG, ownerTagValue } from "../../provider/lifecycle/claim.js";
import { isRekognitionError } from "../../provider/base/errors.js";
import type { OperationContext } from "../../provider/lifecycle/handler.js";
import { arnOf as collectionArn, heldBy } from "../../provider/resources/collection/collection.js";
import { unitsText } from "../../provider/resources/trained-model/costs.js";
import { inParallel } from "../parallel.js";
import { modelPrice } from "./price.js";
import { type Activity, type Thing, activityOf } from "./thing.js";

/** AWS allows a few dozen calls a second; an account may have thousands of things. */
const LOOKS_AT_ONCE = 8;
/** What one listing does not show may be there all the same; two that are so far apart tell. */
const BETWEEN_LISTINGS_MS = 10_000;
const AT_LEAST_ONE = "at least 1 inference unit";

/** What carries an owner's tag in one region. */
export interface Inventory {
  readonly things: readonly Thing[];
  /** What could not be looked at, each as a sentence. */
  readonly unseen: readonly string[];
}

type Untagged = Omit<Thing, "claim">;
type Tags = Readonly<Record<string, string>>;

/**
 * Looks through everything in account and region for what carries the owner's tag. It looks twice, some seconds apart: a
 * thing that one answer leaves out, or shows without tags, is not said to cost nothing.
 */
export async function ownedThings(context: OperationContext, owner: string): Promise<Inventory> {
  const first = await everything(context);
  const tags = await tagsOf(context, first.things);
  await context.clock.sleep(BETWEEN_LISTINGS_MS, context.signal);
  const second = await everything(context);
  const seen = new Map([...first.things, ...second.things].map((thing) => [thing.arn, thing]));
  const isUnclaimed = ({ arn }: Untagged): boolean => tags.get(arn)?.[OWNER_TAG] === undefined;
  for (const [arn, found] of await tagsOf(context, [...seen.values()].filter(isUnclaimed))) tags.set(arn, found);
  const things = [...seen.values()].flatMap((thing): Thing[] => {
    const found = tags.get(thing.arn) ?? {};
    return found[OWNER_TAG] === ownerTagValue(owner) ? [{ ...thing, claim: found[CLAIM_TAG] }] : [];
  });
  return { things, unseen: second.unseen.length > 0 ? second.unseen : first.unseen };
}

async function tagsOf(context: OperationContext, things: readonly Untagged[]): Promise<Map<string, Tags>> {
  const found = await inParallel(
    things,
    LOOKS_AT_ONCE,
    async ({ arn }) => [arn, (await context.describe.tagsNow(arn)) ?? {}] as const,
  );
  return new Map(found);
}

/** Everything that there is, whosever it is. */
async function everything(context: OperationContext): Promise<{ things: Untagged[]; unseen: string[] }> {
  const unseen: string[] = [];
  const projects = await context.describe.projects();
  const inProjects = await inParallel(projects, LOOKS_AT_ONCE, (project) => thingsOf(context, project));
  const all: Untagged[] = [...inProjects.flat(), ...(await collections(context))];
  try {
    all.push(...(await streamProcessors(context)));
  } catch (error) {
    // Not every region and account has streaming video, and AWS answers both with a refusal.
    if (!isRekognitionError(error, "StreamProcessorAccessDenied")) throw error;
    unseen.push(`Stream processors in ${context.region} could not be looked at: ${error.what}`);
  }
  return { things: all, unseen };
}

async function thingsOf(context: OperationContext, project: ProjectDescription): Promise<Untagged[]> {
  const { region } = context;
  const arn = project.ProjectArn ?? "";
  const name = nameInArn(arn, "project") ?? "";
  const versions = await context.describe.projectVersions(arn);
  const datasets = (project.Datasets ?? []).map((dataset): Untagged => ({
    kind: "Dataset",
    arn: dataset.DatasetArn ?? "",
    name: `${name} (${dataset.DatasetType ?? ""})`,
    region,
    status: dataset.Status ?? "",
    activity: activityOf("Dataset", dataset.Status ?? ""),
    usdPerHour: 0,
    remark: "",
    createdAtMs: dataset.CreationTimestamp?.getTime() ?? 0,
  }));
  return [
    ...versions.map((version) => modelOf(region, arn, version)),
    ...datasets,
    {
      kind: "Project",
      arn,
      name,
      region,
      status: project.Status ?? "",
      activity: activityOf("Project", project.Status ?? ""),
      usdPerHour: 0,
      remark: "",
      createdAtMs: project.CreationTimestamp?.getTime() ?? 0,
    },
  ];
}

function modelOf(region: string, projectArn: string, version: ProjectVersionDescription): Untagged {
  const arn = version.ProjectVersionArn ?? "";
  const status = version.Status ?? "";
  const activity = activityOf("ProjectVersion", status);
  const { MinInferenceUnits: min, MaxInferenceUnits: max } = version;
  const named = modelInArn(arn);
  return {
    kind: version.SourceProjectVersionArn === undefined ? "ProjectVersion" : "ProjectVersionCopy",
    arn,
    name: `${named?.projectName ?? ""}/${named?.versionName ?? ""}`,
    region,
    status,
    activity,
    // AWS starts none with less than one unit.
    usdPerHour: modelPrice(region, status, activity, min ?? 1),
    remark: remarkOn(activity, min, max),
    createdAtMs: version.CreationTimestamp?.getTime() ?? 0,
    projectArn,
  };
}

function remarkOn(activity: Activity, min: number | undefined, max: number | undefined): string {
  if (activity !== "running" && activity !== "unknown") return "";
  return min === undefined ? AT_LEAST_ONE : unitsText(min, max);
}

async function collections(context: OperationContext): Promise<Untagged[]> {
  const ids = await collected(pagesOf(context.aws, "ListCollections", {}), (page) => page.CollectionIds);
  const found = await inParallel(ids, LOOKS_AT_ONCE, async (id): Promise<Untagged | undefined> => {
    const value = await context.describe.collection(id);
    if (value === undefined) return undefined;
    const held = heldBy({ faceCount: value.FaceCount, userCount: value.UserCount });
    return {
      kind: "Collection",
      arn: collectionArn(value),
      name: id,
      region: context.region,
      status: "",
      activity: "idle",
      // AWS bills what is stored by the month, at a price that is not known here.
      usdPerHour: held === "" ? 0 : "unknown",
      remark: held,
      createdAtMs: value.CreationTimestamp?.getTime() ?? 0,
    };
  });
  return found.filter((thing) => thing !== undefined);
}

async function streamProcessors(context: OperationContext): Promise<Untagged[]> {
  const names = await context.describe.streamProcessorNames();
  const found = await inParallel(names, LOOKS_AT_ONCE, async (name): Promise<Untagged | undefined> => {
    const value = await context.describe.streamProcessor(name);
    if (value === undefined) return undefined;
    const activity = activityOf("StreamProcessor", value.Status ?? "");
    return {
      kind: "StreamProcessor",
      arn: value.StreamProcessorArn ?? "",
      name,
      region: context.region,
      status: value.Status ?? "",
      activity,
      // Billed by the minute of video, at a price that is not known here.
      usdPerHour: activity === "running" || activity === "unknown" ? "unknown" : 0,
      remark: "",
      createdAtMs: value.CreationTimestamp?.getTime() ?? 0,
    };
  });
  return found.filter((thing) => thing !== undefined);
}
