"""Collections, tags and stream processors."""

from support import ACCOUNT, BUCKET, CLIENT, REGION, expect_error, make_project, until


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


AREAS = (collections, tags, face_search_processor, connected_home_processor)
