import type { KindMapping } from "../mapping.js";
import { commonExtraRules, commonOwnInputs } from "./every-kind.js";
import { OWNERSHIP_TAGS } from "./ownership.js";

/** Collection. */
export const collectionMapping: KindMapping = {
  operations: [{ operation: "CreateCollection", added: OWNERSHIP_TAGS }],
  ownInputs: { ...commonOwnInputs, forceDestroy: "steers deletion, which sees recorded inputs only" },
  extraRules: commonExtraRules("CreateCollection"),
};
