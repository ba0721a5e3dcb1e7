import type {
  ContentType,
  DetectModerationLabelsRequest,
  DetectModerationLabelsResponse,
  ModerationLabel,
} from "@aws-sdk/client-rekognition";
import { MODERATION_IMAGE } from "../../media/image-limits.js";
import { contentTypes, moderate, moderateAs, moderateTold } from "../../media/moderation.js";
import type { ModerationFinding } from "../../media/moderation.js";
import { requestImage } from "../../media/request-image.js";
import type { RequestImage } from "../../media/request-image.js";
import { invalidParameter, resourceNotReady } from "../../protocol/errors.js";
import type { Wire } from "../../protocol/wire.js";
import { lookAt } from "../../images/look.js";
import { requireVersion } from "../../store/lookup.js";
import type { ProjectVersion } from "../../store/things.js";
import type { Call } from "../../world.js";
import type { LookingHandler } from "../handler.js";
import { ADAPTER_USE } from "../legality.js";
import { startHumanLoop } from "./human-loop.js";

const DEFAULT_MIN_CONFIDENCE = 50;

/** The adapter to be used; undefined if there is none, or none any more: the base model is used then. */
function requireAdapter(call: Call, arn: string | undefined): ProjectVersion | undefined {
  if (arn === undefined) return undefined;
  const version = requireVersion(call, arn);
  if (version.project.feature !== "CONTENT_MODERATION") throw invalidParameter();
  const status = version.status.current;
  const use = ADAPTER_USE[status];
  if (use === "notReady") throw resourceNotReady(`The adapter ${version.name} is ${status}.`);
  return use === "base" ? undefined : version;
}

async function findings(
  call: Call,
  image: RequestImage,
  adapter: ProjectVersion | undefined,
): Promise<ModerationFinding[]> {
  const known = await adapter?.model?.recall(call.world.buckets, image);
  if (known !== undefined) return moderateAs(image.digest, known.labels);
  const { moderation } = await lookAt(call, image);
  return moderation === undefined ? moderate(image.digest) : moderateTold(moderation);
}

const moderationLabel = (finding: ModerationFinding): Wire<ModerationLabel> => ({
  Confidence: finding.confidence,
  Name: finding.name,
  ParentName: finding.parent,
  TaxonomyLevel: finding.level,
});

/** How the content types of a picture are spelled. */
export const contentTypeList = (digest: string): Wire<ContentType>[] =>
  contentTypes(digest).map(({ name, confidence }) => ({ Name: name, Confidence: confidence }));

export const detectModerationLabels: LookingHandler<
  DetectModerationLabelsRequest,
  DetectModerationLabelsResponse
> = async (input, call) => {
  const image = requestImage(call, input.Image, MODERATION_IMAGE);
  const adapter = requireAdapter(call, input.ProjectVersion);
  const threshold = input.MinConfidence ?? DEFAULT_MIN_CONFIDENCE;
  const found = (await findings(call, image, adapter)).filter((finding) => finding.confidence >= threshold);
  return {
    ModerationLabels: found.map(moderationLabel),
    ModerationModelVersion: call.world.switches.moderationModelVersion,
    HumanLoopActivationOutput:
      input.HumanLoopConfig === undefined ? undefined : startHumanLoop(call, input.HumanLoopConfig, found.length > 0),
    ProjectVersion: adapter?.arn,
    ContentTypes: contentTypeList(image.digest),
  };
};
