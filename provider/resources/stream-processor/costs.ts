import type { DescribeStreamProcessorResponse, StreamProcessorStatus } from "@aws-sdk/client-rekognition";
import { parseArn } from "../../aws/arns.js";
import { UNKNOWN } from "../../schema/unknown.js";
import type { Recorded } from "../../lifecycle/handler.js";
import { runningText } from "../../lifecycle/running.js";
import type { Costing } from "../../lifecycle/telling-costs.js";
import { observed } from "../../lifecycle/wait-for-state.js";
import { isConnectedHome } from "./effective.js";
import { type Inputs, type Outputs, nameOf, subjectOf } from "./processor.js";

const PRICE =
  "AWS bills every minute of video, at a price that is unknown here (https://aws.amazon.com/rekognition/pricing/)";

/** What face search costs that is to run. At preview `running` may be unknown. */
export function runningCost({ running }: { readonly running?: unknown }): string | undefined {
  if (running === UNKNOWN) return `If \`running\` turns out true, it runs for as long as that is set: ${PRICE}.`;
  return running === true ? `It runs for as long as \`running\` is set: ${PRICE}.` : undefined;
}

/** What a processor costs that runs, or may for all that is known, and how to stop it by hand; undefined for any other. */
export function costNow(arn: string, inputs: Inputs, status: string | undefined, isCertain = true): string | undefined {
  const says = runningText(status, isCertain);
  if (isConnectedHome(inputs) || says === undefined) return undefined;
  const name = nameOf(arn);
  return `The ${subjectOf(name)} ${says} until it is stopped: ${PRICE}. By hand: \`aws rekognition stop-stream-processor --region ${parseArn(arn)?.region ?? ""} --name ${name}\`.`;
}

/** What the record says of it. */
export function recordedCost(arn: string, recorded: Recorded<Inputs, Outputs>): string | undefined {
  return costNow(arn, recorded.inputs, recorded.outputs.status);
}

/** How a processor is watched, for errors to say what it goes on costing. */
export function processorCosting(
  name: string,
  inputs: Inputs,
): Costing<StreamProcessorStatus, DescribeStreamProcessorResponse> {
  return {
    watched: (describe, saw) => ({
      ...describe,
      async streamProcessor(asked) {
        const value = await describe.streamProcessor(asked);
        const found = asked === name ? observed(value) : undefined;
        if (found !== undefined) saw(found);
        return value;
      },
    }),
    leadsTo: { StartStreamProcessor: "STARTING", StopStreamProcessor: "STOPPING" },
    after: (request: { readonly Name?: string }, _answer, last) => (request.Name === name ? last : undefined),
    costs: ({ status, value }, isCertain) => costNow(value.StreamProcessorArn ?? "", inputs, status, isCertain),
  };
}
