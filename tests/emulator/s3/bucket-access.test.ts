import type { S3, S3ServiceException } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { GIVEN, setS3Scene } from "./scene.js";
import type { S3Scene } from "./scene.js";

const codeOf = async (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => expect.fail("it succeeded"),
    (error: unknown) => (error as S3ServiceException).name,
  );

const OPEN = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};

const policy = (Principal: unknown, more: object = {}): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "s3:GetObject", Resource: `arn:aws:s3:::${GIVEN}/*`, ...more }],
  });

describe("who may reach a bucket over S3", () => {
  let scene: S3Scene;
  let s3: S3;
  const Bucket = GIVEN;

  beforeEach(async () => {
    scene = await setS3Scene({ "cat.txt": "cat" });
    ({ s3 } = scene);
  });
  afterEach(() => scene.end());

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
  it("is nobody else by default: all public access is blocked until that is changed", async () => {
    const { PublicAccessBlockConfiguration: before } = await s3.getPublicAccessBlock({ Bucket });
    expect(Object.values(before ?? {})).to.deep.equal([true, true, true, true]);
    await s3.putPublicAccessBlock({ Bucket, PublicAccessBlockConfiguration: { BlockPublicAcls: true } });
    const { PublicAccessBlockConfiguration: after } = await s3.getPublicAccessBlock({ Bucket });
    expect(after).to.deep.equal({ ...OPEN, BlockPublicAcls: true });
    await s3.deletePublicAccessBlock({ Bucket });
    expect(await codeOf(s3.getPublicAccessBlock({ Bucket }))).to.equal("NoSuchPublicAccessBlockConfiguration");
    expect(await codeOf(s3.getPublicAccessBlock({ Bucket: "none" }))).to.equal("NoSuchBucket");
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html
  it("is everybody by a policy that says so, which a block refuses", async () => {
    expect(await codeOf(s3.getBucketPolicyStatus({ Bucket }))).to.equal("NoSuchBucketPolicy");
    expect(await codeOf(s3.putBucketPolicy({ Bucket, Policy: policy("*") }))).to.equal("AccessDenied");
    expect(await codeOf(s3.putBucketPolicy({ Bucket, Policy: "no" }))).to.equal("MalformedPolicy");
    await s3.deletePublicAccessBlock({ Bucket });
    const isPublic = async (Policy: string): Promise<boolean | undefined> => {
      await s3.putBucketPolicy({ Bucket, Policy });
      return (await s3.getBucketPolicyStatus({ Bucket })).PolicyStatus?.IsPublic;
    };
    expect(await isPublic(policy("*"))).to.equal(true);
    expect(await isPublic(policy({ AWS: ["111122223333", "*"] }))).to.equal(true);
    expect(await isPublic(policy({ AWS: "111122223333" }))).to.equal(false);
    expect(await isPublic(policy("*", { Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } }))).to.equal(false);
    await s3.deleteBucketPolicy({ Bucket });
    expect(await codeOf(s3.getBucketPolicyStatus({ Bucket }))).to.equal("NoSuchBucketPolicy");
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
  it("is everybody by a canned ACL, which a block refuses", async () => {
    const grants = async (): Promise<unknown> =>
      ((await s3.getBucketAcl({ Bucket })).Grants ?? []).map(({ Grantee, Permission }) => [
        Grantee?.Type,
        Grantee?.URI?.split("/").at(-1),
        Permission,
      ]);
    expect(await grants()).to.deep.equal([["CanonicalUser", undefined, "FULL_CONTROL"]]);
    expect(await codeOf(s3.putBucketAcl({ Bucket, ACL: "public-read" }))).to.equal("AccessDenied");
    await s3.deletePublicAccessBlock({ Bucket });
    await s3.putBucketAcl({ Bucket, ACL: "public-read" });
    expect(await grants()).to.deep.equal([
      ["CanonicalUser", undefined, "FULL_CONTROL"],
      ["Group", "AllUsers", "READ"],
    ]);
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html
  it("may be made to depend on the account that owns the bucket", async () => {
    await s3.getObject({ Bucket, Key: "cat.txt", ExpectedBucketOwner: "111122223333" });
    expect(await codeOf(s3.listObjectsV2({ Bucket, ExpectedBucketOwner: "444455556666" }))).to.equal("AccessDenied");
  });
});
