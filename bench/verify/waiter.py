"""Waits for a model with boto3's own waiter. Arguments: endpoint, region, waiter, project ARN, version name."""

import sys

import boto3

endpoint, region, waiter, project, version = sys.argv[1:]
client = boto3.client("rekognition", endpoint_url=endpoint, region_name=region)
client.get_waiter(waiter).wait(ProjectArn=project, VersionNames=[version])
