import { trainingNote } from "../trained-model/costs.js";
import { createModelHandler } from "../trained-model/handler.js";
import { beginTraining, differences } from "./creation.js";
import { projectVersionDefinition } from "./definition.js";
import { type Inputs, asWritten } from "./request.js";

/** The handler of models. */
export const projectVersionHandler = createModelHandler<Inputs>({
  definition: projectVersionDefinition,
  making: "training",
  // AWS trains for up to 24 hours; the model then has to start.
  makingLimitMs: 26 * 60 * 60_000,
  costNote: trainingNote,
  projectOf: ({ projectArn }) => projectArn,
  leaveMaking: ({ waitForTraining }) => waitForTraining === false,
  begin: beginTraining,
  differences,
  inputsAsRead: (_context, recorded, projectArn, value) =>
    recorded === undefined ? asWritten(projectArn, value) : { ...recorded, projectArn },
});
