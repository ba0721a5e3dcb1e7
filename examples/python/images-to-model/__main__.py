"""From a folder of labelled images to a model that is trained again when they change, and only then."""

import pulumi
import pulumi_rekognition as rekognition

config = pulumi.Config()
bucket = config.require("bucket")

project = rekognition.Project("shapes")

# Each folder within is a label, each image in it an object in the bucket; what is there already is not sent again.
images = rekognition.ImageSet("images", bucket=bucket, prefix="shapes", folder=config.require("images"))
unseen = rekognition.ImageSet("unseen", bucket=bucket, prefix="shapes", folder=config.require("unseen"))

training = rekognition.Dataset(
    "training",
    project_arn=project.arn,
    dataset_type="TRAIN",
    # Its key is known at preview.
    ground_truth_manifest={
        "s3_object": {"bucket": bucket, "name": images.manifest.apply(lambda of: of.s3_object.name)},
    },
)
test = rekognition.Dataset(
    "test",
    project_arn=project.arn,
    dataset_type="TEST",
    ground_truth_manifest={
        "s3_object": {"bucket": bucket, "name": unseen.manifest.apply(lambda of: of.s3_object.name)},
    },
)

model = rekognition.ProjectVersion(
    "shapes-model",
    project_arn=project.arn,
    output_config={"s3_bucket": bucket, "s3_key_prefix": "training-output"},
    # The manifest's key holds the hash of images and labels, so a preview knows already whether a model will be trained.
    triggers={"training": training.content_hash, "test": test.content_hash},
    min_inference_units=config.get_int("minInferenceUnits"),
)

pulumi.export("labels", images.labels)
pulumi.export("modelArn", model.arn)
pulumi.export("modelStatus", model.status)
pulumi.export("f1Score", model.f1_score)
