import type { Outstanding, Recorded } from "../../lifecycle/handler.js";
import type { ModelInputs } from "./inputs.js";
import type { ModelOutputs } from "./outputs.js";
import { recordedAs } from "./states.js";

/** What a recorded status asks for: to go on, to be brought to run or to rest, or to be made again. */
export function outstanding(recorded: Recorded<ModelInputs, ModelOutputs>, inputs: ModelInputs): Outstanding {
  const { status } = recorded.outputs;
  const state = status === undefined ? "moving" : recordedAs.or(status, "unknown");
  switch (state) {
    case "failed":
      return { action: "replace", because: "status", deleteFirst: true };
    case "expired":
      return { action: "replace", because: "status", deleteFirst: false };
    case "training":
    case "moving":
      return { action: "update" };
    case "idle":
      return { action: inputs.minInferenceUnits === undefined ? "nothing" : "update" };
    case "running":
      // Where no units were recorded either, somebody else started it: it is theirs.
      return { action: "nothing" };
    case "unknown":
      return { action: "nothing" };
  }
}
