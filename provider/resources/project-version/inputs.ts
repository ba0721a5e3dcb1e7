import type { InputsOf } from "../../definition/definition.js";
import type { projectVersionDefinition } from "./definition.js";

export type Inputs = InputsOf<typeof projectVersionDefinition>;
