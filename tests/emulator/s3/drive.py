"""boto3 at its default settings against the emulator's S3; the emulator's address is the argument."""

import io
import sys

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = sys.argv[1]
BUCKET = "from-python"
KEYS = ["a", "a/", "a/b", "a//b", "with space", "plus+plus", "per%cent", "ünïcødé/日本語/🐈", "<xml>&\"'", "new\nline"]



def make_client(**settings):
    return boto3.client(
        "s3",
        endpoint_url=ENDPOINT,
        region_name="us-west-2",
        aws_access_key_id="444455556666",
        aws_secret_access_key="made-up",
        **settings,
    )


S3 = make_client()


def error_of(call, **arguments):
    try:
        call(**arguments)
    except ClientError as raised:
        return raised.response["Error"]["Code"]
    return None


S3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
S3.get_waiter("bucket_exists").wait(Bucket=BUCKET)
for key in KEYS:
    S3.put_object(Bucket=BUCKET, Key=key, Body=f"of {key}".encode(), Metadata={"colour": "black"})
for key in KEYS:
    answer = S3.get_object(Bucket=BUCKET, Key=key)
    assert answer["Body"].read().decode() == f"of {key}", key
    assert answer["Metadata"] == {"colour": "black"}
pages = S3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, PaginationConfig={"PageSize": 3})
listed = [each["Key"] for page in pages for each in page.get("Contents", [])]
assert listed == sorted(KEYS, key=str.encode), listed

# Larger than the threshold: goes up in parts, comes down in ranges.
large = bytes(range(256)) * 4 * 1024 * 16
config = TransferConfig(multipart_threshold=6 * 1024**2, multipart_chunksize=5 * 1024**2)
S3.upload_fileobj(io.BytesIO(large), BUCKET, "large", Config=config)
down = io.BytesIO()
S3.download_fileobj(BUCKET, "large", down, Config=config)
assert down.getvalue() == large
assert S3.head_object(Bucket=BUCKET, Key="large")["ETag"].endswith('-4"')
S3.copy({"Bucket": BUCKET, "Key": "large"}, BUCKET, "copy of large", Config=config)
assert S3.head_object(Bucket=BUCKET, Key="copy of large")["ContentLength"] == len(large)

for client in [S3, make_client(config=Config(signature_version="s3v4"))]:
    print(client.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": "with space"}))

assert error_of(S3.get_object, Bucket=BUCKET, Key="nowhere") == "NoSuchKey"
assert error_of(S3.head_object, Bucket=BUCKET, Key="nowhere") == "404"
assert error_of(S3.delete_bucket, Bucket=BUCKET) == "BucketNotEmpty"
assert error_of(S3.get_bucket_policy, Bucket=BUCKET) == "NotImplemented"
S3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
S3.delete_object(Bucket=BUCKET, Key="a")
assert error_of(S3.get_object, Bucket=BUCKET, Key="a") == "NoSuchKey"
markers = S3.list_object_versions(Bucket=BUCKET, Prefix="a")["DeleteMarkers"]
assert [marker["Key"] for marker in markers] == ["a"]
