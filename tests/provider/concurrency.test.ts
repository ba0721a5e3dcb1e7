import { expect } from "chai";
import { modelArgs } from "./harness/models.js";
import { ACCOUNT, Rig } from "./harness/rig.js";

describe("several resources in one process", () => {
  let rig: Rig;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start({ quotaConcurrentTrainings: 20, quotaRunningModels: 20 });
    projectArn = await rig.makeProject();
  });
  afterEach(() => rig.close());

  const models = (count: number): ReturnType<Rig["resource"]>[] =>
    Array.from({ length: count }, (_, index) => rig.resource("projectVersion", `model-${index}`));

  const asked = (more: object = {}): object => modelArgs(projectArn, { minInferenceUnits: 1, ...more });

  it("wait side by side: ten trainings take as long as one", async () => {
    const process = rig.startProcess();
    const before = rig.emulator.nowMs();
    await Promise.all(models(10).map((model) => model.up(asked(), { process })));
    expect(rig.emulator.nowMs() - before).to.be.lessThan(150_000);
    expect(rig.models.every(({ status }) => status === "RUNNING")).to.equal(true);
    expect(rig.trainings).to.equal(10);
  });

  it("share the slots to train in: those that find none wait for the others", async () => {
    rig.emulator.setSwitches({ quotaConcurrentTrainings: 2 });
    const process = rig.startProcess();
    await Promise.all(models(5).map((model) => model.up(modelArgs(projectArn), { process })));
    expect(rig.trainings).to.equal(5);
    expect(rig.models.every(({ status }) => status === "TRAINING_COMPLETED")).to.equal(true);
  });

  it("change places in the slots to run in: one stops while the other starts", async () => {
    rig.emulator.setSwitches({ quotaRunningModels: 1 });
    const [first, second] = models(2) as [ReturnType<Rig["resource"]>, ReturnType<Rig["resource"]>];
    await first.up(asked());
    await second.up(modelArgs(projectArn));
    const process = rig.startProcess();
    await Promise.all([first.up(modelArgs(projectArn), { process }), second.up(asked(), { process })]);
    expect(rig.model(first.id).status).to.equal("STOPPED");
    expect(rig.model(second.id).status).to.equal("RUNNING");
  });

  it("survive together that their credentials expire", async () => {
    const process = rig.startProcess();
    const renewal = rig.time.in(30_000, () => {
      rig.emulator.addFault({ operation: "*", kind: "expiredCredentials" });
      rig.credentials = { account: ACCOUNT, sessionToken: "renewed" };
      rig.startProcess();
    });
    await Promise.all(models(6).map((model) => model.up(asked(), { process })));
    await renewal;
    expect(rig.models.map(({ status }) => status)).to.deep.equal(Array(6).fill("RUNNING"));
    expect(rig.trainings).to.equal(6);
  });

  it("fail alone: one failure leaves the others what they are", async () => {
    rig.emulator.script({
      training: [{ match: { name: "model-1-*" }, status: "TRAINING_FAILED", message: "broken", seconds: 20 }],
    });
    const process = rig.startProcess();
    const all = models(3);
    const ended = await Promise.allSettled(all.map((model) => model.up(asked(), { process })));
    expect(ended.map(({ status }) => status)).to.deep.equal(["fulfilled", "rejected", "fulfilled"]);
    expect(all.map(({ outputs }) => outputs.status)).to.deep.equal(["RUNNING", "TRAINING_FAILED", "RUNNING"]);
  });

  it("live under AWS's rates: together they never ask too fast", async () => {
    rig.emulator.setSwitches({ enforceRates: true });
    const process = rig.startProcess();
    await Promise.all(models(16).map((model) => model.up(asked(), { process })));
    expect(rig.models.every(({ status }) => status === "RUNNING")).to.equal(true);
    expect(rig.trainings).to.equal(16);
    expect(rig.emulator.calls().filter(({ status }) => status !== 200)).to.deep.equal([]);
  });

  it("cause no warning of Node's, which would end up among the user's diagnostics", async () => {
    const warnings: string[] = [];
    const listener = (warning: Error): number => warnings.push(warning.message);
    process.on("warning", listener);
    const plugin = rig.startProcess();
    await Promise.all(models(16).map((model) => model.up(modelArgs(projectArn), { process: plugin })));
    // Node tells of it after the fact.
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", listener);
    expect(warnings).to.deep.equal([]);
  });

  it("end together when the engine is gone, and start nothing more", async () => {
    const process = rig.startProcess();
    await process.services.watchdog.assertEngine();
    const all = models(3);
    const gone = rig.time.in(40_000, async () => {
      rig.engine.answers = false;
      await process.services.watchdog.assertEngine().catch(() => undefined);
    });
    const ended = await Promise.allSettled(all.map((model) => model.up(asked(), { process })));
    await gone;
    expect(ended.map(({ status }) => status)).to.deep.equal(["rejected", "rejected", "rejected"]);
    expect(process.exited).to.equal(true);
    rig.emulator.advance(300_000);
    expect(rig.models.map(({ status }) => status)).to.deep.equal(Array(3).fill("TRAINING_COMPLETED"));
  });
});
