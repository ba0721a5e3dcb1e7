"""Project policies, and copies of models between two accounts."""

import json

from custom_labels import status_of, training, wait
from support import ACCOUNT, BUCKET, CLIENT, LOG, expect_error, make_client, make_project, until

OTHER_ACCOUNT = "666677778888"


def policies_and_copies():
    source = make_project("boto-source")
    version = CLIENT.create_project_version(**training(source, "first"))["ProjectVersionArn"]
    wait("project_version_training_completed", source, "first")
    other = make_client("rekognition", OTHER_ACCOUNT)
    LOG.watch(other)
    destination = other.create_project(ProjectName="boto-destination")["ProjectArn"]
    until(lambda: other.describe_projects()["ProjectDescriptions"][0]["Status"], "CREATED")
    request = {
        "SourceProjectArn": source,
        "SourceProjectVersionArn": version,
        "DestinationProjectArn": destination,
        "VersionName": "copied",
        "OutputConfig": {"S3Bucket": BUCKET, "S3KeyPrefix": "copies"},
    }
    expect_error(other.exceptions.AccessDeniedException, other.copy_project_version, **request)
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": OTHER_ACCOUNT},
        "Action": "rekognition:CopyProjectVersion",
        "Resource": f"arn:aws:rekognition:us-west-2:{ACCOUNT}:project/boto-source/version/*",
    }
    put = {"ProjectArn": source, "PolicyName": "sharing"}
    malformed = CLIENT.exceptions.MalformedPolicyDocumentException
    expect_error(malformed, CLIENT.put_project_policy, **put, PolicyDocument='{"Statement": []}')
    document = json.dumps({"Version": "2012-10-17", "Statement": statement})
    revision = CLIENT.put_project_policy(**put, PolicyDocument=document)["PolicyRevisionId"]
    expect_error(CLIENT.exceptions.ResourceAlreadyExistsException, CLIENT.put_project_policy, **put, PolicyDocument=document)
    listed = list(CLIENT.get_paginator("list_project_policies").paginate(ProjectArn=source).search("ProjectPolicies[]"))
    assert [(each["PolicyRevisionId"], each["PolicyDocument"]) for each in listed] == [(revision, document)], listed
    other.copy_project_version(**request)
    until(lambda: status_of(destination, "copied", other), "COPYING_COMPLETED")
    copied = other.describe_project_versions(ProjectArn=destination)["ProjectVersionDescriptions"][0]
    assert copied["SourceProjectVersionArn"] == version, copied
    stale = CLIENT.exceptions.InvalidPolicyRevisionIdException
    expect_error(stale, CLIENT.delete_project_policy, **put, PolicyRevisionId="ab" * 16)
    CLIENT.delete_project_policy(**put, PolicyRevisionId=revision)
    denied = {**request, "VersionName": "again"}
    expect_error(other.exceptions.AccessDeniedException, other.copy_project_version, **denied)


AREAS = (policies_and_copies,)
