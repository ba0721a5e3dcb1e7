import { accessDenied, invalidParameter } from "../protocol/errors.js";
import type { Call } from "../world.js";

const PEOPLE_PATHING = "Amazon Rekognition People Pathing ended on October 31, 2025.";

/** Operations that AWS still lists but no longer performs, and what they are told. */
const ENDED: Readonly<Record<string, string>> = {
  StartPersonTracking: PEOPLE_PATHING,
  GetPersonTracking: PEOPLE_PATHING,
};

/** Refuses what AWS has given up. */
export function refuseEnded(call: Pick<Call, "world">, operation: string): void {
  const text = ENDED[operation];
  if (text === undefined) return;
  const { personTrackingEnded } = call.world.switches;
  throw personTrackingEnded === "AccessDeniedException" ? accessDenied(text) : invalidParameter(text);
}
