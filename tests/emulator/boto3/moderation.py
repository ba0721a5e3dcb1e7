"""Moderation of images, by the base model and by an adapter."""

from custom_labels import training, wait
from support import ACCOUNT, BUCKET, CLIENT, REGION, expect_error, until


def moderation():
    image = {"S3Object": {"Bucket": BUCKET, "Name": "cat.png"}}
    found = CLIENT.detect_moderation_labels(
        Image=image,
        MinConfidence=0,
        HumanLoopConfig={
            "HumanLoopName": "boto-loop",
            "FlowDefinitionArn": f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:flow-definition/review",
            "DataAttributes": {"ContentClassifiers": ["FreeOfAdultContent"]},
        },
    )
    assert found["HumanLoopActivationOutput"]["HumanLoopArn"].endswith(":human-loop/boto-loop"), found
    assert {label["TaxonomyLevel"] for label in found["ModerationLabels"]} >= {1}, found
    named = {"ProjectName": "boto-safety", "Feature": "CONTENT_MODERATION"}
    project = CLIENT.create_project(**named, AutoUpdate="ENABLED")["ProjectArn"]
    projects = lambda: CLIENT.describe_projects(Features=["CONTENT_MODERATION"])["ProjectDescriptions"]
    until(lambda: projects()[0]["Status"], "CREATED")
    request = training(project, "first")
    del request["TestingData"]
    arn = CLIENT.create_project_version(**request)["ProjectVersionArn"]
    not_ready = CLIENT.exceptions.ResourceNotReadyException
    expect_error(not_ready, CLIENT.detect_moderation_labels, Image=image, ProjectVersion=arn)
    wait("project_version_training_completed", project, "first")
    assert CLIENT.detect_moderation_labels(Image=image, ProjectVersion=arn)["ProjectVersion"] == arn
    invalid = CLIENT.exceptions.InvalidParameterException
    expect_error(invalid, CLIENT.start_project_version, ProjectVersionArn=arn, MinInferenceUnits=1)


AREAS = (moderation,)
