const labels = ["circle", "square", "triangle"];

/** A line of a manifest in the form of SageMaker Ground Truth: an image, and the one label it has. */
export function labelled(image: string, label: string): Record<string, unknown> {
  return {
    "source-ref": image,
    shape: labels.indexOf(label),
    "shape-metadata": {
      confidence: 1,
      "job-name": "labeling-job/shapes",
      "class-name": label,
      "human-annotated": "yes",
      "creation-date": "2026-11-21T00:00:00.000000",
      type: "groundtruth/image-classification",
    },
  };
}
