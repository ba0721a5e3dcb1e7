import type {
  DescribeProjectVersionsRequest,
  DescribeProjectVersionsResponse,
  ProjectVersionDescription,
} from "@aws-sdk/client-rekognition";
import { epochSeconds } from "../protocol/wire.js";
import type { Wire } from "../protocol/wire.js";
import { isVisible, requireProject } from "../store/lookup.js";
import type { ProjectVersion } from "../store/things.js";
import { resultObject } from "../training-results/keys.js";
import type { ResultKind } from "../training-results/keys.js";
import type { Call } from "../world.js";
import type { Handler } from "./handler.js";
import { paginate } from "./paging.js";

const outputObject = (version: ProjectVersion, kind: ResultKind) => ({ S3Object: resultObject(version, kind) });

const asset = (version: ProjectVersion, kind: ResultKind) => ({
  Assets: [{ GroundTruthManifest: outputObject(version, kind) }],
});

/** What only a successful training leaves. */
function trainingResults(call: Call, version: ProjectVersion): Partial<Wire<ProjectVersionDescription>> {
  const { training } = version;
  if (training === undefined) return {};
  const { baseModelVersion, moderationModelVersion } = call.world.switches;
  return {
    BillableTrainingTimeInSeconds: training.billableSeconds,
    EvaluationResult: {
      F1Score: training.f1Score,
      Summary: outputObject(version, "EvaluationResultSummary"),
    },
    BaseModelVersion: version.project.feature === "CUSTOM_LABELS" ? baseModelVersion : moderationModelVersion,
  };
}

function describe(call: Call, version: ProjectVersion): Wire<ProjectVersionDescription> {
  const ended = version.trainingEndedAtMs;
  const { validated } = version;
  const output = version.training !== undefined;
  const { status, message } = version.status.shown(call.nowMs, call.world.switches.statusLagMs);
  return {
    ProjectVersionArn: version.arn,
    CreationTimestamp: epochSeconds(version.createdAtMs),
    MinInferenceUnits: version.minInferenceUnits,
    Status: status,
    StatusMessage: message,
    TrainingEndTimestamp: ended === undefined ? undefined : epochSeconds(ended),
    OutputConfig: version.outputConfig,
    TrainingDataResult: {
      Input: version.trainingData,
      Output: output ? asset(version, "TrainingGroundTruth") : undefined,
      Validation: validated ? asset(version, "TrainingManifestWithValidation") : undefined,
    },
    TestingDataResult: {
      Input: version.testingData,
      Output: output
        ? { ...asset(version, "TestingGroundTruth"), AutoCreate: version.testingData.AutoCreate }
        : undefined,
      Validation: validated ? asset(version, "TestingManifestWithValidation") : undefined,
    },
    ManifestSummary: validated ? outputObject(version, "ManifestSummary") : undefined,
    KmsKeyId: version.kmsKeyId,
    MaxInferenceUnits: version.maxInferenceUnits,
    SourceProjectVersionArn: version.sourceArn,
    VersionDescription: version.description,
    Feature: version.project.feature === "CUSTOM_LABELS" ? undefined : version.project.feature,
    FeatureConfig:
      version.confidenceThreshold === undefined
        ? undefined
        : { ContentModeration: { ConfidenceThreshold: version.confidenceThreshold } },
    ...trainingResults(call, version),
  };
}

/** Unknown names are left out; an unknown project is an error. */
export const describeProjectVersions: Handler<DescribeProjectVersionsRequest, DescribeProjectVersionsResponse> = (
  input,
  call,
) => {
  const project = requireProject(call, input.ProjectArn);
  const names = input.VersionNames;
  const page = paginate(call, {
    operation: "DescribeProjectVersions",
    of: project.arn,
    items: [...project.versions.values()].filter(
      (version) => isVisible(call, version) && (names?.includes(version.name) ?? true),
    ),
    keyOf: (version) => version.createdAtMs,
    order: "descending",
    maxResults: input.MaxResults,
    token: input.NextToken,
  });
  return {
    ProjectVersionDescriptions: page.items.map((version) => describe(call, version)),
    NextToken: page.nextToken,
  };
};
