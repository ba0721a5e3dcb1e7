import { expect } from "chai";
import { changesIn, type Operation } from "./harness/operation.js";
import { FACADES } from "./harness/plugin-program.js";
import { type FacadeName, World } from "./harness/world.js";

const line = (image: string, label: string): string =>
  JSON.stringify({
    "source-ref": `s3://quickstart-data/images/${image}.png`,
    label: 1,
    "label-metadata": { confidence: 1, "class-name": label, type: "groundtruth/image-classification" },
  });
const lines = (...all: readonly [image: string, label: string][]): string =>
  all.map((each) => `${line(...each)}\n`).join("");

const program = (from: string): string => `
  const { Dataset, Project } = require(${JSON.stringify(from)});
  const project = new Project("shapes", {});
  new Dataset("train", { projectArn: project.arn, datasetType: "TRAIN", manifestFile: "train.manifest" });
`;
const said = ({ diagnostics }: Operation): string[] => diagnostics.map(({ message }) => message.trim());

const FACADE_NAMES: readonly FacadeName[] = ["dynamic", "plugin"];
for (const [index, facade] of FACADE_NAMES.entries()) {
  const from = FACADES[index] ?? "";
  describe(`a preview of other lines in a manifest file, over the ${facade} façade`, () => {
    let world: World;
    const withLines = (text: string): void => {
      world.stack.setProgram({ "index.js": program(from), "train.manifest": text });
    };

    before(async () => {
      world = await World.create({ program: program(from), facade });
      withLines(lines(["circle-01", "circle"], ["square-01", "square"]));
      await world.stack.up();
    });
    after(() => {
      world.dispose();
    });

    it("says which images and labels change, asks nothing, and prints nothing of what it knows that from", async () => {
      withLines(lines(["circle-01", "square"], ["square-01", "square"], ["square-02", "square"]));
      const { result, calls } = await world.observe(() => world.stack.preview());
      expect(changesIn(result)).to.deep.equal(["update train"]);
      expect(said(result)).to.include("+1 image, 1 changed; circle 1 -> 0, square 1 -> 3.");
      expect(result.stdout).not.to.match(/__\w+ *:/);
      if (facade === "dynamic") expect(result.stdout).to.contain("__contents (hidden)");
      expect(calls).to.deep.equal([]);
    });
  });
}
