import type { ResourceHandler } from "../../../provider/lifecycle/handler.js";
import { projectVersionHandler } from "../../../provider/resources/project-version/handler.js";
import { removeModel } from "../../../provider/resources/project-version/removal.js";
import { createProjectHandler } from "../../../provider/resources/project/handler.js";

/** The kinds as the published module puts them together, by the name their `__provider` text requires. */
export const kinds = {
  project: (): ResourceHandler => createProjectHandler(removeModel),
  projectVersion: (): ResourceHandler => projectVersionHandler,
} as const;

export type KindName = keyof typeof kinds;
