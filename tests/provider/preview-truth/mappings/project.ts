import type { KindMapping } from "../mapping.js";
import { commonExtraRules, commonOwnInputs } from "./every-kind.js";
import { OWNERSHIP_TAGS } from "./ownership.js";

/** Project. */
export const projectMapping: KindMapping = {
  operations: [
    {
      operation: "CreateProject",
      added: OWNERSHIP_TAGS,
      variants: [
        { present: ["Feature", "AutoUpdate"], absent: [] },
        { present: [], absent: ["AutoUpdate"] },
      ],
    },
  ],
  ownInputs: { ...commonOwnInputs, forceDestroy: "steers deletion, which sees recorded inputs only" },
  extraRules: [
    ...commonExtraRules("CreateProject"),
    {
      says: /^autoUpdate: must be set for CONTENT_MODERATION/,
      why: "the documentation asks for it with this feature; the model only knows single members",
      operation: "CreateProject",
      example: { Feature: "CONTENT_MODERATION", AutoUpdate: undefined },
    },
    {
      says: /^autoUpdate: applies to CONTENT_MODERATION projects only/,
      why: "the documentation refuses it with the other feature; the model only knows single members",
      operation: "CreateProject",
      example: { Feature: "CUSTOM_LABELS", AutoUpdate: "ENABLED" },
    },
  ],
};
