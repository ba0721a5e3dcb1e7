import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { modelInArn } from "../../aws/arns.js";
import { type ConfiguredPrices, pricedIn, priceIn, wholeUsd } from "../../aws/prices.js";
import { inParallel } from "../../base/parallel.js";
import { bringToRest, type DoubtedUntil, doubtFromNow, NO_DOUBT, settledFrom } from "../../lifecycle/at-rest.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import { findOrGone } from "../../lifecycle/presence.js";
import { activity } from "../../lifecycle/running.js";
import { removalTellingCosts } from "../../lifecycle/telling-costs.js";
import type { Listed, Unrecorded } from "../../lifecycle/unrecorded.js";
import { untilDeleted } from "../../lifecycle/until-taken.js";
import { modelCosting, unitsText } from "./costs.js";
import { arnOf, type Found, type ModelReference, recordedAs, soughtModel } from "./model.js";

/**
 * Takes a model out of service: a running one is stopped before anything else, a starting one as soon as AWS lets it. A
 * training cannot be cancelled, so it is waited for.
 */
export async function takeOutOfService(
  context: AwsContext,
  model: ModelReference,
  from: Found,
  doubtedUntil: DoubtedUntil,
): Promise<Found | undefined> {
  const thing = soughtModel(context, model);
  if (recordedAs.of(from.status, thing.subject) !== "training") return bringToRest(context, thing, from, doubtedUntil);
  const [doing, what] = from.status === "COPYING_IN_PROGRESS" ? ["copied", "copy"] : ["trained", "training"];
  context.warn(`${thing.subject} is being ${doing}. AWS cannot cancel a ${what}: waiting until it ends.`);
  const made = await settledFrom(context, thing, from);
  return made && bringToRest(context, thing, made, doubtedUntil);
}

/**
 * Takes a model out of service, deletes it, and waits until it is gone. A deletion that AWS takes proves that the model did
 * not run; one that it refuses means that what was shown is old, and to look again.
 */
export async function deleteModel(context: AwsContext, model: ModelReference, from: Found): Promise<void> {
  const stopAndDelete = async (now: Found): Promise<undefined> => {
    const idle = await takeOutOfService(context, model, now, NO_DOUBT);
    if (idle === undefined || idle.status === "DELETING") return;
    await context.aws.call("DeleteProjectVersion", { ProjectVersionArn: arnOf(idle.value) });
  };
  await untilDeleted(context, soughtModel(context, model), stopAndDelete, { from });
}

/** Removes a model, whatever its state, with no question asked about its claim. */
export async function removeModel(context: AwsContext, projectArn: string, versionName: string): Promise<void> {
  const model = { projectArn, versionName };
  await removalTellingCosts(context, modelCosting(model, context), undefined, async (watched) => {
    const from = await findOrGone(watched, soughtModel(watched, model));
    if (from !== undefined) await deleteModel(watched, model, from);
  });
}

interface ListedModel extends Listed {
  readonly model: ModelReference;
}

/** Models, or copies of models, that no record leads to. */
export function unrecordedModels(making: "training" | "copy"): Unrecorded {
  return {
    noun: making === "copy" ? "model copy" : "model",
    order: 1,
    making,
    async list(context) {
      const { describe } = context;
      const projects = await describe.projects();
      const found = await inParallel(projects, async ({ ProjectArn: projectArn = "" }) => {
        const versions = await describe.projectVersions(projectArn);
        return versions
          .filter(({ SourceProjectVersionArn: source }) => (source !== undefined) === (making === "copy"))
          .map((version) => listed(context, projectArn, version));
      });
      return found.flat();
    },
    async stop(context, thing: ListedModel) {
      const found = await find(context, thing);
      if (found === undefined) return;
      await bringToRest(context, soughtModel(context, thing.model), found, doubtFromNow(context));
    },
    async remove(context, thing: ListedModel) {
      const found = await find(context, thing);
      if (found !== undefined) await deleteModel(context, thing.model, found);
    },
  };
}

/** A model that one answer leaves out may run on. */
function find(context: AwsContext, { arn, model }: ListedModel): Promise<Found | undefined> {
  return findOrGone(context, soughtModel(context, model, arn));
}

function listed({ region, prices }: AwsContext, projectArn: string, version: ProjectVersionDescription): ListedModel {
  const { ProjectVersionArn: arn = "", Status: status = "", MinInferenceUnits: min, MaxInferenceUnits: max } = version;
  const { projectName = "", versionName = "" } = modelInArn(arn) ?? {};
  const does = activity.or(status, "unknown");
  const units = min === undefined ? "at least 1 inference unit" : unitsText(min, max);
  return {
    arn,
    name: `${projectName}/${versionName}`,
    status,
    activity: does,
    // AWS starts none with less than one unit.
    usdPerHour: does === "unknown" ? does : priceNow(region, status, min ?? 1, prices),
    remark: does === "running" || does === "unknown" ? units : "",
    model: { projectArn, versionName },
  };
}

/** What a model costs in an hour as it stands; with automatic scaling that is the least. */
function priceNow(
  region: string,
  status: string,
  units: number,
  prices: ConfiguredPrices | undefined,
): number | "unknown" {
  const of = pricedIn(status);
  const isTraining = of === "usdPerTrainingHour";
  if (!isTraining && activity.or(status, "unknown") !== "running") return 0;
  const price = priceIn(region, of, prices);
  return price === undefined ? "unknown" : wholeUsd(price.usd * (isTraining ? 1 : units));
}
