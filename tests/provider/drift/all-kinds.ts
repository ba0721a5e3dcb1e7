import { join } from "node:path";
import { ofEveryKind } from "../harness/by-kind.js";
import type { KindDrift } from "./drift.js";

/** The drift of every kind. */
export const kindDrifts = Object.values(ofEveryKind<KindDrift>(join(__dirname, "kinds"), "Drift"));
