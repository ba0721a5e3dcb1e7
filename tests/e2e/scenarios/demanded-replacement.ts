import { expect } from "chai";
import { expectWholeMessage } from "../../whole-message.js";
import { modelProgram } from "../harness/model-program.js";
import type { World } from "../harness/world.js";
import { chapter, tell } from "./chapters.js";
import type { Chapter } from "./chapters.js";

/** The ways in which Pulumi is told to replace what has not changed. */
const DEMANDS = ["--replace", "a taint", "replaceOnChanges"] as const;
type Demand = (typeof DEMANDS)[number];

/** A model that runs and a collection; with another tag, `replaceOnChanges` asks for new ones. */
function program(tag: string): string {
  const replaceOnChanges = { replaceOnChanges: ["tags"] };
  const tags = { stage: tag };
  return `${modelProgram({ model: { minInferenceUnits: 1, tags }, options: replaceOnChanges })}
    const { Collection } = require("pulumi-rekognition");
    new Collection("faces", ${JSON.stringify({ collectionId: "faces", tags })}, ${JSON.stringify(replaceOnChanges)});
  `;
}

interface Demanded {
  readonly failed: Chapter;
  readonly collections: readonly string[];
  readonly plain: Chapter;
}

async function demand(world: World, how: Demand, refreshes: boolean): Promise<Demanded> {
  const { stack, emulator } = world;
  const state = await stack.state();
  const urns = ["model", "faces"].map((name) => state.resource(name).urn);
  const args = refreshes ? ["--refresh"] : [];
  if (how === "--replace") args.push(...urns.flatMap((urn) => ["--replace", urn]));
  if (how === "a taint") await stack.cli(["state", "taint", ...urns, "--yes", "--stack", stack.name]);
  const failed = await chapter(world, "up", {
    program: program(how === "replaceOnChanges" ? "other" : "test"),
    args: [...args, "--continue-on-error"],
    fails: true,
  });
  const { collections } = await emulator.control.state();
  if (how === "a taint") await stack.cli(["state", "untaint", ...urns, "--yes", "--stack", stack.name]);
  return {
    failed,
    collections: collections.map(({ id }) => id),
    plain: await chapter(world, "up", { program: program("test") }),
  };
}

/** Demands the replacement of a model and a collection in every way there is. */
export function describeDemands(refreshes: boolean): void {
  describe(`what is to be replaced although it has not changed${refreshes ? ", with --refresh" : ""}`, () => {
    let serves: Chapter;
    const demanded = new Map<Demand, Demanded>();
    before(async () => {
      await tell({ program: program("test") }, async (world) => {
        serves = await chapter(world, "up");
        for (const how of DEMANDS) demanded.set(how, await demand(world, how, refreshes));
      });
    });

    for (const how of DEMANDS) {
      it(`by ${how}: the model and the collection are left as they are, and the error names what can be done`, () => {
        const { failed, collections } = demanded.get(how) ?? {};
        const errors =
          failed?.operation.diagnostics.filter(({ message }) => message.includes("[RecordedBefore]")) ?? [];
        expect(errors.map(({ urn }) => urn?.split("::").at(-1)).sort()).to.deep.equal(["faces", "model"]);
        for (const { message } of errors)
          expectWholeMessage(message.trim().replace(/^.*?(model|collection) "/s, '$1 "'), "RecordedBefore");
        expect(failed?.said).to.contain("pulumi state untaint").and.to.contain("stop-project-version");
        expect(failed?.models).to.deep.equal([{ arn: serves.recorded, status: "RUNNING" }]);
        expect(failed?.trainingsAskedFor).to.equal(0);
        expect(collections).to.deep.equal(["faces"]);
      });

      it(`by ${how}: the next plain up has nothing to do`, () => {
        const { plain } = demanded.get(how) ?? {};
        expect(plain?.changes).to.deep.equal([]);
        expect(plain?.recorded).to.equal(serves.recorded);
      });
    }
  });
}
