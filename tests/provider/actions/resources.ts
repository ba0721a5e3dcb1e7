import { join } from "node:path";
import { ofEveryClass } from "../harness/by-kind.js";
import type { ResourceScenario } from "./scenario.js";

/** By kind. A call that its scenario does not reach fails the test. */
export const resourceScenarios = ofEveryClass<ResourceScenario | undefined>(join(__dirname, "kinds"), "Scenario");
