"""Blue serves until green is trained, good enough and running; then blue is stopped and kept, to go back to."""

import pulumi
import pulumi_rekognition as rekognition

config = pulumi.Config()
bucket = config.require("bucket")
manifest = config.require("manifest")
min_f1_score = config.get_float("minF1Score")

# At the end destroy takes the models that were kept, too.
project = rekognition.Project("parts", force_destroy=True)

model = rekognition.ProjectVersion(
    "parts-model",
    project_arn=project.arn,
    output_config={"s3_bucket": bucket, "s3_key_prefix": "training-output"},
    # No version_name: it is derived from the data, and that is how the former model is found again.
    training_data={"assets": [{"ground_truth_manifest": {"s3_object": {"bucket": bucket, "name": manifest}}}]},
    testing_data={"auto_create": True},
    min_f1_score=0.85 if min_f1_score is None else min_f1_score,
    min_inference_units=1,
    deletion_policy="stop",
)

pulumi.export("modelArn", model.arn)
pulumi.export("modelStatus", model.status)
pulumi.export("f1Score", model.f1_score)
