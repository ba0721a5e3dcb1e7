import { expect } from "chai";
import { call, resultOf } from "../functions/calling.js";
import { lines } from "../dataset/datasets.js";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";

/** Clears the screen, forges a line, and titles the window. */
const HOSTILE = "\u001b[2J\u001b]0;title\u0007\r\nerror: forged\u009b31m\u202e";

describe("a terminal that reads what the provider says", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  /** Everything that was said: to the engine, and as errors. */
  function expectPrintable(...texts: readonly string[]): void {
    const all = [...texts, ...rig.engine.messages.map(({ text }) => text)];
    expect(all.join("")).not.to.equal("");
    for (const text of all) expect(text).not.to.match(/[\p{Cc}\u202e]/u);
  }

  it("is not steered by the reason of a failed training", async () => {
    rig.emulator.script({ training: [{ status: "TRAINING_FAILED", message: HOSTILE }] });
    const projectArn = await rig.makeProject();
    const { error } = await rig.resource("projectVersion", "model").up(modelArgs(projectArn), { fails: true });
    expect(error).to.contain("error: forged");
    expectPrintable(error);
  });

  for (const kind of ["deny", "internalError", "throttle"] as const) {
    it(`is not steered by the text of an error: ${kind}`, async () => {
      rig.emulator.addFault({ operation: "DescribeProjects", kind, message: HOSTILE });
      const { error } = await rig.resource("project", "animals").up({}, { fails: true });
      expect(error).to.contain("error: forged");
      expectPrintable(error);
    });
  }

  it("is not steered by a value that a check refuses", async () => {
    const args = { projectName: HOSTILE, [HOSTILE]: 1, tags: { [HOSTILE]: HOSTILE } };
    const { checkFailures } = await rig.resource("project", "animals").up(args, { fails: true });
    expectPrintable(...checkFailures.map(({ reason }) => reason));
  });

  it("is not steered where limits only warn", async () => {
    rig.config["rekognition:validation"] = "warn";
    const { error, warnings } = await rig.resource("project", "a").up({ projectName: HOSTILE }, { fails: true });
    expect(warnings).not.to.deep.equal([]);
    expectPrintable(error, ...warnings);
  });

  it("is not steered by the tags of an object that another owns", async () => {
    rig.rewrite = {
      ListTagsForResource: () => ({
        Tags: { "pulumi-rekognition:owner": HOSTILE, "pulumi-rekognition:claim": "a.b.c" },
      }),
    };
    await rig.makeProject("animals");
    const args = { projectName: "animals", adopt: true };
    const { error } = await rig.resource("project", "animals").up(args, { fails: true });
    expect(error).to.contain("[OwnedByAnother]");
    expectPrintable(error);
  });

  it("is not steered by what a function gives, or what it warns of", async () => {
    await rig.makeProject("animals");
    rig.rewrite = {
      DescribeProjects: ({ ProjectDescriptions = [] }) => ({
        ProjectDescriptions: ProjectDescriptions.map((project) => ({ ...project, ProjectArn: HOSTILE })),
      }),
    };
    expectPrintable(...textsIn(await resultOf(rig, "getProjects", {})));
    const config = { "rekognition:validation": "warn" };
    const { warnings, error } = await call(rig, "getCollection", { collectionId: HOSTILE }, { config });
    expect(warnings).to.have.length(1);
    expectPrintable(...warnings, error);
  });

  describe("from the state", () => {
    const tags = { "pulumi-rekognition:x": "y", [`team${HOSTILE}`]: HOSTILE };

    function expectPrintableState(resource: StackResource): void {
      const texts = textsIn([resource.state?.inputs, resource.state?.outputs]);
      expect(texts.join("\n"), "the text is recorded, made visible").to.contain("\\u001b[2J\\u001b]0;title\\u0007");
      expectPrintable(...texts);
    }

    it("is not steered by a status message, recorded by up and by refresh", async () => {
      const projectArn = await rig.makeProject();
      rig.emulator.script({ training: [{ status: "TRAINING_FAILED", message: HOSTILE }] });
      const model = rig.resource("projectVersion", "model");
      await model.up(modelArgs(projectArn), { fails: true });
      expectPrintableState(model);
      await model.refresh();
      expectPrintableState(model);
      expect((await model.refresh()).diffs).to.deep.equal([]);
    });

    it("is not steered by what a refresh finds in place of inputs, which shows once", async () => {
      const project = rig.resource("project", "animals");
      await project.up({ tags: { team: "vision" } });
      rig.rewrite = { ListTagsForResource: (answer) => ({ Tags: { ...answer.Tags, ...tags } }) };
      expect((await project.refresh()).diffs).to.deep.equal(["tags"]);
      expectPrintableState(project);
      expect((await project.refresh()).diffs).to.deep.equal([]);
    });

    it("is not steered by what a dataset's entries are said to be", async () => {
      const projectArn = await rig.makeProject();
      rig.rewrite = {
        DescribeDataset: ({ DatasetDescription, ...rest }) => ({
          ...rest,
          DatasetDescription: { ...DatasetDescription, StatusMessage: HOSTILE },
        }),
      };
      const data = rig.resource("dataset", "train");
      await data.up({ projectArn, datasetType: "TRAIN", entries: lines(2) });
      expectPrintableState(data);
    });

    it("keeps a program's own texts as they are", async () => {
      const entries = [JSON.stringify(lines(1)[0], undefined, 2)];
      const data = rig.resource("dataset", "train");
      const args = { projectArn: await rig.makeProject(), datasetType: "TRAIN", entries };
      await data.up(args);
      expect((await data.refresh()).diffs).to.deep.equal([]);
      expect(data.state?.inputs.entries).to.deep.equal(entries);
      expect((await data.up(args)).steps).to.deep.equal(["same"]);
    });
  });
});

/** All texts in a value, keys included. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [key, ...textsIn(member)]);
}
