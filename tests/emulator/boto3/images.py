"""What images hold: faces and who they are, users, labels, texts, known people and protective equipment."""

from support import BUCKET, CLIENT, expect_error, until


def at(name):
    return {"S3Object": {"Bucket": BUCKET, "Name": name}}


def faces():
    """`team.png` shows ada, bob and a text by the file beside it, `ada.png` ada alone."""
    details = CLIENT.detect_faces(Image=at("team.png"), Attributes=["ALL"])["FaceDetails"]
    assert len(details) == 2 and {"Gender", "Beard", "Mustache", "MouthOpen", "Sunglasses"} <= details[0].keys(), details
    CLIENT.create_collection(CollectionId="boto-faces")
    indexed = CLIENT.index_faces(CollectionId="boto-faces", Image=at("team.png"), MaxFaces=1, QualityFilter="NONE")
    assert [each["Reasons"] for each in indexed["UnindexedFaces"]] == [["EXCEEDS_MAX_FACES"]], indexed
    CLIENT.index_faces(CollectionId="boto-faces", Image=at("ada.png"), DetectionAttributes=["ALL"])
    found = CLIENT.search_faces_by_image(CollectionId="boto-faces", Image=at("ada.png"))["FaceMatches"]
    assert len(found) == 2 and all(match["Similarity"] > 98 for match in found), found
    searched = CLIENT.search_faces(CollectionId="boto-faces", FaceId=found[0]["Face"]["FaceId"])["FaceMatches"]
    assert len(searched) == 1, searched
    compared = CLIENT.compare_faces(SourceImage=at("ada.png"), TargetImage=at("team.png"))
    assert (len(compared["FaceMatches"]), len(compared["UnmatchedFaces"])) == (1, 1), compared
    expect_error(
        CLIENT.exceptions.InvalidParameterException,
        CLIENT.search_faces_by_image,
        CollectionId="boto-faces",
        Image=at("empty.png"),
    )


def users():
    CLIENT.create_collection(CollectionId="boto-users")
    face = CLIENT.index_faces(CollectionId="boto-users", Image=at("ada.png"))["FaceRecords"][0]["Face"]["FaceId"]
    CLIENT.create_user(CollectionId="boto-users", UserId="ada", ClientRequestToken="once")
    expect_error(CLIENT.exceptions.ConflictException, CLIENT.create_user, CollectionId="boto-users", UserId="ada")
    associated = CLIENT.associate_faces(CollectionId="boto-users", UserId="ada", FaceIds=[face])
    assert [each["FaceId"] for each in associated["AssociatedFaces"]] == [face], associated
    status = lambda: CLIENT.list_users(CollectionId="boto-users")["Users"][0]["UserStatus"]
    until(status, "ACTIVE")
    assert CLIENT.describe_collection(CollectionId="boto-users")["UserCount"] == 1
    by_face = CLIENT.search_users(CollectionId="boto-users", FaceId=face)["UserMatches"]
    by_image = CLIENT.search_users_by_image(CollectionId="boto-users", Image=at("team.png"))["UserMatches"]
    assert [each["User"]["UserId"] for each in by_face + by_image] == ["ada", "ada"], (by_face, by_image)
    CLIENT.disassociate_faces(CollectionId="boto-users", UserId="ada", FaceIds=[face])
    CLIENT.delete_user(CollectionId="boto-users", UserId="ada")
    assert CLIENT.list_users(CollectionId="boto-users")["Users"] == []


def looks():
    labels = CLIENT.detect_labels(Image=at("team.png"), Features=["GENERAL_LABELS", "IMAGE_PROPERTIES"])
    assert labels["Labels"] and labels["ImageProperties"], labels
    texts = CLIENT.detect_text(Image=at("team.png"))["TextDetections"]
    assert [each["DetectedText"] for each in texts] == ["open late", "open", "late"], texts
    known = CLIENT.recognize_celebrities(Image=at("team.png"))
    assert [each["Name"] for each in known["CelebrityFaces"]] == ["Ada Example"], known
    assert CLIENT.get_celebrity_info(Id=known["CelebrityFaces"][0]["Id"])["Name"] == "Ada Example"
    worker = CLIENT.detect_protective_equipment(Image=at("team.png"))["Persons"][0]
    assert any(part["EquipmentDetections"] for part in worker["BodyParts"]), worker


def video_texts():
    job = CLIENT.start_text_detection(Video=at("clip.mp4"))["JobId"]
    until(lambda: CLIENT.get_text_detection(JobId=job)["JobStatus"], "SUCCEEDED")
    assert len(CLIENT.get_text_detection(JobId=job, MaxResults=1)["TextDetections"]) == 1


AREAS = (faces, users, looks, video_texts)
