import { imagesToModel } from "../scenarios/examples/images-to-model.js";

imagesToModel("typescript");
