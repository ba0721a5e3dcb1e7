import type { DescribeStreamProcessorResponse, StreamProcessorStatus } from "@aws-sdk/client-rekognition";
import type { OperationContext, Recorded } from "../../lifecycle/handler.js";
import { type Costing, SWEEP_HINT, type Sight, tellingCosts } from "../../lifecycle/telling-costs.js";
import { costNow, recordedCost } from "./costs.js";
import { type Inputs, type Outputs, nameOf, observed } from "./processor.js";

export type ProcessorSight = Sight<StreamProcessorStatus, DescribeStreamProcessorResponse>;

/** Deals with a processor; where that fails, the error says what it goes on costing, as last seen or brought about. */
export function tellingProcessor<R>(
  context: OperationContext,
  name: string,
  inputs: Inputs,
  run: (context: OperationContext, sight: ProcessorSight) => Promise<R>,
): Promise<R> {
  return tellingCosts(
    context,
    costing(name, (sight) => seenCost(inputs, sight)),
    run,
  );
}

/** As `tellingProcessor`, for one that is to go: where nothing was seen of it, its record tells. */
export function removingProcessor(
  context: OperationContext,
  arn: string,
  recorded: Recorded<Inputs, Outputs>,
  remove: (context: OperationContext) => Promise<void>,
): Promise<void> {
  const cost = (sight: ProcessorSight): string | undefined => {
    const text = sight.last === undefined ? recordedCost(arn, recorded) : seenCost(recorded.inputs, sight);
    return text && `${text} ${SWEEP_HINT}`;
  };
  return tellingCosts(context, costing(nameOf(arn), cost), remove);
}

function seenCost(inputs: Inputs, { last, isCertain }: ProcessorSight): string | undefined {
  return last && costNow(last.value.StreamProcessorArn ?? "", inputs, last.status, isCertain);
}

function costing(
  name: string,
  cost: (sight: ProcessorSight) => string | undefined,
): Costing<StreamProcessorStatus, DescribeStreamProcessorResponse> {
  return {
    cost,
    watched: (describe, saw) => ({
      ...describe,
      async streamProcessor(asked) {
        const value = await describe.streamProcessor(asked);
        const found = asked === name ? observed(value) : undefined;
        if (found !== undefined) saw(found);
        return value;
      },
    }),
    effect(operation, request, _answer, last) {
      if (last === undefined || (request as { readonly Name?: string }).Name !== name) return undefined;
      const as = (Status: StreamProcessorStatus) => ({
        status: Status,
        value: { ...last.value, Status, StatusMessage: undefined },
      });
      if (operation === "StartStreamProcessor") return as("STARTING");
      return operation === "StopStreamProcessor" ? as("STOPPING") : undefined;
    },
  };
}
