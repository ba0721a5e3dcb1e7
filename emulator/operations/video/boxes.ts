import type { BoundingBox } from "@aws-sdk/client-rekognition";
import type { Wire } from "../../protocol/wire.js";
import type { Detection } from "./results.js";

/** Where in the picture something is: each thing has its own row and moves through it, over and over. */
export function boxOf({ kind, occurrence }: Pick<Detection, "kind" | "occurrence">): Wire<BoundingBox> {
  return { Width: 0.2, Height: 0.2, Left: (occurrence % 9) / 10, Top: (kind % 9) / 10 };
}
