import type { ResourceDefinition } from "../../schema/definition.js";
import type { Ensured } from "../../lifecycle/ensure.js";
import type { OperationContext, ResourceHandler, Timeouts } from "../../lifecycle/handler.js";
import type { ModelInputs } from "./inputs.js";
import type { ModelReference } from "./model.js";
import type { ModelOutputs } from "./outputs.js";
import type { InputsAsRead } from "./read.js";

/** How the models of one kind come about; everything after that they have in common. */
export interface ModelKind<Inputs extends ModelInputs> {
  readonly definition: ResourceDefinition;
  readonly timeouts: Timeouts;
  /** What AWS does to make one. */
  readonly making: "training" | "copy";
  /** How long AWS may take to make one, in milliseconds; it cannot be cancelled, so a delete waits as long. */
  readonly makingLimitMs: number;
  /** Completes "was found ... and taken up again; ". */
  readonly whenFound: string;
  readonly notes: NonNullable<ResourceHandler<Inputs, ModelOutputs>["notes"]>;
  readonly costNote: NonNullable<ResourceHandler<Inputs, ModelOutputs>["costNote"]>;
  readonly inputsAsRead: InputsAsRead<Inputs>;
  /** The project that the model is in. */
  readonly projectOf: (inputs: Inputs) => string;
  /** Whether create and update end while the model is still made. */
  readonly leaveMaking: (inputs: Inputs) => boolean;
  /** Makes the model, or finds the one that an interrupted create made. */
  readonly ensure: (context: OperationContext, model: ModelReference, inputs: Inputs) => Promise<Ensured>;
}
