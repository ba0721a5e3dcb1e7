import type { InputsOf } from "../../schema/definition.js";
import type { projectVersionDefinition } from "./definition.js";

export type Inputs = InputsOf<typeof projectVersionDefinition>;
