import type { HumanLoopActivationOutput, HumanLoopConfig } from "@aws-sdk/client-rekognition";
import { ApiError, invalidParameter } from "../../protocol/errors.js";
import type { Wire } from "../../protocol/wire.js";
import type { Call } from "../../world.js";

const FLOW_DEFINITION = /^arn:(aws[a-z-]*):sagemaker:([a-z\d-]+):(\d{12}):flow-definition\/[a-z0-9](-*[a-z0-9])*$/;

function quotaExceeded(): Error {
  return new ApiError("HumanLoopQuotaExceededException", "The quota of human loops is used up.", 400, "service", {
    ResourceType: "HumanLoop",
    QuotaCode: "HumanLoopsPerAccount",
    ServiceCode: "sagemaker",
  });
}

/**
 * Asks people, if the conditions of the flow are met. The flow itself is not known here: it is taken to ask whenever
 * something was found.
 */
export function startHumanLoop(
  call: Call,
  config: Wire<HumanLoopConfig>,
  somethingFound: boolean,
): Wire<HumanLoopActivationOutput> {
  const { humanLoopStarts, quotaHumanLoops } = call.world.switches;
  const { humanLoops, account, region } = call.scope;
  const [, partition, flowRegion] = FLOW_DEFINITION.exec(config.FlowDefinitionArn) ?? [];
  if (partition === undefined || flowRegion !== region) {
    throw invalidParameter("FlowDefinitionArn must be a flow definition of the same Region.");
  }
  const starts = humanLoopStarts === "always" || (humanLoopStarts === "whenFound" && somethingFound);
  const results = JSON.stringify({ Conditions: [{ EvaluationResult: starts }] });
  const output = { HumanLoopActivationConditionsEvaluationResults: results };
  if (!starts) return { ...output, HumanLoopArn: undefined, HumanLoopActivationReasons: undefined };
  if (humanLoops.has(config.HumanLoopName)) {
    throw invalidParameter(`A human loop named ${config.HumanLoopName} already exists.`);
  }
  if (humanLoops.size >= quotaHumanLoops) throw quotaExceeded();
  humanLoops.add(config.HumanLoopName);
  return {
    ...output,
    HumanLoopArn: `arn:${partition}:sagemaker:${region}:${account}:human-loop/${config.HumanLoopName}`,
    HumanLoopActivationReasons: ["ConditionsEvaluation"],
  };
}
