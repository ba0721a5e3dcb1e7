import { datasetsToModel } from "../scenarios/examples/datasets-to-model.js";

datasetsToModel("typescript");
