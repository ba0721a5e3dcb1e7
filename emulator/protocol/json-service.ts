import type { Operation } from "../operations/handler.js";
import type { Switches } from "../switches.js";
import type { Answer } from "./answer.js";
import type { ApiError } from "./errors.js";
import type { ServiceModel } from "./service-model.js";
import type { Caller } from "./signature.js";

/** A service that speaks AWS JSON 1.1. */
export interface JsonService {
  readonly model: ServiceModel;
  /** Reads and checks what an operation is given, by the name of its input's shape. */
  readonly readInput: (inputShape: string, body: unknown) => unknown;
  /** What its actions are called in IAM, before the colon. */
  readonly actions: string;
  /** The operations that behave. */
  readonly operations: Readonly<Record<string, Operation>>;
  readonly checkPermission: (switches: Switches, caller: Caller, operation: string, input: unknown) => void;
  readonly errorAnswer: (error: ApiError) => Answer;
}
