import { join } from "node:path";
import { ofEveryClass } from "../harness/by-kind.js";
import type { KindMapping } from "./mapping.js";

/** How each kind's inputs are written as AWS's requests, by its name. */
export const KIND_MAPPINGS = ofEveryClass<KindMapping>(join(__dirname, "mappings"), "Mapping");

/** Operations that make, start, put, copy or change something, but not with a resource's inputs. */
export const OPERATIONS_WITHOUT_INPUTS: Readonly<Record<string, string>> = {
  CreateUser: "users of a collection are made by applications",
  CreateFaceLivenessSession: "a session lasts minutes: applications make it",
  UpdateDatasetEntries:
    "its bytes are chunks that the provider measures; entries and files are the provider's own inputs",
  StartStreamProcessor:
    "carries the name, which CreateStreamProcessor checks; selectors are for applications' sessions",
  StartMediaAnalysisJob: "not a resource here",
  StartPersonTracking: "ended on 2025-10-31",
  StartSegmentDetection: "not a resource here",
  StartTextDetection: "not a resource here",
};
