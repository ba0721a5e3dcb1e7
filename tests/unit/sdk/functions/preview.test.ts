import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as sdk from "../../../../sdk/index.js";
import {
  detectCustomLabels,
  detectCustomLabelsOutput,
  detectModerationLabels,
  detectModerationLabelsOutput,
  getProject,
  getProjectOutput,
  iterateFaceSearch,
} from "../../../../sdk/index.js";
import { failureOf } from "../../../provider/harness/failure.js";

const MODEL = "arn:aws:rekognition:us-east-1:111122223333:project/animals/version/v1/1690556751958";
const image = { file: "nowhere.png" };

/** Whether an output is known: what the engine is told in a preview. */
const isKnown = (output: pulumi.Output<unknown>): Promise<boolean> =>
  (output as unknown as { isKnown: Promise<boolean> }).isKnown;

describe("functions in a preview", () => {
  const calls: string[] = [];
  let isMade = true;
  const setMocks = (isPreview: boolean): Promise<void> =>
    pulumi.runtime.setMocks(
      {
        newResource: ({ inputs }) => ({ id: isMade ? "id" : undefined, state: inputs as object }),
        call: ({ token }) => {
          calls.push(token);
          return { persons: [] };
        },
      },
      "shop",
      "dev",
      isPreview,
    );
  before(() => setMocks(true));
  after(() => setMocks(false));
  beforeEach(() => {
    calls.length = 0;
    isMade = true;
  });

  it("read", async () => {
    await getProject({ projectName: "animals" });
    expect(await isKnown(getProjectOutput({ projectName: "animals" }))).to.equal(true);
    for await (const _person of iterateFaceSearch({ jobId: "job" }));
    expect(calls).to.have.length(3);
  });

  it("are not called while an argument is unknown", async () => {
    const unknown = pulumi.unknown as unknown as string;
    expect(await isKnown(getProjectOutput({ projectName: unknown }))).to.equal(false);
    expect(await isKnown(getProjectOutput({ projectName: "animals" }, { region: unknown }))).to.equal(false);
    expect(calls).to.deep.equal([]);
  });

  describe("on what is not made yet, though its name is known,", () => {
    const outputForms = Object.entries(sdk).filter(([name]) => /^(get|detect).*Output$/.test(name));
    type OutputForm = (...args: object[]) => pulumi.Output<unknown>;

    for (const [name, form] of outputForms) {
      it(`are unknown: ${name}`, async () => {
        isMade = false;
        const { collectionId } = new sdk.Collection("visitors", { collectionId: "visitors" });
        expect(await isKnown(collectionId)).to.equal(true);
        const call = form as OutputForm;
        const takesArguments = !["getCollectionsOutput", "getStreamProcessorsOutput"].includes(name);
        const given = takesArguments ? [{ id: collectionId }] : [{ region: collectionId }];
        expect(await isKnown(call(...given))).to.equal(false);
        expect(calls).to.deep.equal([]);
      });
    }

    it("are unknown where that is only named in dependsOn, or the parent of a component's children", async () => {
      isMade = false;
      const made = new sdk.Collection("visitors", {});
      expect(await isKnown(sdk.getProjectsOutput({}, { dependsOn: made }))).to.equal(false);
      expect(await isKnown(sdk.getProjectsOutput({}, { dependsOn: Promise.resolve([made]) }))).to.equal(false);
      const site = new pulumi.ComponentResource("acme:index:Site", "site");
      new sdk.Collection("members", {}, { parent: site });
      expect(await isKnown(sdk.getProjectsOutput({}, { dependsOn: [site] }))).to.equal(false);
      expect(calls).to.deep.equal([]);
    });

    it("are known once it is made, and hang on it", async () => {
      const { collectionId } = new sdk.Collection("visitors", { collectionId: "visitors" });
      const dependsOn = new sdk.Collection("members", {});
      const answer = sdk.getCollectionOutput({ collectionId }, { dependsOn });
      expect(await isKnown(answer)).to.equal(true);
      const inner = answer as unknown as { allResources(): Promise<Set<pulumi.Resource>> };
      expect([...(await inner.allResources())]).to.include(dependsOn);
      expect(calls).to.deep.equal(["rekognition:index:getCollection"]);
    });
  });

  it("are unknown where they would cost money", async () => {
    expect(await isKnown(detectCustomLabelsOutput({ projectVersionArn: MODEL, image }))).to.equal(false);
    expect(await isKnown(detectModerationLabelsOutput({ image }))).to.equal(false);
    expect(calls).to.deep.equal([]);
  });

  it("reject as promises, saying why and what to do", async () => {
    const failures = await Promise.all([
      failureOf(detectCustomLabels({ projectVersionArn: MODEL, image })),
      failureOf(detectModerationLabels({ image })),
    ]);
    expect(failures[0]).to.equal(
      "detectCustomLabels costs money, so it is not called in a preview. Use the function's Output form, which is unknown in a preview, or ask pulumi.runtime.isDryRun() before the call. [NotInPreview]",
    );
    expect(failures[1]).to.match(/^detectModerationLabels costs money.*\[NotInPreview\]$/);
    expect(calls).to.deep.equal([]);
  });
});
