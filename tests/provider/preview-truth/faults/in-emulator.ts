import { type Shape, serviceModel } from "../../../../emulator/protocol/service-model.js";
import { requestReader } from "../../../../emulator/protocol/validation.js";
import type { PlantedFault } from "./planted-fault.js";

/** A mistake in a copy of the model. */
function inModel(mistake: string, shapeName: string, change: Partial<Shape>, shows: RegExp): PlantedFault {
  const shape = serviceModel.shapes[shapeName];
  if (shape === undefined) throw new Error(`the model has no shape ${shapeName}`);
  const shapes = { ...serviceModel.shapes, [shapeName]: { ...shape, ...change } };
  return { mistake, shows, plant: (published) => ({ ...published, readRequest: requestReader(shapes) }) };
}

/** A mistake in what is done with the model: one rule is not asked. */
function inValidator(mistake: string, text: string, shows: RegExp): PlantedFault {
  return {
    mistake,
    shows,
    plant: (published) => ({
      ...published,
      readRequest: (inputShape, body) => {
        const { input, violations } = published.readRequest(inputShape, body);
        return { input, violations: violations.filter(({ message }) => !message.includes(text)) };
      },
    }),
  };
}

/** Ten mistakes of the kind that leave an emulator almost right. */
export const FAULTS_IN_EMULATOR: readonly PlantedFault[] = [
  inModel("a project's name may have 256 characters", "ProjectName", { max: 256 }, /^Project\.projectName /),
  inModel("a collection's id has two characters", "CollectionId", { min: 2 }, /\.(collectionId|settings) /),
  inModel(
    "a bucket's name has four characters",
    "S3Bucket",
    { min: 4 },
    /\.(\w+Data|\w+Config|video|output|\w+Manifest) /,
  ),
  inModel("a percentage ends at 99", "Percent", { max: 99 }, /\.(featureConfig|settings|minConfidence|\w+Threshold) /),
  inModel("a model may run without a unit", "InferenceUnits", { min: 0 }, /^ProjectVersion(Copy)?\.\w+InferenceUnits /),
  inModel("199 tags are enough", "TagMap", { max: 199 }, /\.tags /),
  inModel("datasets for tests are not known", "DatasetType", { enum: ["TRAIN"] }, /^Dataset\.datasetType /),
  inModel(
    "there may be 11 regions of interest",
    "RegionsOfInterest",
    { max: 11 },
    /^StreamProcessor\.regionsOfInterest /,
  ),
  inModel(
    "a processor's name has no dot",
    "StreamProcessorName",
    { pattern: "[a-zA-Z0-9_\\-]+" },
    /^StreamProcessor\.name /,
  ),
  inValidator("keys of tags are not looked at", "Map keys must satisfy", /\.tags /),
];
