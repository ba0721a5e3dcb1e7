import { manifest } from "./dataset/datasets.js";
import type { KindName } from "../../provider/resources/registry.js";
import { modelArgs } from "./harness/models.js";
import type { Bag } from "./harness/property-bag.js";
import { ACCOUNT, BUCKET } from "./harness/rig.js";
import { allow } from "./project-policy/policies.js";
import { faceSearch } from "./stream-processor/args.js";
import { jobArgs } from "./video-analysis-job/jobs.js";

/** What there is before a program runs. */
export interface Surroundings {
  readonly projectArn: string;
  /** Another project, and a trained model in it. */
  readonly sourceProjectArn: string;
  readonly sourceArn: string;
  /** What a program says of a set of images, but for what only its class works out of them for previews. */
  readonly imageSet: Bag;
}

/** One resource, and a change of it. */
interface Program {
  readonly kind: KindName;
  readonly args: (there: Surroundings) => Bag;
  readonly change: (there: Surroundings) => Bag;
  readonly status: string | undefined;
  /** Inputs of the change that ask for another resource; left out: it is an update. */
  readonly replaced?: readonly string[];
  /** AWS has no call that deletes it. */
  readonly keptByAws?: true;
  /** It is a place in S3, whose address names no account, and from which nobody can tell what it was made of. */
  readonly isPlace?: true;
}

const tagged = (): Bag => ({ tags: { a: "b" } });

/** A program of each kind. */
export const PROGRAMS: readonly Program[] = [
  { kind: "project", args: () => ({ projectName: "plants" }), change: tagged, status: "CREATED" },
  {
    kind: "projectVersion",
    args: ({ projectArn }) => modelArgs(projectArn, { minInferenceUnits: 1 }),
    change: () => ({ minInferenceUnits: 2 }),
    status: "RUNNING",
  },
  {
    kind: "projectVersionCopy",
    args: ({ projectArn, sourceProjectArn, sourceArn }) => ({
      sourceProjectArn,
      sourceProjectVersionArn: sourceArn,
      destinationProjectArn: projectArn,
      outputConfig: { s3Bucket: BUCKET, s3KeyPrefix: "copies" },
    }),
    change: () => ({ minInferenceUnits: 1 }),
    status: "COPYING_COMPLETED",
  },
  { kind: "collection", args: () => ({ collectionId: "guests" }), change: tagged, status: undefined },
  {
    kind: "dataset",
    args: ({ projectArn }) => ({
      projectArn,
      datasetType: "TRAIN",
      groundTruthManifest: manifest("train.manifest"),
    }),
    change: tagged,
    status: "CREATE_COMPLETE",
  },
  {
    kind: "projectPolicy",
    args: ({ projectArn }) => ({ projectArn, policyDocument: allow(projectArn) }),
    change: ({ projectArn }) => ({ policyDocument: allow(projectArn, `arn:aws:iam::${ACCOUNT}:root`) }),
    status: undefined,
  },
  { kind: "streamProcessor", args: () => faceSearch(), change: tagged, status: "STOPPED" },
  {
    kind: "videoAnalysisJob",
    args: () => jobArgs(),
    change: () => ({ jobTag: "again" }),
    status: "SUCCEEDED",
    replaced: ["jobTag"],
    keptByAws: true,
  },
  {
    kind: "imageSet",
    args: ({ imageSet }) => imageSet,
    change: () => ({ kmsKeyId: "alias/images" }),
    status: undefined,
    isPlace: true,
  },
];
