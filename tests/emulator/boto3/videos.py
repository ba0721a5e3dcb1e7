"""Jobs of stored videos."""

import json
import urllib.request

from support import ACCOUNT, BUCKET, CLIENT, ENDPOINT, REGION, expect_error, until

VIDEO = {"S3Object": {"Bucket": BUCKET, "Name": "clip.mp4"}}
CHANNEL = {
    "SNSTopicArn": f"arn:aws:sns:{REGION}:{ACCOUNT}:AmazonRekognitionJobs",
    "RoleArn": f"arn:aws:iam::{ACCOUNT}:role/notifier",
}
KINDS = (
    ("label_detection", "Labels", "NAME", {}),
    ("content_moderation", "ModerationLabels", "NAME", {}),
    ("face_detection", "Faces", None, {"FaceAttributes": "ALL"}),
    ("face_search", "Persons", "INDEX", {"CollectionId": "boto-videos"}),
    ("celebrity_recognition", "Celebrities", "ID", {}),
)


def video_jobs():
    CLIENT.create_collection(CollectionId="boto-videos")
    face = {"S3Object": {"Bucket": BUCKET, "Name": "face.png"}}
    CLIENT.index_faces(CollectionId="boto-videos", Image=face)
    for kind, results, sort_by, extra in KINDS:
        start = getattr(CLIENT, f"start_{kind}")
        get = getattr(CLIENT, f"get_{kind}")
        token = {"ClientRequestToken": f"boto-{kind}"}
        job = start(Video=VIDEO, NotificationChannel=CHANNEL, JobTag=kind, **token, **extra)["JobId"]
        assert start(Video=VIDEO, NotificationChannel=CHANNEL, JobTag=kind, **token, **extra)["JobId"] == job
        mismatch = CLIENT.exceptions.IdempotentParameterMismatchException
        expect_error(mismatch, start, Video=VIDEO, JobTag="other", **token, **extra)
        until(lambda: get(JobId=job)["JobStatus"], "SUCCEEDED")
        page = get(JobId=job, MaxResults=5)
        assert len(page[results]) == 5 and page["Video"] == VIDEO and page["JobTag"] == kind, page
        assert len(get(JobId=job, MaxResults=5, NextToken=page["NextToken"])[results]) == 5
        if sort_by:
            get(JobId=job, SortBy=sort_by)
    for get in (CLIENT.get_label_detection, CLIENT.get_content_moderation):
        job = json.loads(urllib.request.urlopen(f"{ENDPOINT}/_emulator/notifications").read())
        ended = {each["message"]["API"]: each["message"]["JobId"] for each in job}
        name = "StartLabelDetection" if get == CLIENT.get_label_detection else "StartContentModeration"
        assert get(JobId=ended[name], AggregateBy="SEGMENTS")["GetRequestMetadata"]["AggregateBy"] == "SEGMENTS"
    expect_error(CLIENT.exceptions.AccessDeniedException, CLIENT.start_person_tracking, Video=VIDEO)


def segments():
    both = ["TECHNICAL_CUE", "SHOT"]
    job = CLIENT.start_segment_detection(Video=VIDEO, SegmentTypes=both)["JobId"]
    until(lambda: CLIENT.get_segment_detection(JobId=job)["JobStatus"], "SUCCEEDED")
    page = CLIENT.get_segment_detection(JobId=job, MaxResults=2)
    assert [each["Type"] for each in page["Segments"]] == both, page
    assert [each["Type"] for each in page["SelectedSegmentTypes"]] == both, page
    assert page["AudioMetadata"] and page["VideoMetadata"] and page["NextToken"], page


AREAS = (video_jobs, segments)
