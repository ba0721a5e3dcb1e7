import type { Mappings } from "./mapping.js";
import { detectionMappings } from "./mappings/detection.js";
import { listingMappings } from "./mappings/listings.js";
import { videoResultMappings } from "./mappings/video-results.js";

/** How the arguments of each function are written as AWS's requests, by its name. */
export const FUNCTION_MAPPINGS: Mappings = { ...listingMappings, ...detectionMappings, ...videoResultMappings };
