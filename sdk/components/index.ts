/** Components that need no other package. */
export {
  CustomLabelsModel,
  type CustomLabelsModelArgs,
  type DatasetsOfAProject,
  type LabeledImages,
} from "./custom-labels-model.js";
