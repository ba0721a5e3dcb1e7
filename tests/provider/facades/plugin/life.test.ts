import { expect } from "chai";
import { failureOf } from "../../harness/failure.js";
import { DynamicPlugin, type InitFailure, initFailureOf } from "../../harness/dynamic-plugin.js";
import { EngineServer } from "../../harness/engine-server.js";
import { modelArgs } from "../../harness/models.js";
import type { PluginClient, PluginState } from "../../harness/plugin-client.js";
import type { Bag } from "../../harness/property-bag.js";
import { ACCOUNT } from "../../harness/rig.js";
import { Stage, urnOf } from "./stage.js";

const DAY_SECONDS = 24 * 3600;

describe("the plugin", () => {
  let stage: Stage;
  let projectArn: string;
  beforeEach(async () => {
    stage = await Stage.open();
    projectArn = (await stage.client.createProject({ ProjectName: "animals" })).ProjectArn ?? "";
    stage.emulator.advance(5_000);
  });
  afterEach(() => stage.close());

  const failed = (run: Promise<unknown>): Promise<InitFailure | undefined> => run.then(() => undefined, initFailureOf);
  const statusOfModels = (): string[] =>
    stage.emulator.state().projects.flatMap(({ versions }) => versions.map(({ status }) => status));
  /** The record that a failed create or update leaves. */
  const left = (failure: InitFailure | undefined, inputs: Bag): PluginState => {
    if (failure === undefined) throw new Error("nothing is left");
    return { id: failure.id, inputs, outputs: failure.properties };
  };

  it("tells what it could not finish as the engine understands it, and goes on from there", async () => {
    const urn = urnOf("ProjectVersion", "failing");
    stage.emulator.script({
      training: [{ status: "TRAINING_FAILED", message: "The manifest is empty.", seconds: 12 }],
    });
    const plugin = await stage.configured();
    const { inputs } = await plugin.check(urn, modelArgs(projectArn));
    const failure = await failed(plugin.create(urn, inputs));
    expect(failure?.reasons.join()).to.contain("The manifest is empty.").and.contain("[TrainingFailed]");
    const held = left(failure, inputs);
    expect(held.outputs).to.include({ arn: held.id, status: "TRAINING_FAILED" });
    const next = await stage.configured();
    expect(await next.diff(urn, held, inputs)).to.deep.equal({
      changes: true,
      replaces: ["status"],
      details: { status: "UPDATE_REPLACE" },
    });
  });

  it("keeps to the time limit of the request", async () => {
    const urn = urnOf("ProjectVersion", "limited");
    const plugin = await stage.configured();
    stage.emulator.script({ training: [{ seconds: DAY_SECONDS }] });
    const { inputs } = await plugin.check(urn, modelArgs(projectArn));
    const failure = await failed(plugin.create(urn, inputs, 300));
    expect(failure?.reasons.join()).to.contain("[WaitTimedOut]");
    expect(failure?.properties.status).to.equal("TRAINING_IN_PROGRESS");
  });

  describe("that is cancelled", () => {
    const training = async (plugin: PluginClient, urn: string): Promise<[Bag, Promise<InitFailure | undefined>]> => {
      stage.emulator.script({ training: [{ seconds: DAY_SECONDS }] });
      const { inputs } = await plugin.check(urn, modelArgs(projectArn, { minInferenceUnits: 1 }));
      const creating = failed(plugin.create(urn, inputs));
      await stage.engine.heard("cancelled", "TRAINING_IN_PROGRESS");
      return [inputs, creating];
    };

    it("in a training records the model, asks for nothing more, and the next up goes on", async () => {
      const urn = urnOf("ProjectVersion", "cancelled");
      const plugin = await stage.configured();
      const [inputs, creating] = await training(plugin, urn);
      await plugin.cancel();
      const failure = await creating;
      expect(failure?.reasons.join()).to.contain("[Cancelled]");
      const held = left(failure, inputs);
      expect(held.outputs.status).to.equal("TRAINING_IN_PROGRESS");
      const calls = await stage.callsOf(async () => {
        expect(await failureOf(plugin.update(urn, held, inputs))).to.contain("[Cancelled]");
        expect(await failureOf(plugin.read(urn, held.id, held))).to.contain("[Cancelled]");
      });
      expect(calls).to.deep.equal([]);
      expect(statusOfModels()).to.deep.equal(["TRAINING_IN_PROGRESS"]);

      stage.emulator.advance(DAY_SECONDS * 1_000);
      const next = await stage.configured();
      expect((await next.diff(urn, held, inputs)).changes).to.equal(true);
      expect((await next.update(urn, held, inputs)).outputs.status).to.equal("RUNNING");
      expect(statusOfModels()).to.deep.equal(["RUNNING"]);
    });

    it("in a delete leaves the record, and the next destroy goes on", async () => {
      const urn = urnOf("ProjectVersion", "cancelled");
      const plugin = await stage.configured();
      const held = await stage.made(plugin, urn, modelArgs(projectArn, { minInferenceUnits: 1 }));
      stage.emulator.setSwitches({ modelStoppingMs: DAY_SECONDS * 1_000 });
      const stopping = await stage.configured();
      const deleting = failureOf(stopping.delete(urn, held));
      await stage.engine.heard("cancelled", "STOPPING");
      await stopping.cancel();
      expect(await deleting).to.contain("[Cancelled]");
      stage.emulator.advance(DAY_SECONDS * 1_000);
      await (await stage.configured()).delete(urn, held);
      expect(statusOfModels()).to.deep.equal([]);
    });
  });

  it("ends when its engine is gone, in the middle of a training, and starts nothing more", async () => {
    const engine = await EngineServer.start();
    const urn = urnOf("ProjectVersion", "orphan");
    const orphan = await stage.configured(stage.settings, ACCOUNT, { engine });
    stage.emulator.script({ training: [{ seconds: DAY_SECONDS }] });
    const { inputs } = await orphan.check(urn, modelArgs(projectArn, { minInferenceUnits: 1 }));
    const creating = failureOf(orphan.create(urn, inputs));
    await engine.heard("orphan", "TRAINING_IN_PROGRESS");
    engine.kill();
    expect(await orphan.process.exited).to.equal(1);
    await creating;
    expect(statusOfModels()).to.deep.equal(["TRAINING_IN_PROGRESS"]);
  });

  it("takes over what the dynamic provider recorded, and gives it back, without a call", async () => {
    const type = "pulumi-nodejs:dynamic/rekognition:Project";
    const host = { owner: "acme/shop/dev", urn: urnOf("Project", "moved", type) };
    const __provider = 'exports.handler = () => require("pulumi-rekognition/provider").project;';
    const dynamic = await DynamicPlugin.start(stage.engine.address, {
      AWS_ACCESS_KEY_ID: ACCOUNT,
      AWS_SECRET_ACCESS_KEY: "made-up",
      AWS_CONFIG_FILE: "/nonexistent",
      AWS_SHARED_CREDENTIALS_FILE: "/nonexistent",
    });
    await dynamic.configure({ "rekognition:endpoint": stage.emulator.url, "rekognition:region": "us-east-1" });
    const program = { tags: { team: "vision" }, __provider, __host: { ...host, timeouts: { create: "1h" } } };
    const before = await dynamic.check({}, program);
    const { id, outputs } = await dynamic.create(before.inputs);
    const urn = urnOf("Project", "moved");
    const plugin = await stage.configured();
    const calls = await stage.callsOf(async () => {
      const held = { id, inputs: before.inputs, outputs };
      const { inputs } = await plugin.check(urn, { tags: { team: "vision" } }, before.inputs);
      expect(inputs).to.include({ projectName: outputs.projectName });
      expect(inputs.__host).to.deep.equal({ owner: "acme/shop/dev", urn });
      expect(await plugin.diff(urn, held, inputs)).to.deep.equal({ changes: true, replaces: [], details: {} });
      const moved = await plugin.update(urn, held, inputs);
      expect(moved.outputs).to.include({ arn: id, status: "CREATED" });
      expect((await plugin.diff(urn, moved, inputs)).changes).to.equal(false);

      const back = await dynamic.check(moved.inputs, program);
      expect(await dynamic.diff(id, moved.outputs, back.inputs)).to.include({ changes: "some" });
      const returned = await dynamic.update(id, moved.outputs, back.inputs);
      expect(returned).to.deep.equal({ ...outputs, __host: program.__host });
    });
    expect(calls).to.deep.equal([]);
    dynamic.stop();
  });
});
