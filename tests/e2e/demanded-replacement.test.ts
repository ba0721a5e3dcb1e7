import { describeDemands } from "./scenarios/demanded-replacement.js";

describeDemands(false);
