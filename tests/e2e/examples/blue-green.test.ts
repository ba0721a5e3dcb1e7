import { blueGreen } from "../scenarios/examples/blue-green.js";

blueGreen("typescript");
