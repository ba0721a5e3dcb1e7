import * as z from "zod";
import type { ResourceDefinition } from "../../../../provider/schema/definition.js";
import { withOptional, withSchema } from "./altered-schema.js";
import type { PlantedFault } from "./planted-fault.js";

const NAME = /^[a-zA-Z0-9_.-]+$/;

function fault(
  mistake: string,
  kind: string,
  shows: RegExp,
  change: (definition: ResourceDefinition) => ResourceDefinition,
): PlantedFault {
  return {
    mistake,
    shows,
    plant: (published) => {
      const changed = change(published.definitionOf(kind));
      return { ...published, definitionOf: (asked) => (asked === kind ? changed : published.definitionOf(asked)) };
    },
  };
}

function exchanged(mistake: string, kind: string, path: string, schema: z.ZodType): PlantedFault {
  const [input = ""] = path.split(".");
  return fault(mistake, kind, new RegExp(`^${kind}\\.${input} `), (definition) => withSchema(definition, path, schema));
}

/** Ten mistakes of the kind one makes when writing a definition. */
export const FAULTS_IN_DEFINITIONS: readonly PlantedFault[] = [
  exchanged(
    "a name of 255 characters is too long",
    "Project",
    "projectName",
    z.string().min(1).max(254).regex(NAME, "of the form"),
  ),
  exchanged(
    "a name of one character is too short",
    "Collection",
    "collectionId",
    z.string().min(2).max(255).regex(NAME, "of the form"),
  ),
  exchanged(
    "a name may have 129 characters",
    "StreamProcessor",
    "name",
    z.string().min(1).max(129).regex(NAME, "of the form"),
  ),
  exchanged(
    "a description may not ask a question",
    "ProjectVersion",
    "versionDescription",
    z
      .string()
      .min(1)
      .max(255)
      .regex(/^[a-zA-Z0-9-_. ()':,;]+$/, "of the form"),
  ),
  exchanged(
    "an account has 11 or 12 digits",
    "Dataset",
    "projectArn",
    z
      .string()
      .min(20)
      .max(2048)
      .regex(/^arn:[a-z\d-]+:rekognition:[a-z\d-]+:\d{11,12}:project\/[a-zA-Z0-9_.-]{1,255}\/\d+$/, "of the form"),
  ),
  exchanged("an attribute set is not known", "VideoAnalysisJob", "faceAttributes", z.enum(["DEFAULT"])),
  exchanged("a model may run without a unit", "ProjectVersion", "minInferenceUnits", z.int().min(0)),
  exchanged(
    "a threshold ends at 99",
    "StreamProcessor",
    "settings.faceSearch.faceMatchThreshold",
    z.number().min(0).max(99),
  ),
  exchanged(
    "a tag's value may have 255 characters",
    "Collection",
    "tags.{value}",
    z
      .string()
      .max(255)
      .regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u, "of the form"),
  ),
  fault("a dataset may be of no type", "Dataset", /^Dataset\.datasetType /, (definition) =>
    withOptional(definition, "datasetType"),
  ),
];
