import type { ResourceDefinition } from "../../provider/definition/definition.js";
import { collectionDefinition } from "../../provider/resources/collection/definition.js";
import { projectVersionDefinition } from "../../provider/resources/project-version/definition.js";
import { projectDefinition } from "../../provider/resources/project/definition.js";
import { streamProcessorDefinition } from "../../provider/resources/stream-processor/definition.js";

/** A kind, the name of its handler in `pulumi-rekognition/provider`, and its file. */
export interface GeneratedKind {
  readonly definition: ResourceDefinition;
  readonly handler: string;
  readonly file: string;
}

/** Every kind that users can declare. */
export const kinds: readonly GeneratedKind[] = [
  { definition: projectDefinition, handler: "project", file: "project" },
  { definition: projectVersionDefinition, handler: "projectVersion", file: "project-version" },
  { definition: collectionDefinition, handler: "collection", file: "collection" },
  { definition: streamProcessorDefinition, handler: "streamProcessor", file: "stream-processor" },
];
