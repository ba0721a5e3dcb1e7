import type { ResourceDefinition } from "../../provider/schema/definition.js";
import { collectionDefinition } from "../../provider/resources/collection/definition.js";
import { datasetDefinition } from "../../provider/resources/dataset/definition.js";
import { projectPolicyDefinition } from "../../provider/resources/project-policy/definition.js";
import { projectVersionCopyDefinition } from "../../provider/resources/project-version-copy/definition.js";
import { projectVersionDefinition } from "../../provider/resources/project-version/definition.js";
import { projectDefinition } from "../../provider/resources/project/definition.js";
import { streamProcessorDefinition } from "../../provider/resources/stream-processor/definition.js";
import { videoAnalysisJobDefinition } from "../../provider/resources/video-analysis-job/definition.js";

/** A kind, the name of its handler in `pulumi-rekognition/provider`, and its file. */
export interface GeneratedKind {
  readonly definition: ResourceDefinition;
  readonly handler: string;
  readonly file: string;
  /** A function of the sdk that the arguments go through: what only the program can work out. */
  readonly prepare?: { readonly name: string; readonly from: string };
}

/** Every kind that users can declare. */
export const kinds: readonly GeneratedKind[] = [
  { definition: projectDefinition, handler: "project", file: "project" },
  { definition: projectVersionDefinition, handler: "projectVersion", file: "project-version" },
  {
    definition: datasetDefinition,
    handler: "dataset",
    file: "dataset",
    prepare: { name: "withContentHash", from: "../content-hash.js" },
  },
  { definition: projectVersionCopyDefinition, handler: "projectVersionCopy", file: "project-version-copy" },
  { definition: projectPolicyDefinition, handler: "projectPolicy", file: "project-policy" },
  { definition: collectionDefinition, handler: "collection", file: "collection" },
  { definition: streamProcessorDefinition, handler: "streamProcessor", file: "stream-processor" },
  { definition: videoAnalysisJobDefinition, handler: "videoAnalysisJob", file: "video-analysis-job" },
];
