import { request } from "node:http";
import { expect } from "chai";
import { serviceModel } from "../../emulator/protocol/service-model.js";
import { ACCOUNT, REGION, setScene } from "./harness/scene.js";

const AUTHORIZATION = `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20261121/${REGION}/rekognition/aws4_request, SignedHeaders=host, Signature=00`;

describe("the wire protocol", () => {
  const scene = setScene();

  async function post(operation: string, body: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(scene.emulator.url, {
      method: "POST",
      headers: {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": `RekognitionService.${operation}`,
        Authorization: AUTHORIZATION,
        ...headers,
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  it("answers with AWS's content type and a request id", async () => {
    const { status, headers, body } = await post("CreateProject", { ProjectName: "animals" });
    expect(status).to.equal(200);
    expect(headers.get("content-type")).to.equal("application/x-amz-json-1.1");
    expect(headers.get("x-amzn-requestid")).to.match(/^[0-9a-f-]{36}$/);
    expect(body).to.have.property("ProjectArn");
  });

  it("writes timestamps as epoch seconds", async () => {
    await post("CreateProject", { ProjectName: "animals" });
    const { body } = await post("DescribeProjects", {});
    const [project] = (body as { ProjectDescriptions: { CreationTimestamp: number }[] }).ProjectDescriptions;
    expect(project?.CreationTimestamp).to.be.closeTo(scene.emulator.nowMs() / 1000, 1);
  });

  it("spells the service's own errors with Code, Logref and Message", async () => {
    await post("CreateCollection", { CollectionId: "faces" });
    const { status, body } = await post("CreateCollection", { CollectionId: "faces" });
    expect(status).to.equal(400);
    expect(body).to.include({
      __type: "ResourceAlreadyExistsException",
      Code: "ResourceAlreadyExistsException",
      Message: "The collection id: faces already exists.",
    });
    expect((body as { Logref: string }).Logref).to.match(/^[0-9a-f-]{36}$/);
  });

  it("spells validation errors with a lower-case message and nothing else", async () => {
    const { status, body } = await post("DetectLabels", { Image: { Bytes: "" } });
    expect(status).to.equal(400);
    expect(body).to.deep.equal({
      __type: "ValidationException",
      message:
        "1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 lim=0 cap=0]' at 'image.bytes' failed to " +
        "satisfy constraint: Member must have length greater than or equal to 1",
    });
  });

  const violations = [
    {
      reason: "a missing member has no value to show",
      operation: "CreateProject",
      body: {},
      text: "Value null at 'projectName' failed to satisfy constraint: Member must not be null",
    },
    {
      reason: "null is the same as missing",
      operation: "CreateProject",
      body: { ProjectName: null },
      text: "Value null at 'projectName' failed to satisfy constraint: Member must not be null",
    },
    {
      reason: "patterns match the whole value although they have no anchors",
      operation: "CreateProject",
      body: { ProjectName: "two words" },
      text: "Value 'two words' at 'projectName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.\\-]+",
    },
    {
      reason: "numbers have a value, texts a length",
      operation: "DescribeProjects",
      body: { MaxResults: 101 },
      text: "Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100",
    },
    {
      reason: "enums list what they take",
      operation: "CreateProject",
      body: { ProjectName: "animals", Feature: "OTHER" },
      text: "Value 'OTHER' at 'feature' failed to satisfy constraint: Member must satisfy enum value set: [CONTENT_MODERATION, CUSTOM_LABELS]",
    },
    {
      reason: "members of structures in lists have their position in the path",
      operation: "CreateProjectVersion",
      body: {
        ProjectArn: `arn:aws:rekognition:${REGION}:${ACCOUNT}:project/animals/1`,
        VersionName: "first",
        OutputConfig: { S3Bucket: "bucket" },
        TrainingData: { Assets: [{ GroundTruthManifest: { S3Object: { Bucket: "b" } } }] },
      },
      text: "Value 'b' at 'trainingData.assets.1.member.groundTruthManifest.s3Object.bucket' failed to satisfy constraint: Member must have length greater than or equal to 3",
    },
    {
      reason: "texts in lists are reported at the list, with all their constraints",
      operation: "DescribeProjects",
      body: { ProjectNames: ["animals", "two words"] },
      text: "Value '[animals, two words]' at 'projectNames' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 255, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [a-zA-Z0-9_.\\-]+]",
    },
    {
      reason: "lists have a length",
      operation: "DescribeProjects",
      body: { ProjectNames: [] },
      text: "Value '[]' at 'projectNames' failed to satisfy constraint: Member must have length greater than or equal to 1",
    },
    {
      reason: "tag keys are reported at the map",
      operation: "TagResource",
      body: { ResourceArn: "a".repeat(20), Tags: { "aws:reserved": "1" } },
      text: "Value '{aws:reserved=1}' at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: ^(?!aws:)[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$]",
    },
  ];
  for (const { reason, operation, body, text } of violations) {
    it(`checks constraints: ${reason}`, async () => {
      const answer = await post(operation, body);
      expect(answer.body).to.deep.equal({
        __type: "ValidationException",
        message: `1 validation error detected: ${text}`,
      });
    });
  }

  it("collects all violations of a request", async () => {
    const { body } = await post("StartProjectVersion", { MinInferenceUnits: 0 });
    expect((body as { message: string }).message).to.equal(
      "2 validation errors detected: Value null at 'projectVersionArn' failed to satisfy constraint: Member must not " +
        "be null; Value '0' at 'minInferenceUnits' failed to satisfy constraint: Member must have value greater than or equal to 1",
    );
  });

  const refusals = [
    { reason: "not JSON", body: "{", error: "SerializationException" },
    { reason: "a number where text belongs", body: { ProjectName: 1 }, error: "SerializationException" },
    { reason: "a list where a structure belongs", body: [], error: "SerializationException" },
    { reason: "a text where a map belongs", body: { ProjectName: "a", Tags: "b" }, error: "SerializationException" },
  ];
  for (const { reason, body, error } of refusals) {
    it(`refuses a body that cannot be read: ${reason}`, async () => {
      const answer = await post("CreateProject", body);
      expect(answer.status).to.equal(400);
      expect(answer.body).to.have.property("__type", error);
    });
  }

  it("ignores members it does not know", async () => {
    const { status } = await post("CreateProject", { ProjectName: "animals", SomethingNew: true });
    expect(status).to.equal(200);
  });

  it("refuses operations the service does not have", async () => {
    const { status, body } = await post("MakeCoffee", {});
    expect(status).to.equal(400);
    expect(body).to.have.property("__type", "UnknownOperationException");
  });

  it("asks for a signature before it looks at the request", async () => {
    const { status, body } = await post("CreateProject", {}, { Authorization: "" });
    expect(status).to.equal(400);
    expect((body as { __type: string }).__type).to.equal("IncompleteSignatureException");
    const bare = await fetch(scene.emulator.url, {
      method: "POST",
      headers: { "X-Amz-Target": "RekognitionService.CreateProject" },
    });
    expect(await bare.json()).to.have.property("__type", "MissingAuthenticationTokenException");
  });

  it("never pretends: each of AWS's operations is either checked, refused by name, or done", async () => {
    const empty = await Promise.all(
      Object.keys(serviceModel.operations).map(async (operation) => ({ operation, ...(await post(operation, {})) })),
    );
    expect(empty).to.have.length(75);
    const succeeded = empty.filter(({ status }) => status === 200).map(({ operation }) => operation);
    expect(succeeded).to.have.members(["DescribeProjects", "ListCollections", "ListStreamProcessors"]);
    const types = new Set(empty.map(({ body }) => (body as { __type?: string }).__type));
    expect([...types]).to.have.members([undefined, "ValidationException", "NotImplementedByEmulatorException"]);
  });

  it("says by name what it does not implement, in a way clients do not retry", async () => {
    const { status, body } = await post("ListMediaAnalysisJobs", {});
    expect(status).to.equal(501);
    expect(body).to.include({ Code: "NotImplementedByEmulatorException" });
    expect((body as { Message: string }).Message).to.contain("ListMediaAnalysisJobs");
  });

  describe("who may ask", () => {
    function ask(headers: Record<string, string>): Promise<number | undefined> {
      return new Promise((resolve, reject) => {
        const sent = request(`${scene.emulator.url}/_emulator/state`, { headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        sent.on("error", reject);
        sent.end();
      });
    }

    it("answers to this machine's names", async () => {
      expect(await ask({ Host: `localhost:${scene.emulator.port}` })).to.equal(200);
      expect(await ask({ Host: `127.0.0.1:${scene.emulator.port}` })).to.equal(200);
    });

    it("turns away requests for another host, which a web page could have sent here", async () => {
      expect(await ask({ Host: "example.com" })).to.equal(403);
      expect(await ask({ Host: `127.0.0.1.example.com:${scene.emulator.port}` })).to.equal(403);
    });

    it("turns away requests of web pages", async () => {
      expect(await ask({ Origin: "http://example.com" })).to.equal(403);
    });
  });

  it("bounds the size of a request", async () => {
    const { status, body } = await post("CreateProject", "x".repeat(9 * 1024 ** 2));
    expect(status).to.equal(413);
    expect(body).to.have.property("__type", "RequestEntityTooLargeException");
  });
});
