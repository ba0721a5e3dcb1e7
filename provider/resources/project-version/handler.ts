import { trainingNote } from "../trained-model/costs.js";
import { createModelHandler } from "../trained-model/handler.js";
import { modelNotes } from "../trained-model/notes.js";
import { asWritten } from "./as-written.js";
import { ensureTraining } from "./creation.js";
import { projectVersionDefinition } from "./definition.js";
import type { Inputs } from "./request.js";

const HOUR_MS = 60 * 60_000;

/** AWS trains for up to 24 hours; the model then has to start. */
const TRAINING_LIMIT_MS = 26 * HOUR_MS;

/** The handler of models. */
export const projectVersionHandler = createModelHandler<Inputs>({
  definition: projectVersionDefinition,
  timeouts: { createMs: TRAINING_LIMIT_MS, updateMs: HOUR_MS, deleteMs: HOUR_MS },
  making: "training",
  makingLimitMs: TRAINING_LIMIT_MS,
  whenFound: "nothing is trained twice",
  notes: modelNotes("trained", "training"),
  costNote: trainingNote,
  projectOf: ({ projectArn }) => projectArn,
  leaveMaking: ({ waitForTraining }) => waitForTraining === false,
  ensure: ensureTraining,
  inputsAsRead: (_context, recorded, projectArn, value) =>
    recorded === undefined ? asWritten(projectArn, value) : { ...recorded, projectArn },
});
