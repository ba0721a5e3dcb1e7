"""Projects and models."""

import json

import botocore

from support import ACCOUNT, BUCKET, CLIENT, REGION, expect_error, make_client, make_project, until


def training(project, name, manifest="train.manifest"):
    source = {"Assets": [{"GroundTruthManifest": {"S3Object": {"Bucket": BUCKET, "Name": manifest}}}]}
    return {
        "ProjectArn": project,
        "VersionName": name,
        "OutputConfig": {"S3Bucket": BUCKET, "S3KeyPrefix": "output"},
        "TrainingData": source,
        "TestingData": {"AutoCreate": True},
    }


def status_of(project, name, client=CLIENT):
    found = client.describe_project_versions(ProjectArn=project, VersionNames=[name])["ProjectVersionDescriptions"]
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


def evaluation():
    """What a training left, read back from S3 as AWS's guide does (im-access-summary-evaluation-manifest)."""
    project = make_project("boto-evaluation")
    CLIENT.create_project_version(**training(project, "first"))
    wait("project_version_training_completed", project, "first")
    described = CLIENT.describe_project_versions(ProjectArn=project)["ProjectVersionDescriptions"][0]
    s3 = make_client("s3")

    def read(location):
        found = location["S3Object"]
        return s3.get_object(Bucket=found["Bucket"], Key=found["Name"])["Body"].read().decode()

    summary = json.loads(read(described["EvaluationResult"]["Summary"]))
    overall = summary["AggregatedEvaluationResults"]
    labels = [label["Metrics"] for label in summary["LabelEvaluationResults"]]
    for label in labels:
        precision, recall = label["Precision"], label["Recall"]
        assert abs(label["F1Score"] - 2 * precision * recall / (precision + recall)) < 1e-6, label
    for name in ("F1Score", "Precision", "Recall"):
        assert abs(overall[name] - sum(label[name] for label in labels) / len(labels)) < 1e-6, summary
    assert abs(described["EvaluationResult"]["F1Score"] - overall["F1Score"]) < 1e-6, described
    tested = read(described["TestingDataResult"]["Output"]["Assets"][0]["GroundTruthManifest"]).splitlines()
    assert len(tested) == summary["EvaluationDetails"]["NumberOfTestingImages"], tested
    assert json.loads(read(described["ManifestSummary"]))["errors"] == []


def failed_training():
    project = make_project("boto-failed")
    CLIENT.create_project_version(**training(project, "first", "empty.manifest"))
    try:
        wait("project_version_training_completed", project, "first")
        raise AssertionError("the waiter should have failed")
    except botocore.exceptions.WaiterError as error:
        failed = error.last_response["ProjectVersionDescriptions"][0]
        assert failed["StatusMessage"] == "The manifest file is empty.", failed


AREAS = (projects, validation, versions, evaluation, failed_training)
