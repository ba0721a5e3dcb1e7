"""The two kinds of stream processors: one that runs until it is told not to, and one that works in sessions."""

import pulumi
import pulumi_rekognition as rekognition

config = pulumi.Config()
role_arn = config.require("roleArn")

staff = rekognition.Collection("staff")

# Face search: compares the faces in the video with those of the collection, for as long as `running` is set.
entrance = rekognition.StreamProcessor(
    "entrance",
    role_arn=role_arn,
    input={"kinesis_video_stream": {"arn": config.require("entranceStreamArn")}},
    output={"kinesis_data_stream": {"arn": config.require("matchesStreamArn")}},
    settings={"face_search": {"collection_id": staff.collection_id, "face_match_threshold": 95}},
    running=config.get_bool("search") or False,
)

# Connected home: an application starts a session of at most two minutes, say when a motion sensor reports something.
porch = rekognition.StreamProcessor(
    "porch",
    role_arn=role_arn,
    input={"kinesis_video_stream": {"arn": config.require("porchStreamArn")}},
    output={"s3_destination": {"bucket": config.require("bucket"), "key_prefix": "porch"}},
    notification_channel={"sns_topic_arn": config.require("topicArn")},
    settings={
        "connected_home": {"labels": config.get_object("labels") or ["PERSON", "PACKAGE"], "min_confidence": 80},
    },
    # The lower half of the frame: the door, not the street.
    regions_of_interest=[{"bounding_box": {"left": 0, "top": 0.5, "width": 1, "height": 0.5}}],
)

pulumi.export("collectionId", staff.collection_id)
pulumi.export("entranceStatus", entrance.status)
# What the application passes to StartStreamProcessor.
pulumi.export("porchName", porch.name)
