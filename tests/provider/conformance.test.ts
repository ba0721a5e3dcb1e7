import { expect } from "chai";
import type { Emulator } from "../../emulator/index.js";
import { DynamicPlugin, initFailureOf } from "./harness/dynamic-plugin.js";
import { EngineServer } from "./harness/engine-server.js";
import type { KindName } from "../../provider/resources/registry.js";
import { modelArgs } from "./harness/models.js";
import type { Bag } from "./harness/property-bag.js";
import { ACCOUNT, REGION } from "./harness/rig.js";
import { Service } from "./harness/service.js";
import { PROGRAMS, type Surroundings } from "./conformance-programs.js";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const program = (kind: KindName, args: Bag, name: string = kind): Bag => ({
  ...args,
  __provider: `exports.handler = () => require("pulumi-rekognition/provider").${kind};`,
  __host: { owner: "acme/shop/dev", urn: `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/rekognition:X::${name}` },
});

/** Our handlers in the process that Pulumi runs them in, spoken to over gRPC as the engine does. */
describe("within Pulumi's own dynamic provider", () => {
  let service: Service;
  let emulator: Emulator;
  let engine: EngineServer;
  let plugin: DynamicPlugin;
  let projectArn: string;
  let there: Surroundings;

  const versions = () =>
    emulator
      .state()
      .projects.filter(({ arn }) => arn === projectArn)
      .flatMap((project) => project.versions);

  const start = (address: string, more: Readonly<Record<string, string>> = {}): Promise<DynamicPlugin> =>
    DynamicPlugin.start(address, { ...more, ...service.environmentOf() });

  before(async () => {
    service = await Service.open();
    ({ emulator, engine } = service);
    plugin = await start(engine.address);
    await plugin.configure({
      "rekognition:endpoint": emulator.url,
      "rekognition:s3Endpoint": emulator.url,
      // Secret configuration comes as the engine marks it.
      "rekognition:region": { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: REGION },
    });
    there = await service.surroundings();
    ({ projectArn } = there);
  });
  after(async () => {
    plugin.stop();
    await service.close();
  });

  for (const { kind, args, change, status, replaced, keptByAws, isPlace } of PROGRAMS) {
    it(`${kind}: check, diff, create, read, update and delete`, async () => {
      const news = program(kind, args(there));
      const checked = await plugin.check({}, news);
      expect(checked.failures).to.deep.equal([]);
      expect(checked.inputs).to.include({ region: REGION, __provider: news.__provider });

      const created = await plugin.create(checked.inputs);
      if (keptByAws !== true && isPlace !== true) expect(created.id).to.contain(`:${ACCOUNT}:`);
      expect(created.outputs.status).to.equal(status);
      expect(created.outputs).to.deep.include(checked.inputs);

      const again = await plugin.check(checked.inputs, news);
      expect(again.inputs).to.deep.equal(checked.inputs);
      expect(await plugin.diff(created.id, created.outputs, again.inputs)).to.deep.equal({
        changes: "none",
        replaces: [],
        deleteFirst: false,
      });

      const read = await plugin.read(created.id, created.outputs);
      expect(read.id).to.equal(created.id);
      expect(read.inputs).to.deep.equal(checked.inputs);
      expect(read.outputs).to.deep.equal(created.outputs);

      const changed = await plugin.check(checked.inputs, { ...news, ...change(there) });
      const planned = await plugin.diff(created.id, read.outputs, changed.inputs);
      expect(planned).to.deep.equal({ changes: "unknown", replaces: replaced ?? [], deleteFirst: false });
      const updated =
        replaced === undefined ? await plugin.update(created.id, read.outputs, changed.inputs) : read.outputs;
      if (replaced === undefined) expect(updated).to.deep.include(changed.inputs);

      await plugin.delete(created.id, updated);
      emulator.advance(300_000);
      const left = await plugin.read(created.id, updated);
      expect(left.id).to.equal(keptByAws === true ? created.id : "");
    });

    it(`${kind}: takes unknown values at preview, in check and in diff`, async () => {
      const known = (await plugin.check({}, program(kind, args(there)))).inputs;
      for (const key of Object.keys(args(there))) {
        const checked = await plugin.check(known, { ...program(kind, args(there)), [key]: UNKNOWN });
        expect(checked.failures, key).to.deep.equal([]);
        expect(checked.inputs[key]).to.equal(UNKNOWN);
        const state = {
          ...known,
          ...(status && { status }),
          __meta: { v: 1, claim: "a.b.c", claimedAt: 1, createdAt: 1 },
        };
        const planned = await plugin.diff("arn:x", state, checked.inputs);
        expect(planned.changes, key).to.be.oneOf(["unknown", "some", "none"]);
      }
    });
  }

  it("tells what it could not finish as the engine understands it: id, reasons, and properties to go on with", async () => {
    emulator.script({ training: [{ status: "TRAINING_FAILED", message: "The manifest is empty.", seconds: 12 }] });
    const { inputs } = await plugin.check({}, program("projectVersion", modelArgs(projectArn), "failing"));
    const failure = initFailureOf(
      await plugin.create(inputs).then(
        () => undefined,
        (error: unknown) => error,
      ),
    );
    expect(failure?.id).to.contain(":project/animals/version/failing-");
    expect(failure?.reasons.join()).to.contain("The manifest is empty.").and.to.contain("[TrainingFailed]");
    expect(failure?.properties).to.deep.include({ ...inputs, status: "TRAINING_FAILED" });
    const planned = await plugin.diff(failure?.id ?? "", failure?.properties ?? {}, inputs);
    expect(planned).to.deep.equal({ changes: "some", replaces: ["status"], deleteFirst: true });
    // The next command has a process of its own; this one does not delete what failed in it.
    const next = await start(engine.address);
    await next.configure({ "rekognition:endpoint": emulator.url });
    await next.delete(failure?.id ?? "", failure?.properties ?? {});
    next.stop();
    expect(versions()).to.deep.equal([]);
  });

  it("answers findings about inputs, not errors", async () => {
    const { stderr } = plugin;
    const { failures } = await plugin.check({}, program("project", { projectName: "my project" }));
    expect(failures.map(({ property }) => property)).to.deep.equal(["projectName"]);
    expect(plugin.stderr).to.equal(stderr);
  });

  it("writes AWS calls into the engine's own log, where that is asked for", async () => {
    const logging = await start(engine.address, { PULUMI_REKOGNITION_LOG: "engine" });
    await logging.configure({ "rekognition:endpoint": emulator.url, "rekognition:region": REGION });
    const { inputs } = await logging.check({}, program("project", { projectName: "logged" }));
    const { id, outputs } = await logging.create(inputs);
    await logging.delete(id, outputs);
    logging.stop();
    const lines = engine.messages.filter(({ severity }) => severity === "debug").map(({ text }) => text);
    expect(lines.join("\n")).to.match(
      / operation=CreateProject object=logged attempt=1 outcome=ok requestId=\S+ ms=\d+/,
    );
    expect(engine.messages.filter(({ text }) => text.startsWith("time="))).to.have.length(lines.length);
  });

  it("shows progress and warnings at their resource", async () => {
    emulator.script({ training: [{ match: { name: "watched-*" }, seconds: 120 }] });
    const watched = program("projectVersion", modelArgs(projectArn), "watched");
    const { inputs } = await plugin.check({}, watched);
    const { id, outputs } = await plugin.create(inputs);
    await plugin.delete(id, outputs);
    await engine.heard("watched", "TRAINING_COMPLETED after");
    const [announced, progress] = engine.messages.filter(({ urn }) => urn.endsWith("::watched"));
    expect(announced).to.deep.include({ ephemeral: false });
    expect(announced?.text).to.contain("A running training cannot be cancelled");
    expect(progress).to.deep.include({ ephemeral: true });
    expect(progress?.text).to.match(/^TRAINING_IN_PROGRESS, \d+ s so far, until it is trained$/);
  });

  it("serves reads that come all at once, right after its configuration", async () => {
    const fresh = await start(engine.address);
    const { inputs } = await plugin.check({}, program("project", { projectName: "many" }));
    const { id, outputs } = await plugin.create(inputs);
    const configured = fresh.configure({ "rekognition:endpoint": emulator.url });
    const reads = await Promise.all([configured, ...Array.from({ length: 8 }, () => fresh.read(id, outputs))]);
    fresh.stop();
    expect(reads.slice(1).map((read) => (read as { id: string }).id)).to.deep.equal(Array(8).fill(id));
    await plugin.delete(id, outputs);
  });

  it("has a plugin that ends when its engine is gone, in the middle of a training, and starts nothing more", async () => {
    const doomed = await EngineServer.start();
    const orphan = await start(doomed.address);
    await orphan.configure({ "rekognition:endpoint": emulator.url, "rekognition:region": REGION });
    // Longer than any of this takes: the orphan must not live to see its end.
    emulator.script({ training: [{ seconds: 24 * 3600 }] });
    const { inputs } = await orphan.check(
      {},
      program("projectVersion", modelArgs(projectArn, { minInferenceUnits: 1 }), "orphan"),
    );
    const running = orphan.create(inputs).then(
      () => "ended well",
      () => "cut off",
    );
    await doomed.heard("orphan", "TRAINING_IN_PROGRESS");
    doomed.kill();
    expect(await orphan.exited).to.equal(1);
    expect(await running).to.equal("cut off");
    orphan.stop();
    const [version] = versions();
    expect(version?.status).to.equal("TRAINING_IN_PROGRESS");
    // The other plugin, whose engine is still there, has seen as many pings fall due and goes on.
    expect((await plugin.check({}, program("project", {}))).failures).to.deep.equal([]);
  });
});
