import { expect } from "chai";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { failureOf } from "../harness/failure.js";
import { modelArgs } from "../harness/models.js";
import type { PluginProcess } from "../harness/plugin-process.js";
import type { Bag } from "../harness/property-bag.js";
import { ACCOUNT, REGION, Rig } from "../harness/rig.js";
import type { Declared, Facade, Held, OpenFacade, Outcome } from "./facade.js";

const HOUR_MS = 60 * 60_000;

/** What every façade has to do, whatever protocol it speaks: a new one is added with its adapter alone. */
export function behavesAsAProvider(openFacade: OpenFacade): void {
  let rig: Rig;
  let processes: PluginProcess[];
  beforeEach(async () => {
    rig = await Rig.start();
    processes = [];
  });
  afterEach(async () => {
    for (const process of processes) process.close();
    await rig.close();
  });

  /** A façade in a process of its own, as each command has one. */
  const opened = (declared: Declared): Facade => {
    const process = rig.startProcess();
    processes.push(process);
    return openFacade(rig, process, declared);
  };
  const callsOf = async (run: () => Promise<unknown>): Promise<string[]> =>
    (await rig.record(run)).calls.map(({ operation }) => operation);
  const heldIn = ({ held, error }: Outcome): Held => {
    if (held === undefined) throw new Error(`nothing is recorded: ${error}`);
    return held;
  };
  const made = async (facade: Facade, args: Bag): Promise<Held> => {
    const { inputs, failures } = await facade.check(args);
    expect(failures).to.deep.equal([]);
    const outcome = await facade.create(inputs);
    expect(outcome.error).to.equal("");
    return heldIn(outcome);
  };
  /** The next `up`: check, diff and update. */
  const updated = async (facade: Facade, before: Held, args: Bag): Promise<Outcome> => {
    const { inputs } = await facade.check(args, before);
    expect(await facade.diff(before, inputs)).to.deep.equal({ changes: true, replaces: [], deleteFirst: false });
    return facade.update(before, inputs);
  };

  describe("a collection", () => {
    const DECLARED: Declared = { kind: "collection", name: "visitors" };
    const ARGS: Bag = { collectionId: "guests", tags: { team: "vision" } };
    const tags = async (ResourceArn: string): Promise<object> =>
      (await rig.client.listTagsForResource({ ResourceArn })).Tags ?? {};

    it("is checked without a call: name and region are filled in", async () => {
      const facade = opened(DECLARED);
      const calls = await callsOf(async () => {
        const { inputs, failures } = await facade.check({});
        expect(failures).to.deep.equal([]);
        expect(inputs.region).to.equal(REGION);
        expect(inputs.collectionId).to.match(/^visitors-[0-9a-f]{8}$/);
      });
      expect(calls).to.deep.equal([]);
    });

    it("is refused with the input that is wrong, as a finding and no error", async () => {
      const { failures } = await opened(DECLARED).check({ collectionId: "no spaces", forceDestroy: "yes" });
      expect(failures.map(({ reason }) => reason.split(":")[0])).to.deep.equal(["collectionId", "forceDestroy"]);
      // The engine prints the whole value of a property that is named, what is secret in it as well.
      for (const { property } of failures) expect(property).to.equal("");
    });

    it("takes what is unknown in a preview, without a call", async () => {
      const facade = opened(DECLARED);
      const held = await made(facade, ARGS);
      const calls = await callsOf(async () => {
        for (const unknown of [{ tags: UNKNOWN }, { tags: { team: UNKNOWN } }, { collectionId: UNKNOWN }]) {
          const { inputs, failures } = await facade.check({ ...ARGS, ...unknown }, held);
          expect(failures).to.deep.equal([]);
          expect(inputs).to.deep.include(unknown);
          expect((await facade.diff(held, inputs)).changes).to.equal(true);
        }
      });
      expect(calls).to.deep.equal([]);
    });

    it("is made, read as it was recorded, and compared without a change", async () => {
      const held = await made(opened(DECLARED), ARGS);
      expect(held.id).to.equal(`arn:aws:rekognition:${REGION}:${ACCOUNT}:collection/guests`);
      expect(held.properties).to.deep.include({ ...ARGS, region: REGION, faceCount: 0 });
      expect(await tags(held.id)).to.include({ team: "vision", "pulumi-rekognition:owner": rig.owner });
      const next = opened(DECLARED);
      expect(await next.read(held.id, held)).to.deep.equal(held);
      const { inputs } = await next.check(ARGS, held);
      const compared = async (): Promise<unknown> => expect((await next.diff(held, inputs)).changes).to.equal(false);
      expect(await callsOf(compared)).to.deep.equal([]);
    });

    it("is got by its id alone", async () => {
      const { id } = await made(opened(DECLARED), ARGS);
      const got = await opened(DECLARED).read(id);
      expect(got?.id).to.equal(id);
      expect(got?.properties).to.deep.include({ ...ARGS, region: REGION, faceCount: 0 });
    });

    it("is updated in place", async () => {
      const held = await made(opened(DECLARED), ARGS);
      const after = heldIn(await updated(opened(DECLARED), held, { ...ARGS, tags: { team: "search" } }));
      expect(after.properties.tags).to.deep.equal({ team: "search" });
      expect(await tags(held.id)).to.include({ team: "search" });
    });

    it("is updated without a call where only the record changes", async () => {
      const held = await made(opened(DECLARED), ARGS);
      const calls = await callsOf(async () => {
        const after = heldIn(await updated(opened(DECLARED), held, { ...ARGS, forceDestroy: true }));
        expect(after.properties.forceDestroy).to.equal(true);
      });
      expect(calls).to.deep.equal([]);
    });

    it("is replaced for another name", async () => {
      const held = await made(opened(DECLARED), ARGS);
      const facade = opened(DECLARED);
      const { inputs } = await facade.check({ ...ARGS, collectionId: "others" }, held);
      const { changes, replaces } = await facade.diff(held, inputs);
      expect({ changes, replaces }).to.deep.equal({ changes: true, replaces: ["collectionId"] });
    });

    it("is deleted, once more without harm, and then read as gone", async () => {
      const held = await made(opened(DECLARED), ARGS);
      const facade = opened(DECLARED);
      await facade.delete(held);
      expect((await rig.client.listCollections()).CollectionIds).to.deep.equal([]);
      await facade.delete(held);
      expect(await opened(DECLARED).read(held.id, held)).to.equal(undefined);
    });

    it("leaves no record of a create that AWS refused", async () => {
      rig.emulator.addFault({ operation: "CreateCollection", kind: "deny", times: 9 });
      const facade = opened(DECLARED);
      const { held, error } = await facade.create((await facade.check(ARGS)).inputs);
      expect(held).to.equal(undefined);
      expect(error).to.contain("[AccessDenied]");
    });

    it("is not touched by the record of a newer version", async () => {
      const held = await made(opened(DECLARED), ARGS);
      const facade = opened(DECLARED);
      const newer = facade.newer(held);
      const { inputs } = await facade.check(ARGS);
      const calls = await callsOf(async () => {
        const update = async (): Promise<never> =>
          Promise.reject(new Error((await facade.update(newer, inputs)).error));
        const runs = [() => facade.diff(newer, inputs), update, () => facade.read(held.id, newer)];
        for (const run of [...runs, () => facade.delete(newer)]) {
          expect(await failureOf(run())).to.contain("[NewerState]");
        }
      });
      expect(calls).to.deep.equal([]);
    });

    it("tells of a setting that cannot be used without what it holds", async () => {
      rig.config["rekognition:assumeRole"] = '{"roleArn":"PLANTED","externalId":"PLANTED"}';
      const said = await failureOf(opened(DECLARED).check(ARGS));
      expect(said).to.contain("rekognition:assumeRole").and.to.contain("[InvalidConfiguration]");
      expect(said).not.to.contain("PLANTED");
    });
  });

  describe("a model", () => {
    const DECLARED: Declared = { kind: "projectVersion", name: "shapes" };
    let projectArn: string;
    beforeEach(async () => {
      projectArn = await rig.makeProject();
    });

    it("announces what it costs when it is first checked", async () => {
      await opened(DECLARED).check(modelArgs(projectArn));
      expect(rig.engine.warnings.join("\n")).to.contain("A model is trained").and.to.contain("an hour");
    });

    it("runs with the units that are asked for, and with others after an update", async () => {
      const held = await made(opened(DECLARED), modelArgs(projectArn, { minInferenceUnits: 1 }));
      expect(held.properties).to.include({ status: "RUNNING", minInferenceUnits: 1 });
      const args = modelArgs(projectArn, { minInferenceUnits: 2 });
      const { held: after, error } = await updated(opened(DECLARED), held, args);
      expect(error).to.equal("");
      expect(after?.properties).to.include({ status: "RUNNING", minInferenceUnits: 2 });
      expect(rig.model(held.id)).to.include({ status: "RUNNING", minInferenceUnits: 2 });
    });

    it("is recorded although its training failed, and made again by the next up", async () => {
      rig.emulator.script({ training: [{ status: "TRAINING_FAILED", message: "broken", seconds: 30 }] });
      const facade = opened(DECLARED);
      const failed = await facade.create((await facade.check(modelArgs(projectArn))).inputs);
      expect(failed.error).to.contain("broken").and.to.contain("[TrainingFailed]");
      const held = heldIn(failed);
      expect(held.properties.status).to.equal("TRAINING_FAILED");
      const next = opened(DECLARED);
      const { inputs } = await next.check(modelArgs(projectArn), held);
      expect(await next.diff(held, inputs)).to.deep.equal({ changes: true, replaces: ["status"], deleteFirst: true });
    });

    it("is recorded although its time was up, and waited for by the next up", async () => {
      rig.emulator.setSwitches({ trainingMs: HOUR_MS });
      const facade = opened({ ...DECLARED, createTimeout: "10m" });
      const late = await facade.create((await facade.check(modelArgs(projectArn))).inputs);
      expect(late.error).to.contain("[WaitTimedOut]");
      const held = heldIn(late);
      expect(held.properties.status).to.equal("TRAINING_IN_PROGRESS");
      const { held: after, error } = await updated(opened(DECLARED), held, modelArgs(projectArn));
      expect(error).to.equal("");
      expect(after?.properties.status).to.equal("TRAINING_COMPLETED");
      expect(rig.trainings).to.equal(1);
    });

    it("is recorded although its create was cancelled, where a façade is told of that", async () => {
      const facade = opened(DECLARED);
      if (facade.cancel === undefined) return;
      const cancel = facade.cancel.bind(facade);
      const { inputs } = await facade.check(modelArgs(projectArn));
      const [cancelled] = await Promise.all([facade.create(inputs), rig.time.in(30_000, cancel)]);
      expect(cancelled.error).to.contain("[Cancelled]");
      const held = heldIn(cancelled);
      expect(held.properties.status).to.equal("TRAINING_IN_PROGRESS");
      expect(await failureOf(facade.read(held.id, held))).to.contain("[Cancelled]");
      expect(rig.models.map(({ status }) => status)).to.deep.equal(["TRAINING_IN_PROGRESS"]);
      const { held: after } = await updated(opened(DECLARED), held, modelArgs(projectArn));
      expect(after?.properties.status).to.equal("TRAINING_COMPLETED");
      expect(rig.trainings).to.equal(1);
    });
  });

  describe("a preview, where a façade is asked for one,", () => {
    const previewed = async (declared: Declared, args: Bag, held?: Held): Promise<Bag | undefined> => {
      const facade = opened(declared);
      const seen: Bag[] = [];
      const calls = await callsOf(async () => {
        const { inputs, failures } = await facade.check(args, held);
        expect(failures).to.deep.equal([]);
        const answer = await facade.preview?.(inputs, held);
        if (answer !== undefined) seen.push(answer);
      });
      expect(calls).to.deep.equal([]);
      return seen[0];
    };

    it("knows of a new resource what the program says, and nothing that AWS will say, its name included", async () => {
      const seen = await previewed({ kind: "collection", name: "coming" }, { tags: { team: UNKNOWN } });
      if (seen === undefined) return;
      expect(seen).to.deep.include({ region: REGION, tags: { team: UNKNOWN } });
      expect(seen).to.include({ collectionId: UNKNOWN, faceCount: UNKNOWN });
    });

    it("knows the outputs of a model whose tags alone change, and none that its start may change", async () => {
      const declared: Declared = { kind: "projectVersion", name: "shapes" };
      const args = modelArgs(await rig.makeProject());
      const held = await made(opened(declared), args);
      const tagged = await previewed(declared, { ...args, tags: { team: "vision" } }, held);
      if (tagged === undefined) return;
      expect(tagged).to.include({ status: "TRAINING_COMPLETED", f1Score: held.properties.f1Score });
      const started = await previewed(declared, { ...args, minInferenceUnits: 1 }, held);
      expect(started).to.include({ status: UNKNOWN, f1Score: UNKNOWN, minInferenceUnits: 1 });
    });
  });

  describe("a function", () => {
    const called = (name: string, args: object): Promise<unknown> =>
      opened({ kind: "collection", name: "visitors" }).invoke(name, args);

    it("answers what AWS does", async () => {
      await rig.client.createCollection({ CollectionId: "guests" });
      expect(await called("getCollection", { collectionId: "guests" })).to.deep.include({ faceCount: 0 });
    });

    it("is not called with arguments that AWS does not take", async () => {
      const calls = await callsOf(async () => {
        const said = await failureOf(called("getCollection", { collectionId: "no spaces" }));
        expect(said).to.contain("getCollection: collectionId").and.to.contain("[InvalidArgument]");
      });
      expect(calls).to.deep.equal([]);
    });

    it("fails where there is nothing of that name", async () => {
      expect(await failureOf(called("getCollection", { collectionId: "nobody" }))).to.contain("[NotFound]");
    });
  });
}
