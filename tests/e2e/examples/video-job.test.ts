import { videoJob } from "../scenarios/examples/video-job.js";

videoJob("typescript");
