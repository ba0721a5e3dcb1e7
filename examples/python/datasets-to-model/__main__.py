"""From labelled images to a model that is trained again when they change, and only then."""

import pulumi
import pulumi_rekognition as rekognition

LABELS = ["circle", "square", "triangle"]


def labelled(image: str, label: str) -> dict[str, object]:
    """A line of a manifest in the form of SageMaker Ground Truth: an image, and the one label it has."""
    return {
        "source-ref": image,
        "shape": LABELS.index(label),
        "shape-metadata": {
            "confidence": 1,
            "job-name": "labeling-job/shapes",
            "class-name": label,
            "human-annotated": "yes",
            "creation-date": "2026-11-21T00:00:00.000000",
            "type": "groundtruth/image-classification",
        },
    }


config = pulumi.Config()
bucket = config.require("bucket")

project = rekognition.Project("shapes")

# From a manifest on this machine: an image a line, with its label.
training = rekognition.Dataset(
    "training", project_arn=project.arn, dataset_type="TRAIN", manifest_file=config.require("manifestFile")
)

# From the program itself, for up to 100 images.
test = rekognition.Dataset(
    "test",
    project_arn=project.arn,
    dataset_type="TEST",
    entries=[labelled(f"s3://{bucket}/unseen/{label}.png", label) for label in LABELS],
)

model = rekognition.ProjectVersion(
    "shapes-model",
    project_arn=project.arn,
    output_config={"s3_bucket": bucket, "s3_key_prefix": "training-output"},
    # Without training_data and testing_data a model is trained on its project's datasets, as they are at that time. What
    # they hold has a hash, which is known at preview: that of other contents asks for another model.
    triggers={"train": training.content_hash, "test": test.content_hash},
    # Another model takes over if it is as good on the same test images, and the old one serves until then.
    not_worse_than="serving",
    min_inference_units=config.get_int("minInferenceUnits"),
)

pulumi.export("images", training.stats.apply(lambda stats: stats.labeled_entries if stats else None))
pulumi.export("modelArn", model.arn)
pulumi.export("modelStatus", model.status)
pulumi.export("f1Score", model.f1_score)
# Where to look for more images: the labels that the model knows worst.
weakest = rekognition.get_evaluation_output(project_version_arn=model.arn, max_labels=3).label_evaluations
pulumi.export("weakest", weakest.apply(lambda labels: [f"{each.label}: {each.f1_score}" for each in labels]))
