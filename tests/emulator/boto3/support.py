"""What the areas share: a client whose responses are checked, and ways to wait and to expect errors.

The emulator's address and the name of its bucket are the arguments of the command.
"""

import sys
import time

import boto3
from botocore.config import Config

from output_check import OutputLog

ENDPOINT, BUCKET = sys.argv[1:3]
ACCOUNT = "444455556666"
REGION = "us-west-2"
LOG = OutputLog()


def make_client(service, account=ACCOUNT):
    return boto3.client(
        service,
        endpoint_url=ENDPOINT,
        region_name=REGION,
        aws_access_key_id=account,
        aws_secret_access_key="made-up",
        config=Config(retries={"total_max_attempts": 1}),
    )


CLIENT = make_client("rekognition")
LOG.watch(CLIENT)


def until(read, wanted, seconds=30):
    """Reads until the value is as wanted: the emulator's time runs fast, the machine's does not."""
    deadline = time.monotonic() + seconds
    while (seen := read()) != wanted:
        assert time.monotonic() < deadline, f"still {seen!r}, not {wanted!r}"
        time.sleep(0.02)


def expect_error(error, call, **arguments):
    try:
        call(**arguments)
    except error as raised:
        return raised.response
    raise AssertionError(f"{error.__name__} was expected")


def make_project(name):
    arn = CLIENT.create_project(ProjectName=name)["ProjectArn"]
    until(lambda: CLIENT.describe_projects(ProjectNames=[name])["ProjectDescriptions"][0]["Status"], "CREATED")
    return arn
