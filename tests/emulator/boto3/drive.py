"""Drives the emulator with boto3, one area of the API after the other.

Usage: drive.py ENDPOINT BUCKET. Prints one JSON object a line: {"area", "error"}, then {"operations"}.
"""

import json
import sys
import time
import traceback

import boto3
import botocore
from botocore.config import Config

from output_check import OutputError, OutputLog, check

ENDPOINT, BUCKET = sys.argv[1:3]
ACCOUNT = "444455556666"
REGION = "us-west-2"
LOG = OutputLog()


def make_client(service):
    return boto3.client(
        service,
        endpoint_url=ENDPOINT,
        region_name=REGION,
        aws_access_key_id=ACCOUNT,
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


def training(project, name, manifest="train.manifest"):
    source = {"Assets": [{"GroundTruthManifest": {"S3Object": {"Bucket": BUCKET, "Name": manifest}}}]}
    return {
        "ProjectArn": project,
        "VersionName": name,
        "OutputConfig": {"S3Bucket": BUCKET, "S3KeyPrefix": "output"},
        "TrainingData": source,
        "TestingData": {"AutoCreate": True},
    }


def status_of(project, name):
    found = CLIENT.describe_project_versions(ProjectArn=project, VersionNames=[name])["ProjectVersionDescriptions"]
    return found[0]["Status"] if found else "absent"


def wait(waiter, project, name):
    waiting = {"Delay": 0.05, "MaxAttempts": 600}
    CLIENT.get_waiter(waiter).wait(ProjectArn=project, VersionNames=[name], WaiterConfig=waiting)


def projects():
    arn = make_project("boto-projects")
    assert f":{REGION}:{ACCOUNT}:project/boto-projects/" in arn
    refused = expect_error(CLIENT.exceptions.ResourceInUseException, CLIENT.create_project, ProjectName="boto-projects")
    assert refused["Error"]["Message"], refused
    for index in range(3):
        make_project(f"boto-page-{index}")
    pages = CLIENT.get_paginator("describe_projects").paginate(PaginationConfig={"PageSize": 2})
    assert len(list(pages.search("ProjectDescriptions[]"))) == 4
    assert CLIENT.delete_project(ProjectArn=arn)["Status"] == "DELETING"
    until(lambda: CLIENT.describe_projects(ProjectNames=["boto-projects"])["ProjectDescriptions"], [])
    expect_error(CLIENT.exceptions.ResourceNotFoundException, CLIENT.delete_project, ProjectArn=arn)


def validation():
    refused = expect_error(CLIENT.exceptions.ClientError, CLIENT.create_project, ProjectName="two words")
    assert refused["Error"]["Code"] == "ValidationException", refused
    assert "at 'projectName' failed to satisfy constraint" in refused["Error"]["Message"], refused


def versions():
    project = make_project("boto-versions")
    arn = CLIENT.create_project_version(**training(project, "first"))["ProjectVersionArn"]
    expect_error(CLIENT.exceptions.ResourceInUseException, CLIENT.delete_project_version, ProjectVersionArn=arn)
    wait("project_version_training_completed", project, "first")
    described = CLIENT.describe_project_versions(ProjectArn=project)["ProjectVersionDescriptions"][0]
    assert described["EvaluationResult"]["F1Score"] > 0.9, described
    assert described["BillableTrainingTimeInSeconds"] == 2700, described
    assert described["TrainingEndTimestamp"] > described["CreationTimestamp"], described
    started = CLIENT.start_project_version(ProjectVersionArn=arn, MinInferenceUnits=1, MaxInferenceUnits=2)
    assert started["Status"] == "STARTING"
    wait("project_version_running", project, "first")
    found = CLIENT.detect_custom_labels(
        ProjectVersionArn=arn, Image={"S3Object": {"Bucket": BUCKET, "Name": "cat.png"}}
    )
    assert [label["Name"] for label in found["CustomLabels"]] == ["cat"], found
    assert CLIENT.stop_project_version(ProjectVersionArn=arn)["Status"] == "STOPPING"
    until(lambda: status_of(project, "first"), "STOPPED")
    image = {"S3Object": {"Bucket": BUCKET, "Name": "cat.png"}}
    not_ready = CLIENT.exceptions.ResourceNotReadyException
    expect_error(not_ready, CLIENT.detect_custom_labels, ProjectVersionArn=arn, Image=image)
    assert CLIENT.delete_project_version(ProjectVersionArn=arn)["Status"] == "DELETING"
    until(lambda: status_of(project, "first"), "absent")


def failed_training():
    project = make_project("boto-failed")
    CLIENT.create_project_version(**training(project, "first", "empty.manifest"))
    try:
        wait("project_version_training_completed", project, "first")
        raise AssertionError("the waiter should have failed")
    except botocore.exceptions.WaiterError as error:
        failed = error.last_response["ProjectVersionDescriptions"][0]
        assert failed["StatusMessage"] == "The manifest file is empty.", failed


def collections():
    created = CLIENT.create_collection(CollectionId="boto", Tags={"a": "1"})
    assert created["CollectionArn"] == f"aws:rekognition:{REGION}:{ACCOUNT}:collection/boto", created
    expect_error(CLIENT.exceptions.ResourceAlreadyExistsException, CLIENT.create_collection, CollectionId="boto")
    image = {"S3Object": {"Bucket": BUCKET, "Name": "face.png"}}
    face = CLIENT.index_faces(CollectionId="boto", Image=image, ExternalImageId="ada")["FaceRecords"][0]["Face"]
    assert CLIENT.describe_collection(CollectionId="boto")["FaceCount"] == 1
    listed = list(CLIENT.get_paginator("list_faces").paginate(CollectionId="boto").search("Faces[].FaceId"))
    assert listed == [face["FaceId"]], listed
    unknown = "00000000-0000-0000-0000-000000000000"
    deleted = CLIENT.delete_faces(CollectionId="boto", FaceIds=[face["FaceId"], unknown])
    assert deleted["UnsuccessfulFaceDeletions"][0]["FaceId"] == unknown, deleted
    assert "boto" in list(CLIENT.get_paginator("list_collections").paginate().search("CollectionIds[]"))
    assert CLIENT.delete_collection(CollectionId="boto")["StatusCode"] == 200
    expect_error(CLIENT.exceptions.ResourceNotFoundException, CLIENT.describe_collection, CollectionId="boto")


def tags():
    arn = make_project("boto-tags")
    CLIENT.tag_resource(ResourceArn=arn, Tags={"team": "vision", "städte": "Köln +/=@"})
    CLIENT.untag_resource(ResourceArn=arn, TagKeys=["team"])
    assert CLIENT.list_tags_for_resource(ResourceArn=arn)["Tags"] == {"städte": "Köln +/=@"}


def face_search_processor():
    CLIENT.create_collection(CollectionId="boto-search")
    request = {
        "Name": "boto-search",
        "Input": {"KinesisVideoStream": {"Arn": f"arn:aws:kinesisvideo:{REGION}:{ACCOUNT}:stream/in/1"}},
        "Output": {"KinesisDataStream": {"Arn": f"arn:aws:kinesis:{REGION}:{ACCOUNT}:stream/out"}},
        "Settings": {"FaceSearch": {"CollectionId": "boto-search"}},
        "RoleArn": f"arn:aws:iam::{ACCOUNT}:role/streams",
    }
    CLIENT.create_stream_processor(**request)
    status = lambda: CLIENT.describe_stream_processor(Name="boto-search")["Status"]
    assert status() == "STOPPED"
    assert CLIENT.start_stream_processor(Name="boto-search")["SessionId"]
    until(status, "RUNNING")
    in_use = CLIENT.exceptions.ResourceInUseException
    expect_error(in_use, CLIENT.delete_stream_processor, Name="boto-search")
    CLIENT.stop_stream_processor(Name="boto-search")
    until(status, "STOPPED")
    listed = CLIENT.get_paginator("list_stream_processors").paginate().search("StreamProcessors[].Name")
    assert "boto-search" in list(listed)
    CLIENT.delete_stream_processor(Name="boto-search")
    expect_error(CLIENT.exceptions.ResourceNotFoundException, CLIENT.describe_stream_processor, Name="boto-search")


def connected_home_processor():
    CLIENT.create_stream_processor(
        Name="boto-home",
        Input={"KinesisVideoStream": {"Arn": f"arn:aws:kinesisvideo:{REGION}:{ACCOUNT}:stream/home/1"}},
        Output={"S3Destination": {"Bucket": BUCKET, "KeyPrefix": "home"}},
        Settings={"ConnectedHome": {"Labels": ["PERSON", "PET"], "MinConfidence": 60}},
        RoleArn=f"arn:aws:iam::{ACCOUNT}:role/streams",
        NotificationChannel={"SNSTopicArn": f"arn:aws:sns:{REGION}:{ACCOUNT}:home"},
        RegionsOfInterest=[{"Polygon": [{"X": 0, "Y": 0}, {"X": 1, "Y": 0}, {"X": 0.5, "Y": 1}]}],
        DataSharingPreference={"OptIn": True},
    )
    status = lambda: CLIENT.describe_stream_processor(Name="boto-home")["Status"]
    CLIENT.update_stream_processor(Name="boto-home", ParametersToDelete=["RegionsOfInterest"])
    until(status, "STOPPED")
    assert "RegionsOfInterest" not in CLIENT.describe_stream_processor(Name="boto-home")
    CLIENT.start_stream_processor(
        Name="boto-home",
        StartSelector={"KVSStreamStartSelector": {"FragmentNumber": "1"}},
        StopSelector={"MaxDurationInSeconds": 120},
    )
    until(status, "STOPPED")
    CLIENT.delete_stream_processor(Name="boto-home")


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


AREAS = (
    projects,
    validation,
    versions,
    failed_training,
    collections,
    tags,
    face_search_processor,
    connected_home_processor,
    sts,
    the_check_itself,
)

for area in AREAS:
    try:
        area()
        error = None
    except Exception:  # every area reports for itself
        error = traceback.format_exc()
    print(json.dumps({"area": area.__name__, "error": error}), flush=True)
print(json.dumps({"operations": LOG.operations}))
