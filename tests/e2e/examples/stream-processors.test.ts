import { streamProcessors } from "../scenarios/examples/stream-processors.js";

streamProcessors("typescript");
