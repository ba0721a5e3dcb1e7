import { expect } from "chai";
import { inParallel } from "../../../provider/base/parallel.js";
import { modelArgs } from "../harness/models.js";
import type { PluginProcess } from "../harness/plugin-process.js";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";

const PROJECTS = 10;
const MODELS = 200;

describe("a refresh of 200 models in ten projects, 8 at a time", function () {
  this.timeout(120_000);
  let rig: Rig;
  let models: StackResource[];
  let process: PluginProcess;

  beforeEach(async () => {
    rig = await Rig.start({ enforceRates: true, quotaConcurrentTrainings: MODELS, quotaRunningModels: MODELS });
    rig.config["rekognition:taggingEndpoint"] = rig.emulator.url;
    rig.emulator.setSwitches({ enforceRates: false });
    const projects: string[] = [];
    for (let index = 0; index < PROJECTS; index += 1) projects.push(await rig.makeProject(`project-${String(index)}`));
    rig.emulator.setSwitches({ enforceRates: true });
    models = Array.from({ length: MODELS }, (_, index) => rig.resource("projectVersion", `model-${String(index)}`));
    const making = rig.startProcess();
    await Promise.all(
      models.map((model, index) =>
        model.up(modelArgs(projects[index % PROJECTS] ?? "", { waitForTraining: false, tags: { team: "vision" } }), {
          process: making,
        }),
      ),
    );
    making.close();
    rig.emulator.advance(300_000);
    process = rig.startProcess();
  });
  afterEach(async () => {
    process.close();
    await rig.close();
  });

  async function refresh(of: readonly StackResource[]) {
    const since = rig.emulator.nowMs();
    const { result, calls } = await rig.record(() => inParallel(of, (each) => each.refresh({ process }), 8));
    const count = (name: string): number => calls.filter(({ operation }) => operation === name).length;
    return {
      diffs: [...new Set(result.map(({ diffs }) => diffs.join()))].sort(),
      pages: count("DescribeProjectVersions"),
      sets: count("GetResources"),
      lists: count("ListTagsForResource"),
      refused: calls.filter(({ error }) => error !== undefined).length,
      tookMs: rig.emulator.nowMs() - since,
    };
  }

  it("takes a page a project, and finds what changed since, but never from before this process's own change", async () => {
    const first = await refresh(models);
    expect(first).to.deep.include({ diffs: [""], pages: PROJECTS, refused: 0 });
    expect(first.sets).to.be.at.most(PROJECTS + 2);
    expect(first.lists).to.equal(3);
    expect(first.tookMs).to.be.at.most(6_000);

    // Within the 30 s of the pages, and after: they are shared, and not any more.
    const [model] = models;
    if (model === undefined) throw new Error("there is no model");
    await rig.client.startProjectVersion({ ProjectVersionArn: model.id, MinInferenceUnits: 1 });
    expect(await refresh([model])).to.deep.include({ diffs: [""], pages: 0 });
    rig.emulator.advance(30_001);
    expect(await refresh([model])).to.deep.include({ pages: 1 });
    expect(model.state?.outputs.status).to.equal("RUNNING");
  });
});
