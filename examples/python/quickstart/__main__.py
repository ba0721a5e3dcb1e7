"""A Custom Labels model that tells circles, squares and triangles apart, and a face collection with a stream processor."""

import pulumi
import pulumi_rekognition as rekognition

config = pulumi.Config()
bucket = config.require("bucket")
manifest = config.get("manifest") or "manifest.jsonl"

project = rekognition.Project("shapes")

# Without min_inference_units the model is trained and left stopped; with it, it runs and is billed by the hour.
model = rekognition.ProjectVersion(
    "shapes-model",
    project_arn=project.arn,
    output_config={"s3_bucket": bucket, "s3_key_prefix": "training-output"},
    training_data={"assets": [{"ground_truth_manifest": {"s3_object": {"bucket": bucket, "name": manifest}}}]},
    testing_data={"auto_create": True},
    min_inference_units=config.get_int("minInferenceUnits"),
)

visitors = rekognition.Collection("visitors")

pulumi.export("projectArn", project.arn)
pulumi.export("modelArn", model.arn)
pulumi.export("modelStatus", model.status)
pulumi.export("f1Score", model.f1_score)
pulumi.export("billableTrainingTimeSeconds", model.billable_training_time_seconds)
pulumi.export("collectionArn", visitors.arn)

# A stream processor needs a camera stream, a stream for what it finds and a role that may use both; else there is none.
video = config.get("kinesisVideoStreamArn")
data = config.get("kinesisDataStreamArn")
if video and data:
    door = rekognition.StreamProcessor(
        "door",
        role_arn=config.require("roleArn"),
        input={"kinesis_video_stream": {"arn": video}},
        output={"kinesis_data_stream": {"arn": data}},
        settings={"face_search": {"collection_id": visitors.collection_id, "face_match_threshold": 90}},
    )
    pulumi.export("streamProcessorArn", door.arn)
