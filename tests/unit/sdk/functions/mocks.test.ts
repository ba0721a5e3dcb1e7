import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import {
  detectCustomLabels,
  detectCustomLabelsOutput,
  getProject,
  getProjectOutput,
  getProjects,
  iterateLabelDetection,
} from "../../../../sdk/index.js";

const MODEL = "arn:aws:rekognition:us-east-1:111122223333:project/animals/version/v1/1690556751958";
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const valueOf = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => {
    output.apply(resolve);
  });

describe("functions in a program's unit test", () => {
  const calls: pulumi.runtime.MockCallArgs[] = [];
  before(() =>
    pulumi.runtime.setMocks(
      {
        newResource: ({ inputs }) => ({ id: "id", state: inputs as object }),
        call: (call) => {
          calls.push(call);
          if (call.token.endsWith("getLabelDetection")) return { labels: [{ timestamp: 1 }, { timestamp: 2 }] };
          return { projectArn: "arn", customLabels: [] };
        },
      },
      "shop",
      "dev",
      false,
    ),
  );
  beforeEach(() => {
    calls.length = 0;
  });

  it("ask the mocks, by the function's name", async () => {
    expect(await getProject({ projectName: "animals" })).to.deep.equal({ projectArn: "arn", customLabels: [] });
    await getProjects();
    expect(calls.map(({ token, inputs }) => ({ token, inputs: inputs as unknown }))).to.deep.equal([
      { token: "rekognition:index:getProject", inputs: { projectName: "animals" } },
      { token: "rekognition:index:getProjects", inputs: {} },
    ]);
  });

  it("wait for their arguments in the Output form", async () => {
    const later = pulumi.output(Promise.resolve("animals"));
    const project = getProjectOutput({ projectName: later });
    expect(await valueOf(project.projectArn)).to.equal("arn");
    expect(calls[0]?.inputs).to.deep.equal({ projectName: "animals" });
  });

  it("stay secret where an argument is", async () => {
    const project = getProjectOutput({ projectName: pulumi.secret("animals") });
    expect(await pulumi.isSecret(project)).to.equal(true);
  });

  it("iterate over what the mocks answer", async () => {
    const seen: number[] = [];
    for await (const { timestamp } of iterateLabelDetection({ jobId: "job" })) seen.push(timestamp);
    expect(seen).to.deep.equal([1, 2]);
  });

  it("keep bytes together", async () => {
    await detectCustomLabels({ projectVersionArn: MODEL, image: { bytes: PNG } });
    expect((calls[0]?.inputs as { image: { bytes: Buffer } }).image.bytes).to.equal(PNG);
  });

  for (const [how, image] of [
    ["bytes", { bytes: PNG }],
    ["an output of bytes", { bytes: pulumi.output(Promise.resolve(1)).apply(() => PNG as Uint8Array) }],
    ["a promise of bytes", { bytes: Promise.resolve(PNG) }],
    ["an output of an image", pulumi.output(1).apply(() => ({ bytes: PNG }))],
    ["base64 text", { bytes: PNG.toString("base64") }],
  ] as const) {
    it(`give ${how} as base64 text in the Output form`, async () => {
      await valueOf(detectCustomLabelsOutput({ projectVersionArn: MODEL, image }));
      expect(calls[0]?.inputs).to.deep.equal({ projectVersionArn: MODEL, image: { bytes: PNG.toString("base64") } });
    });
  }
});
