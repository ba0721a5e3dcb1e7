import type { ProjectVersionDescription, ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import { trainingPrice } from "../../aws/prices.js";
import type { Costing } from "../../lifecycle/telling-costs.js";
import { costAsSeen } from "./costs.js";
import { observed } from "../../lifecycle/wait-for-state.js";
import type { ModelReference } from "./model.js";

/** How a model is watched, for errors to say what it goes on costing. */
export function modelCosting(
  { projectArn, versionName }: ModelReference,
  region: string,
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
      if (status !== "TRAINING_IN_PROGRESS") return costAsSeen(named, isCertain);
      const verb = isCertain ? "is" : "may be";
      return `Model "${versionName}" ${verb} in training, at ${trainingPrice(region)}, billed if it succeeds; AWS cannot cancel a training.`;
    },
  };
}

/** What of the calls that are about a model tells which one, and how it is to run. */
type Request = Partial<
  Record<"ProjectVersionArn" | "ProjectArn" | "DestinationProjectArn" | "VersionName", string> &
    Record<"MinInferenceUnits" | "MaxInferenceUnits", number>
>;
