import { Rekognition } from "@aws-sdk/client-rekognition";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { expect } from "chai";
import { refusalOf } from "./harness/refusal.js";
import { ACCOUNT, REGION, setScene } from "./harness/scene.js";

const TEMPORARY = { accessKeyId: `ASIA${ACCOUNT}ABCD`, secretAccessKey: "made-up", sessionToken: "made-up" };

describe("the switch allowedActions", () => {
  const scene = setScene();
  let client: Rekognition;
  let sts: STSClient;

  beforeEach(() => {
    const settings = { endpoint: scene.emulator.url, region: REGION, credentials: TEMPORARY, maxAttempts: 1 };
    client = new Rekognition(settings);
    sts = new STSClient(settings);
  });
  afterEach(() => {
    client.destroy();
    sts.destroy();
  });
  const allow = (...allowedActions: string[]): void => {
    scene.emulator.setSwitches({ allowedActions });
  };

  it("lets callers with temporary credentials do what it names, and refuses all else by name", async () => {
    allow("rekognition:CreateCollection");
    await client.createCollection({ CollectionId: "faces" });
    const refusal = await refusalOf(client.listCollections({}));
    expect(refusal.name).to.equal("AccessDeniedException");
    expect(refusal.message).to.contain("is not authorized to perform: rekognition:ListCollections");
    expect((await scene.client.listCollections({})).CollectionIds).to.deep.equal(["faces"]);
  });

  it("takes a star at the end for all that begin so", async () => {
    allow("rekognition:List*");
    await client.listCollections({});
    expect((await refusalOf(client.describeProjects({}))).name).to.equal("AccessDeniedException");
  });

  it("asks for rekognition:TagResource where something is made with tags", async () => {
    allow("rekognition:CreateCollection");
    const refusal = await refusalOf(client.createCollection({ CollectionId: "faces", Tags: { team: "a" } }));
    expect(refusal.message).to.contain("rekognition:TagResource");
    expect((await scene.client.listCollections({})).CollectionIds).to.deep.equal([]);
  });

  it("asks for iam:PassRole where a role is handed over", async () => {
    allow("rekognition:*");
    const refusal = await refusalOf(
      client.startLabelDetection({
        Video: { S3Object: { Bucket: "bucket", Name: "video.mp4" } },
        NotificationChannel: {
          RoleArn: `arn:aws:iam::${ACCOUNT}:role/notify`,
          SNSTopicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:AmazonRekognition`,
        },
      }),
    );
    expect(refusal.message).to.contain("iam:PassRole");
  });

  it("counts for AssumeRole, and never for GetCallerIdentity", async () => {
    allow("rekognition:*");
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).to.equal(ACCOUNT);
    const role = { RoleArn: `arn:aws:iam::${ACCOUNT}:role/admin`, RoleSessionName: "session" };
    const refusal = await sts.send(new AssumeRoleCommand(role)).catch((error: unknown) => String(error));
    expect(refusal).to.contain("AccessDenied").and.to.contain("sts:AssumeRole");
  });
});
