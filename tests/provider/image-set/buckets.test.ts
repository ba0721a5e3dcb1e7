import { expect } from "chai";
import { BUCKET } from "../harness/rig.js";
import { manifestOf, S3Scene, sent } from "./scene.js";
import { ImageFolder } from "./sets.js";

const OPEN = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};
const EVERYBODY_READS = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${BUCKET}/*` }],
});

describe("the bucket of an image set", () => {
  let scene: S3Scene;
  let folder: ImageFolder;
  beforeEach(async () => {
    scene = await S3Scene.open();
    folder = new ImageFolder();
  });
  afterEach(() => scene.close());

  const failing = async (more: object = {}): Promise<string> => {
    const report = await scene.rig.resource("imageSet", "shapes").up(await folder.args({ ...more }), { fails: true });
    expect(sent(report)).to.deep.equal([]);
    return report.error;
  };
  const block = async (blocks: Partial<typeof OPEN>): Promise<unknown> =>
    scene.s3.putPublicAccessBlock({ Bucket: BUCKET, PublicAccessBlockConfiguration: { ...OPEN, ...blocks } });
  const version = async (Status: "Enabled" | "Suspended"): Promise<unknown> =>
    scene.s3.putBucketVersioning({ Bucket: BUCKET, VersioningConfiguration: { Status } });

  describe("that anybody can read", () => {
    it("by its policy is refused, unless that is ignored", async () => {
      await block({});
      await scene.s3.putBucketPolicy({ Bucket: BUCKET, Policy: EVERYBODY_READS });
      expect(await failing())
        .to.contain("(by its policy); nothing was sent.")
        .and.to.contain("[BucketUnusable]");
      await block({ RestrictPublicBuckets: true });
      await scene.rig.resource("imageSet", "shapes").up(await folder.args());
    });

    it("by its access control list is refused, unless that is ignored", async () => {
      await scene.s3.deletePublicAccessBlock({ Bucket: BUCKET });
      await scene.s3.putBucketAcl({ Bucket: BUCKET, ACL: "authenticated-read" });
      expect(await failing())
        .to.contain("(by its access control list)")
        .and.to.contain("[BucketUnusable]");
      await block({ IgnorePublicAcls: true });
      await scene.rig.resource("imageSet", "shapes").up(await folder.args());
    });

    it("is taken with allowPublic, without being asked", async () => {
      await block({});
      await scene.s3.putBucketPolicy({ Bucket: BUCKET, Policy: EVERYBODY_READS });
      const made = await scene.rig.resource("imageSet", "shapes").up(await folder.args({ allowPublic: true }));
      expect([...new Set(made.operations)]).to.deep.equal(["ListObjectsV2", "PutObject"]);
    });

    it("or not, where that is denied, is refused with the permissions and the way without", async () => {
      scene.rig.emulator.addFault({ operation: "GetPublicAccessBlock", kind: "deny" });
      const error = await failing();
      expect(error).to.contain("s3:GetBucketPublicAccessBlock").and.to.contain("allowPublic: true");
      expect(error).to.contain("[AccessDenied]");
    });
  });

  it("that is not there is named", async () => {
    const error = await failing({ bucket: "nowhere-at-all" });
    expect(error).to.contain("bucket nowhere-at-all does not exist").and.to.contain("[BucketUnusable]");
  });

  it("that is in another region is refused with both", async () => {
    scene.rig.wire = (_call, send) =>
      Promise.resolve({
        status: 301,
        headers: { "x-amz-bucket-region": "eu-west-1", "content-type": "application/xml" },
        body: '<?xml version="1.0"?><Error><Code>PermanentRedirect</Code><Message>Elsewhere</Message></Error>',
      }).then((answer) => (scene.rig.wire === undefined ? send() : answer));
    const error = await failing();
    expect(error).to.contain(`bucket ${BUCKET} is in eu-west-1, and the resource in us-east-1`);
    expect(error).to.contain("[BucketUnusable]");
  });

  for (const status of ["Enabled", "Suspended"] as const) {
    it(`with versions (${status}) is left as it was found, versions included`, async () => {
      if (status === "Suspended") await version("Enabled");
      await version(status);
      await scene.s3.putObject({ Bucket: BUCKET, Key: "shapes/mine", Body: "1" });
      const before = await scene.versions();
      const set = scene.rig.resource("imageSet", "shapes");
      await set.up(await folder.args());
      folder.put("circle/9.png", 90);
      await set.up(await folder.args({ kmsKeyId: "alias/one" }));
      await set.up(await folder.args({ kmsKeyId: "alias/two" }));
      expect((await set.destroy()).warnings).to.deep.equal([]);
      expect(await scene.versions()).to.deep.equal(before);
    });
  }

  it("that got versions after the set was made is left as it was found", async () => {
    const before = await scene.versions();
    const set = scene.rig.resource("imageSet", "shapes");
    await set.up(await folder.args());
    await version("Enabled");
    await set.up(await folder.args({ kmsKeyId: "alias/two" }));
    await set.destroy();
    expect(await scene.versions()).to.deep.equal(before);
  });

  it("whose versions may not be listed keeps them, and destroy says so", async () => {
    await version("Enabled");
    const set = scene.rig.resource("imageSet", "shapes");
    await set.up(await folder.args());
    const own = await scene.keys(`${String(set.outputs.setName)}/`);
    scene.rig.emulator.addFault({ operation: "ListObjectVersions", kind: "deny" });
    const destroyed = await set.destroy();
    expect(destroyed.warnings.join()).to.contain(`${own.length} earlier versions of its objects remain in the bucket`);
    expect(destroyed.warnings.join()).to.contain("s3:ListBucketVersions and s3:DeleteObjectVersion");
    expect(await scene.keys(`${String(set.outputs.setName)}/`)).to.deep.equal([]);
  });

  it("keeps what a locked version protects, hides it, and destroy says which", async () => {
    await version("Enabled");
    const set = scene.rig.resource("imageSet", "shapes");
    await set.up(await folder.args());
    const manifest = manifestOf(set.outputs);
    const [locked = ""] = await scene.imagesIn(manifest);
    // The emulator has no object lock: S3's answer for a locked version is laid over its own.
    scene.rig.wire = async (call, send) => {
      const isDelete = call.body.includes("<Delete") && call.body.includes("<VersionId>") && call.body.includes(locked);
      if (!isDelete) return send();
      const answer = await send();
      const version = new RegExp(`<Deleted><Key>${locked}</Key><VersionId>([^<]*)</VersionId></Deleted>`);
      const refused = `<Error><Key>${locked}</Key><VersionId>$1</VersionId><Code>AccessDenied</Code><Message>Access Denied because object protected by object lock.</Message></Error>`;
      return { ...answer, body: answer.body.replace(version, refused) };
    };
    const { warnings } = await set.destroy();
    expect(warnings.join()).to.contain("1 earlier version of its objects remains in the bucket");
    expect(warnings.join()).to.contain(locked).and.to.contain("protected by object lock");
  });

  it("is told of a refused deletion, and the next destroy goes on", async () => {
    const set = scene.rig.resource("imageSet", "shapes");
    await set.up(await folder.args());
    scene.rig.emulator.addFault({ operation: "DeleteObjects", kind: "deny", times: 1 });
    expect((await set.destroy({ fails: true })).error)
      .to.contain("s3:DeleteObjects")
      .and.to.contain("[AccessDenied]");
    await set.destroy();
    expect(await scene.keys(`${String(set.outputs.setName)}/`)).to.deep.equal([]);
  });

  it("may slow down, break off and lose answers: what passes is repeated, and no image is sent twice", async () => {
    const { emulator } = scene.rig;
    emulator.addFault({ operation: "PutObject", kind: "throttle", times: 2 });
    emulator.addFault({ operation: "ListObjectsV2", kind: "internalError", times: 1 });
    emulator.addFault({ operation: "PutObject", kind: "lostResponse", times: 2, skip: 1 });
    const set = scene.rig.resource("imageSet", "shapes");
    const made = await set.up(await folder.args());
    const images = sent(made).filter((key) => key.includes("/images/"));
    expect(new Set(images).size).to.equal(images.length).and.to.equal(3);
  });
});
