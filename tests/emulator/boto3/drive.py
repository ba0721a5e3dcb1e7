"""Drives the emulator with boto3, one area of the API after the other.

Usage: drive.py ENDPOINT BUCKET. Prints one JSON object a line: {"area", "error"}, then {"operations"}.
"""

import json
import traceback

import boto3

import custom_labels
import datasets
import images
import moderation
import policies
import streams
import videos
from output_check import OutputError, check
from support import ACCOUNT, CLIENT, ENDPOINT, LOG, REGION, make_client


def sts():
    client = make_client("sts")
    assert client.get_caller_identity()["Account"] == ACCOUNT
    assumed = client.assume_role(RoleArn="arn:aws:iam::777788889999:role/deployer", RoleSessionName="boto")
    session = assumed["Credentials"]
    other = boto3.client(
        "sts",
        endpoint_url=ENDPOINT,
        region_name=REGION,
        aws_access_key_id=session["AccessKeyId"],
        aws_secret_access_key=session["SecretAccessKey"],
        aws_session_token=session["SessionToken"],
    )
    assert other.get_caller_identity()["Arn"] == "arn:aws:sts::777788889999:assumed-role/deployer/boto"


def the_check_itself():
    """A check that lets everything through would prove nothing."""
    output = CLIENT.meta.service_model.operation_model("DescribeProjects").output_shape
    for wrong in (
        {"Projects": []},
        {"ProjectDescriptions": {}},
        {"ProjectDescriptions": [{"Status": "READY"}]},
        {"ProjectDescriptions": [{"CreationTimestamp": 1_700_000_000_000}]},
        {"ProjectDescriptions": [{"ProjectArn": "arn:aws:rekognition:us-west-2:444455556666:project/a"}]},
    ):
        try:
            check(output, wrong)
        except OutputError:
            continue
        raise AssertionError(f"not noticed: {wrong}")


AREAS = (*custom_labels.AREAS, *datasets.AREAS, *policies.AREAS, *moderation.AREAS, *streams.AREAS, *images.AREAS, *videos.AREAS, sts, the_check_itself)

for area in AREAS:
    try:
        area()
        error = None
    except Exception:  # every area reports for itself
        error = traceback.format_exc()
    print(json.dumps({"area": area.__name__, "error": error}), flush=True)
print(json.dumps({"operations": LOG.operations}))
