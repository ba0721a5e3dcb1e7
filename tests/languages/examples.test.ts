import { LANGUAGES } from "../../tools/languages/environment.js";
import { blueGreen } from "../e2e/scenarios/examples/blue-green.js";
import { datasetsToModel } from "../e2e/scenarios/examples/datasets-to-model.js";
import { imagesToModel } from "../e2e/scenarios/examples/images-to-model.js";
import { severalRegions } from "../e2e/scenarios/examples/several-regions.js";
import { streamProcessors } from "../e2e/scenarios/examples/stream-processors.js";
import { videoJob } from "../e2e/scenarios/examples/video-job.js";

for (const language of LANGUAGES) {
  for (const example of [blueGreen, datasetsToModel, imagesToModel, severalRegions, streamProcessors, videoJob])
    example(language);
}
