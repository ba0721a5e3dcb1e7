import { Rekognition } from "@aws-sdk/client-rekognition";
import { STS } from "@aws-sdk/client-sts";
import { expect } from "chai";
import { copyModel, makePlaces } from "./harness/copies.js";
import type { Places } from "./harness/copies.js";
import { policyOf } from "./harness/policies.js";
import { refusalName, refusalOf } from "./harness/refusal.js";
import { ACCOUNT, REGION, credentialsOf, setScene } from "./harness/scene.js";

const OTHER_ACCOUNT = "999988887777";

describe("copies of models between accounts", () => {
  const scene = setScene();
  const put = (places: Places, members: Readonly<Record<string, unknown>>, PolicyName = "sharing") =>
    scene.client.putProjectPolicy({ ProjectArn: places.source, PolicyName, PolicyDocument: policyOf(members) });

  const cases: { reason: string; members: (places: Places) => Record<string, unknown>; allowed: boolean }[] = [
    { reason: "everybody", members: () => ({}), allowed: true },
    { reason: "the account", members: () => ({ Principal: { AWS: OTHER_ACCOUNT } }), allowed: true },
    {
      reason: "the account as root",
      members: () => ({ Principal: { AWS: [`arn:aws:iam::${OTHER_ACCOUNT}:root`] } }),
      allowed: true,
    },
    {
      reason: "the user",
      members: () => ({ Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:user/emulator` } }),
      allowed: true,
    },
    {
      reason: "another user",
      members: () => ({ Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:user/somebody` } }),
      allowed: false,
    },
    { reason: "another account", members: () => ({ Principal: { AWS: "121212121212" } }), allowed: false },
    { reason: "this version", members: ({ version }) => ({ Resource: version }), allowed: true },
    {
      reason: "all versions, by a wildcard",
      members: () => ({ Resource: `arn:aws:rekognition:${REGION}:${ACCOUNT}:project/animals/version/*` }),
      allowed: true,
    },
    { reason: "another version", members: ({ version }) => ({ Resource: `${version}1` }), allowed: false },
    {
      reason: "a condition that is met",
      members: () => ({ Condition: { StringEquals: { "aws:PrincipalAccount": [OTHER_ACCOUNT, "1"] } } }),
      allowed: true,
    },
    {
      reason: "a condition that is not met",
      members: () => ({ Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } } }),
      allowed: false,
    },
  ];
  for (const { reason, members, allowed } of cases) {
    it(`${allowed ? "allowed" : "not allowed"}: ${reason}`, async () => {
      const client = scene.clientOf(OTHER_ACCOUNT);
      const places = await makePlaces(scene, client);
      await put(places, members(places));
      const told = copyModel(client, places, "copied").then(
        () => "allowed",
        (error: unknown) => (error as Error).name,
      );
      expect(await told).to.equal(allowed ? "allowed" : "AccessDeniedException");
    });
  }

  it("is refused without a policy, naming what is missing", async () => {
    const client = scene.clientOf(OTHER_ACCOUNT);
    const places = await makePlaces(scene, client);
    expect(await refusalOf(copyModel(client, places, "copied"))).to.include({
      name: "AccessDeniedException",
      message:
        `User: arn:aws:iam::${OTHER_ACCOUNT}:user/emulator is not authorized to perform: ` +
        `rekognition:CopyProjectVersion on resource: ${places.version}`,
    });
  });

  it("works for a caller that assumed the role that is named", async () => {
    const role = `arn:aws:iam::${OTHER_ACCOUNT}:role/path/deployer`;
    const places = await makePlaces(scene, scene.clientOf(OTHER_ACCOUNT));
    await put(places, { Principal: { AWS: role } });
    const at = { endpoint: scene.emulator.url, region: REGION, maxAttempts: 1 };
    const sts = new STS({ ...at, credentials: credentialsOf(OTHER_ACCOUNT) });
    const { Credentials: given } = await sts.assumeRole({ RoleArn: role, RoleSessionName: "test" });
    const credentials = {
      accessKeyId: given?.AccessKeyId ?? "",
      secretAccessKey: given?.SecretAccessKey ?? "",
      sessionToken: given?.SessionToken ?? "",
    };
    const client = new Rekognition({ ...at, credentials });
    expect((await copyModel(client, places, "copied")).ProjectVersionArn).to.contain(
      `:${OTHER_ACCOUNT}:project/production/`,
    );
    for (const each of [sts, client]) each.destroy();
  });

  it("a Deny goes before every Allow, in the same account, too", async () => {
    const places = await makePlaces(scene);
    await put(places, {});
    await copyModel(scene.client, places, "before");
    await put(places, { Effect: "Deny", Principal: { AWS: ACCOUNT } }, "closing");
    expect(await refusalName(copyModel(scene.client, places, "after"))).to.equal("AccessDeniedException");
  });

  it("shows the copy to its own account only", async () => {
    const client = scene.clientOf(OTHER_ACCOUNT);
    const places = await makePlaces(scene, client);
    await put(places, {});
    await copyModel(client, places, "copied");
    const { ProjectVersionDescriptions } = await client.describeProjectVersions({ ProjectArn: places.destination });
    expect(ProjectVersionDescriptions?.[0]?.SourceProjectVersionArn).to.equal(places.version);
    const foreign = scene.client.describeProjectVersions({ ProjectArn: places.destination });
    expect(await refusalName(foreign)).to.equal("ResourceNotFoundException");
  });
});
