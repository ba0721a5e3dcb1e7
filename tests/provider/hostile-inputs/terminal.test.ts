import { expect } from "chai";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";

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
});
