"""What images hold, and the faces and users of a collection."""

import json
import urllib.request

from support import BUCKET, CLIENT, ENDPOINT, expect_error, until

IMAGE = {"S3Object": {"Bucket": BUCKET, "Name": "face.png"}}
VIDEO = {"S3Object": {"Bucket": BUCKET, "Name": "clip.mp4"}}


def set_rules(*rules):
    body = json.dumps({"rules": rules}).encode()
    headers = {"Content-Type": "application/json"}
    urllib.request.urlopen(urllib.request.Request(f"{ENDPOINT}/_emulator/rules", body, headers, method="POST")).read()


def what_images_hold():
    holds = {
        "faces": [{"identity": "ada", "celebrity": {"name": "Ada"}}, {"identity": "bob"}],
        "labels": [{"name": "Dog", "parents": ["Mammal"], "instances": [{"left": 0, "top": 0, "width": 1, "height": 1}]}],
        "texts": [{"text": "Mind the gap"}],
        "workers": [{"wears": ["FACE_COVER"]}, {}],
    }
    set_rules({"match": {"key": "face.png"}, "holds": holds}, {"match": {"key": "*.mp4"}, "holds": {"texts": holds["texts"]}})
    assert len(CLIENT.detect_faces(Image=IMAGE, Attributes=["ALL"])["FaceDetails"]) == 2
    assert len(CLIENT.compare_faces(SourceImage=IMAGE, TargetImage=IMAGE)["FaceMatches"]) == 1
    labels = CLIENT.detect_labels(Image=IMAGE, Features=["GENERAL_LABELS", "IMAGE_PROPERTIES"])["Labels"]
    assert [label["Name"] for label in labels] == ["Dog"], labels
    assert len(CLIENT.detect_text(Image=IMAGE)["TextDetections"]) == 4
    required = {"MinConfidence": 80, "RequiredEquipmentTypes": ["FACE_COVER"]}
    worn = CLIENT.detect_protective_equipment(Image=IMAGE, SummarizationAttributes=required)["Summary"]
    assert worn["PersonsWithRequiredEquipment"] == [0], worn
    known = CLIENT.recognize_celebrities(Image=IMAGE)["CelebrityFaces"][0]
    assert CLIENT.get_celebrity_info(Id=known["Id"])["Name"] == "Ada"
    job = CLIENT.start_text_detection(Video=VIDEO)["JobId"]
    until(lambda: CLIENT.get_text_detection(JobId=job)["JobStatus"], "SUCCEEDED")
    assert CLIENT.get_text_detection(JobId=job, MaxResults=1)["TextDetections"][0]["TextDetection"]["Type"] == "LINE"
    set_rules()


def users():
    mine = {"CollectionId": "boto-users"}
    CLIENT.create_collection(**mine)
    set_rules({"match": {"key": "face.png"}, "holds": {"faces": [{"identity": "ada"}, {"identity": "ada"}]}})
    records = CLIENT.index_faces(**mine, Image=IMAGE, DetectionAttributes=["ALL"], MaxFaces=1)
    assert records["UnindexedFaces"][0]["Reasons"] == ["EXCEEDS_MAX_FACES"], records
    first = records["FaceRecords"][0]["Face"]["FaceId"]
    records = CLIENT.index_faces(**mine, Image=IMAGE)["FaceRecords"]
    faces = [record["Face"]["FaceId"] for record in records]
    assert first in faces and len(faces) == 2, records
    assert len(CLIENT.search_faces(**mine, FaceId=first)["FaceMatches"]) == 1
    assert len(CLIENT.search_faces_by_image(**mine, Image=IMAGE)["FaceMatches"]) == 2
    CLIENT.create_user(**mine, UserId="ada")
    expect_error(CLIENT.exceptions.ConflictException, CLIENT.create_user, **mine, UserId="ada")
    nobody = "00000000-0000-0000-0000-000000000000"
    assert CLIENT.associate_faces(**mine, UserId="ada", FaceIds=[*faces, nobody])["UserStatus"] == "UPDATING"
    status = lambda: list(CLIENT.get_paginator("list_users").paginate(**mine).search("Users[].UserStatus"))
    until(status, ["ACTIVE"])
    assert CLIENT.search_users(**mine, FaceId=first)["UserMatches"][0]["User"]["UserId"] == "ada"
    assert len(CLIENT.search_users_by_image(**mine, Image=IMAGE)["UnsearchedFaces"]) == 1
    gone = CLIENT.disassociate_faces(**mine, UserId="ada", FaceIds=[first, nobody])
    assert gone["UnsuccessfulFaceDisassociations"][0]["Reasons"] == ["FACE_NOT_FOUND"], gone
    CLIENT.delete_user(**mine, UserId="ada")
    CLIENT.delete_collection(**mine)
    set_rules()


AREAS = (what_images_hold, users)
