import type { ProjectVersionDescription, ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import { modelInArn, parseArn } from "../../aws/arns.js";
import { type ConfiguredPrices, hourlyPrice, trainingPrice } from "../../aws/prices.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import type { Recorded } from "../../lifecycle/handler.js";
import { runningText } from "../../lifecycle/running.js";
import type { Costing } from "../../lifecycle/telling-costs.js";
import { observed } from "../../lifecycle/wait-for-state.js";
import { UNKNOWN } from "../../schema/unknown.js";
import type { ModelInputs, ModelOutputs } from "./fields.js";
import type { ModelReference } from "./model.js";

/** How many units a model is to run with. At preview any of it may be unknown: no number, nor more or less than one. */
type AskedUnits = Pick<ModelInputs, "minInferenceUnits" | "maxInferenceUnits" | "region">;

/** What it takes to train a new model, and what it costs from then on. */
export function trainingNote(inputs: AskedUnits, prices: ConfiguredPrices = {}): string {
  const training = `A model is trained: 30 minutes to 24 hours, at ${trainingPrice(knownRegion(inputs), prices)}. A running training cannot be cancelled.`;
  return `${training}${runningOnce("trained", inputs, prices)}`;
}

/** What it takes to copy a model, and what the copy costs from then on. */
export function copyNote(inputs: AskedUnits, prices: ConfiguredPrices = {}): string {
  return `A model is copied, which is not billed. A running copy cannot be cancelled.${runningOnce("copied", inputs, prices)}`;
}

function runningOnce(made: string, inputs: AskedUnits, prices: ConfiguredPrices): string {
  const { minInferenceUnits: least } = inputs;
  // Fewer than one only passes where limits warn, and has no price.
  if (least === undefined || least < 1) return "";
  return ` Once ${made}, the model runs with ${pricedUnits(inputs, prices)} for as long as minInferenceUnits is set.`;
}

function knownRegion({ region }: Pick<ModelInputs, "region">): string | undefined {
  return region === UNKNOWN ? undefined : region;
}

/** Units and their price, as in "2 inference units: about $8.00 an hour (list price us-east-1, 2026-11)". */
export function pricedUnits(asked: AskedUnits, prices: ConfiguredPrices = {}): string {
  const { minInferenceUnits: least, maxInferenceUnits: most } = asked;
  const where = knownRegion(asked);
  if (typeof least !== "number") {
    return `a number of inference units that is not known yet, each at ${hourlyPrice(where, 1, 1, prices)}`;
  }
  return `${unitsText(least, most)}: ${hourlyPrice(where, least, most, prices)}`;
}

/** As in "1 inference unit" or "2 to 4 inference units". */
export function unitsText(least: number, most: number = least): string {
  const range = most > least ? `${String(least)} to ${String(most)}` : String(least);
  return `${range} inference unit${range === "1" ? "" : "s"}`;
}

/** What a model costs that runs, or may for all that is known, and how to stop it by hand; undefined for one that does not. */
function costOfRunning(
  arn: string,
  status: string | undefined,
  units: Pick<ModelInputs, "minInferenceUnits" | "maxInferenceUnits">,
  prices: ConfiguredPrices | undefined,
  isCertain = true,
): string | undefined {
  // AWS takes no Stop while a model starts, and bills it once it runs.
  const region = parseArn(arn)?.region ?? "";
  const priced = pricedUnits({ ...units, minInferenceUnits: units.minInferenceUnits ?? 1, region }, prices);
  const says = runningText(status, isCertain, `with ${priced}`);
  if (says === undefined) return undefined;
  const name = modelInArn(arn)?.versionName ?? arn;
  return `Model "${name}" ${says}, until it is stopped. By hand: \`aws rekognition stop-project-version --region ${region} --project-version-arn ${arn}\`.`;
}

/** As described by AWS, no matter who made it. */
export function costAsSeen(
  value: ProjectVersionDescription,
  prices?: ConfiguredPrices,
  isCertain = true,
): string | undefined {
  const { ProjectVersionArn: arn = "", Status, MinInferenceUnits, MaxInferenceUnits } = value;
  const units = { minInferenceUnits: MinInferenceUnits, maxInferenceUnits: MaxInferenceUnits };
  return costOfRunning(arn, Status, units, prices, isCertain);
}

/** What the record says of it. */
export function recordedCost(
  id: string,
  { inputs, outputs }: Recorded<ModelInputs, ModelOutputs>,
  prices?: ConfiguredPrices,
): string | undefined {
  return costOfRunning(id, outputs.status, inputs, prices);
}

/** How a model is watched, for errors to say what it goes on costing. */
export function modelCosting(
  { projectArn, versionName }: ModelReference,
  { region, prices }: Pick<AwsContext, "region" | "prices">,
): Costing<ProjectVersionStatus, ProjectVersionDescription> {
  return {
    watched: (describe, saw) => ({
      ...describe,
      async projectVersion(project, name) {
        const value = await describe.projectVersion(project, name);
        const found = project === projectArn && name === versionName ? observed(value) : undefined;
        if (found !== undefined) saw(found);
        return value;
      },
    }),
    leadsTo: {
      CreateProjectVersion: "TRAINING_IN_PROGRESS",
      CopyProjectVersion: "COPYING_IN_PROGRESS",
      StartProjectVersion: "STARTING",
      StopProjectVersion: "STOPPING",
      DeleteProjectVersion: "DELETING",
    },
    after(request: Request, answer: Request | undefined, last) {
      const { ProjectVersionArn: arn, MinInferenceUnits, MaxInferenceUnits } = request;
      if (arn === undefined) {
        const isThis =
          request.VersionName === versionName && (request.DestinationProjectArn ?? request.ProjectArn) === projectArn;
        return isThis ? { ProjectVersionArn: answer?.ProjectVersionArn } : undefined;
      }
      if (arn !== last?.ProjectVersionArn) return undefined;
      return MinInferenceUnits === undefined ? last : { ...last, MinInferenceUnits, MaxInferenceUnits };
    },
    costs({ status, value }, isCertain) {
      const named = { ...value, ProjectVersionArn: value.ProjectVersionArn ?? versionName };
      if (status !== "TRAINING_IN_PROGRESS") return costAsSeen(named, prices, isCertain);
      const verb = isCertain ? "is" : "may be";
      return `Model "${versionName}" ${verb} in training, at ${trainingPrice(region, prices)}, billed if it succeeds; AWS cannot cancel a training.`;
    },
  };
}

/** What of the calls that are about a model tells which one, and how it is to run. */
type Request = Partial<
  Record<"ProjectVersionArn" | "ProjectArn" | "DestinationProjectArn" | "VersionName", string> &
    Record<"MinInferenceUnits" | "MaxInferenceUnits", number>
>;
