import { tellingCosts } from "../lifecycle/failed-removal.js";
import type { OperationContext, Recorded } from "../lifecycle/handler.js";
import { costOfRunning, recordedCost } from "./costs.js";
import type { ModelInputs } from "./inputs.js";
import type { Found } from "./model.js";
import type { ModelOutputs } from "./outputs.js";
import { recordedAs } from "./states.js";

/** Removes a model; where that fails, the error says what the model goes on costing, as last seen or else by its record. */
export async function removingModel(
  context: OperationContext,
  id: string,
  recorded: Recorded<ModelInputs, ModelOutputs> | undefined,
  remove: (context: OperationContext, see: (found: Found) => void) => Promise<void>,
): Promise<void> {
  let last: Found | undefined;
  const costs = {
    isStatus: (text: string) => recordedAs.knows(text),
    at: (status: string | undefined) =>
      last === undefined ? recorded && recordedCost(id, recorded) : seenCost(id, last, status),
  };
  await tellingCosts(context, costs, (watched, see) =>
    remove(watched, (found) => {
      last = found;
      see(found.status);
    }),
  );
}

function seenCost(id: string, { value }: Found, status: string | undefined): string | undefined {
  const { MinInferenceUnits: minInferenceUnits, MaxInferenceUnits: maxInferenceUnits } = value;
  return costOfRunning(value.ProjectVersionArn ?? id, status, { minInferenceUnits, maxInferenceUnits });
}
