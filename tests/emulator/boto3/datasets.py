"""Datasets: made, changed, listed, distributed, trained from."""

import json

from support import BUCKET, CLIENT, expect_error, make_project, until


def entry(name, label):
    return {
        "source-ref": f"s3://{BUCKET}/{name}",
        "animal": 1,
        "animal-metadata": {
            "class-name": label,
            "confidence": 1,
            "human-annotated": "yes",
            "creation-date": "2026-11-21T00:00:00",
            "type": "groundtruth/image-classification",
        },
    }


def status_of(arn):
    return CLIENT.describe_dataset(DatasetArn=arn)["DatasetDescription"]["Status"]


def make(project, kind, **source):
    arn = CLIENT.create_dataset(ProjectArn=project, DatasetType=kind, **source)["DatasetArn"]
    until(lambda: status_of(arn), "CREATE_COMPLETE")
    return arn


def dataset_life():
    project = make_project("boto-datasets")
    manifest = {"S3Object": {"Bucket": BUCKET, "Name": "train.manifest"}}
    train = make(project, "TRAIN", DatasetSource={"GroundTruthManifest": manifest}, Tags={"team": "vision"})
    assert CLIENT.list_tags_for_resource(ResourceArn=train)["Tags"] == {"team": "vision"}
    exists = CLIENT.exceptions.ResourceAlreadyExistsException
    expect_error(exists, CLIENT.create_dataset, ProjectArn=project, DatasetType="TRAIN")
    lines = [entry(f"{index}.png", "cat" if index % 2 else "dog") for index in range(150)]
    lines.append({"source-ref": f"s3://{BUCKET}/broken.png", "animal": 1})
    blob = "\n".join(json.dumps(line) for line in lines).encode()
    CLIENT.update_dataset_entries(DatasetArn=train, Changes={"GroundTruth": blob})
    until(lambda: status_of(train), "UPDATE_COMPLETE")
    described = CLIENT.describe_dataset(DatasetArn=train)["DatasetDescription"]
    assert described["DatasetStats"]["ErrorEntries"] == 1, described
    pages = CLIENT.get_paginator("list_dataset_entries").paginate(DatasetArn=train)
    entries = [json.loads(line) for line in pages.search("DatasetEntries[]")]
    assert len(entries) == described["DatasetStats"]["TotalEntries"] == 153, len(entries)
    assert entries[-1]["errors"][0]["code"] == "ERROR_NO_LABEL_ATTRIBUTES", entries[-1]
    labels = CLIENT.get_paginator("list_dataset_labels").paginate(DatasetArn=train)
    assert list(labels.search("DatasetLabelDescriptions[].LabelName")) == ["cat", "dog"]
    test = make(project, "TEST")
    CLIENT.distribute_dataset_entries(Datasets=[{"Arn": train}, {"Arn": test}])
    until(lambda: (status_of(train), status_of(test)), ("UPDATE_COMPLETE", "UPDATE_COMPLETE"))
    shown = CLIENT.describe_projects(ProjectNames=["boto-datasets"])["ProjectDescriptions"][0]["Datasets"]
    assert [dataset["DatasetType"] for dataset in shown] == ["TRAIN", "TEST"], shown
    expect_error(CLIENT.exceptions.ResourceInUseException, CLIENT.delete_project, ProjectArn=project)
    for arn in (train, test):
        CLIENT.delete_dataset(DatasetArn=arn)
    until(lambda: CLIENT.describe_projects(ProjectNames=["boto-datasets"])["ProjectDescriptions"][0]["Datasets"], [])
    expect_error(CLIENT.exceptions.ResourceNotFoundException, CLIENT.describe_dataset, DatasetArn=train)


AREAS = (dataset_life,)
