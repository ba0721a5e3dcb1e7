import { expect } from "chai";
import { CLAIM_TAG, OWNER_TAG } from "../../../provider/lifecycle/claim.js";
import { isRekognitionError } from "../../../provider/base/errors.js";
import { modelArgs } from "../harness/models.js";
import { OTHER_ACCOUNT, Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { command } from "./command.js";
import { everything } from "./everything.js";
import { neverRecorded } from "./never-recorded.js";
import { exported, stateOf, sweep, told } from "./sweeping.js";

describe("what a sweep goes by", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  /** A model that runs, and its predecessor, whose deletion failed: both in the state, the latter to be deleted. */
  async function replaced(): Promise<{ model: StackResource; old: string; args: object }> {
    const projectArn = await rig.makeProject();
    const model = rig.resource("projectVersion", "cats");
    await model.up(modelArgs(projectArn, { versionName: "v1", minInferenceUnits: 1 }));
    const old = model.id;
    rig.emulator.addFault({ operation: "StopProjectVersion", kind: "deny", times: 1 });
    const args = modelArgs(projectArn, { versionName: "v2", minInferenceUnits: 1 });
    await model.up(args, { fails: true });
    return { model, old, args };
  }

  describe("a model that the state has only to be deleted", () => {
    it("counts as held, unless asked for", async () => {
      const { model } = await replaced();
      const { leftovers, held, heldSuperseded } = await sweep(rig, { state: stateOf(model) });
      expect([leftovers, held, heldSuperseded]).to.deep.equal([[], 2, 1]);
    });

    it("is stopped, while the one that serves is not touched", async () => {
      const { model, old } = await replaced();
      const swept = await sweep(rig, { state: stateOf(model), superseded: true, action: "stop" });
      expect(swept.leftovers.map(({ cause, arn }) => [cause, arn])).to.deep.equal([["superseded", old]]);
      expect(told(swept)).to.deep.equal(["stopped ProjectVersion animals/v1"]);
      expect(rig.model(model.id).status).to.equal("RUNNING");
    });

    it("is taken by its ARN alone", async () => {
      const { model, old } = await replaced();
      const pulumi = { exports: [exported([model])] };
      const run = await command(rig, ["sweep", "--stop", "--arn", old, "--yes"], { pulumi });
      expect([run.exitCode, run.changes]).to.deep.equal([0, ["StopProjectVersion"]]);
      expect([rig.model(old).status, rig.model(model.id).status]).to.deep.equal(["STOPPED", "RUNNING"]);
    });

    it("is deleted, and the next up finds nothing left to do", async () => {
      const { model, args } = await replaced();
      await sweep(rig, { state: stateOf(model), superseded: true, action: "delete" });
      expect(rig.models.map(({ arn }) => arn)).to.deep.equal([model.id]);
      const again = await model.up(args);
      expect(again.steps).to.deep.equal(["same", "delete-replaced"]);
      expect(again.calls.filter(({ effect }) => effect)).to.deep.equal([]);
    });

    it("is not taken where its record is of another claim than it carries", async () => {
      const { model, old } = await replaced();
      await rig.client.tagResource({
        ResourceArn: old,
        Tags: { [CLAIM_TAG]: "aaaaaaaaaaaa.bbbbbbbbbbbb.0123456789abcdef.making" },
      });
      const { leftovers } = await sweep(rig, { state: stateOf(model), superseded: true });
      expect(leftovers.map(({ cause }) => cause)).to.deep.equal(["orphan"]);
    });
  });

  describe("what some state has recorded, or had", () => {
    async function moved(): Promise<StackResource[]> {
      return everything(rig);
    }

    it("is listed apart, with what it costs, and no blanket order touches it", async () => {
      await moved();
      for (const action of ["stop", "delete"] as const) {
        const { leftovers, outcomes, changes } = await sweep(rig, { action });
        expect(new Set(leftovers.map(({ cause }) => cause))).to.deep.equal(new Set(["recorded"]));
        expect([outcomes, changes]).to.deep.equal([[], []]);
      }
    });

    it("is stopped or deleted by its ARN, and nothing else with it", async () => {
      const model = (await moved()).find(({ urn }) => urn.endsWith("::cats"));
      const arns = [model?.id ?? ""];
      expect(told(await sweep(rig, { action: "stop", arns }))).to.deep.equal(["stopped ProjectVersion animals/v1"]);
      expect(told(await sweep(rig, { action: "delete", arns }))).to.deep.equal(["deleted ProjectVersion animals/v1"]);
      expect(rig.emulator.state().streamProcessors.map(({ status }) => status)).to.deep.equal(["RUNNING"]);
    });

    it("is stopped and deleted, all of it, where that is asked for", async () => {
      await moved();
      expect((await sweep(rig, { action: "stop", recorded: true })).outcomes).to.have.length(2);
      expect((await sweep(rig, { action: "delete", recorded: true })).outcomes).to.have.length(7);
    });
  });

  describe("a status that this version does not know", () => {
    beforeEach(async () => {
      const projectArn = await rig.makeProject();
      const model = rig.resource("projectVersion", "cats");
      await model.up(modelArgs(projectArn, { versionName: "v1", minInferenceUnits: 1 }));
      await neverRecorded(rig, model);
      rig.rewrite = {
        DescribeProjectVersions: (answer) => ({
          ...answer,
          ProjectVersionDescriptions: answer.ProjectVersionDescriptions?.map((version) => ({
            ...version,
            Status: "SCALING" as never,
          })),
        }),
      };
    });

    for (const action of ["stop", "delete"] as const) {
      it(`is neither free nor nothing to ${action}: the model is left, and the status named`, async () => {
        const { leftovers, outcomes, changes } = await sweep(rig, { action });
        expect(leftovers.map(({ usdPerHour }) => usdPerHour)).to.deep.equal(["unknown"]);
        expect(outcomes.map(({ result }) => result)).to.deep.equal(["failed"]);
        expect(outcomes[0]?.reason).to.include('is in status "SCALING"');
        expect(changes).to.deep.equal([]);
      });
    }
  });

  describe("an answer that leaves something out", () => {
    const spoiled = {
      projects: { DescribeProjects: "ProjectDescriptions" },
      models: { DescribeProjectVersions: "ProjectVersionDescriptions" },
      tags: { ListTagsForResource: "Tags" },
    };
    for (const [what, operation] of Object.entries(spoiled)) {
      it(`of ${what} does not make what runs look as if it were not there`, async () => {
        const projectArn = await rig.makeProject();
        const model = rig.resource("projectVersion", "cats");
        await model.up(modelArgs(projectArn, { versionName: "v1", minInferenceUnits: 1 }));
        let spoils = 1;
        rig.rewrite = Object.fromEntries(
          Object.entries(operation).map(([name, member]) => [
            name,
            (answer: object) => (spoils-- > 0 ? { ...answer, [member]: member === "Tags" ? {} : [] } : answer),
          ]),
        );
        const { leftovers } = await sweep(rig);
        expect(leftovers.map(({ name, usdPerHour }) => [name, usdPerHour])).to.deep.equal([["animals/v1", 4]]);
      });
    }
  });

  describe("a model kept by its deletion policy", () => {
    async function kept(): Promise<{ id: string }> {
      const projectArn = await rig.makeProject();
      const model = rig.resource("projectVersion", "cats");
      await model.up(modelArgs(projectArn, { versionName: "v1", deletionPolicy: "stop" }));
      const { id } = model;
      await model.destroy();
      return { id };
    }

    it("is listed apart, and left", async () => {
      await kept();
      const swept = await sweep(rig, { action: "delete" });
      expect(swept.leftovers.map(({ cause, usdPerHour }) => [cause, usdPerHour])).to.deep.equal([["kept", 0]]);
      expect(swept.outcomes).to.deep.equal([]);
    });

    it("counts as left over while it runs, and is stopped, but not deleted", async () => {
      const { id } = await kept();
      await rig.client.startProjectVersion({ ProjectVersionArn: id, MinInferenceUnits: 1 });
      rig.emulator.advance(60_000);
      expect((await command(rig, ["sweep"])).exitCode).to.equal(3);
      const swept = await sweep(rig, { action: "delete" });
      expect(told(swept)).to.deep.equal(["stopped ProjectVersion animals/v1"]);
      expect(rig.model(id).status).to.equal("STOPPED");
    });

    it("is deleted where that is asked for", async () => {
      await kept();
      expect(told(await sweep(rig, { action: "delete", kept: true }))).to.deep.equal([
        "deleted ProjectVersion animals/v1",
      ]);
    });
  });

  it("does not take one answer without tags for a claim that was taken away", async () => {
    await rig.resource("collection", "visitors").up({});
    let looks = 0;
    // The first look lists it; the second is the one right before the deletion.
    rig.rewrite = { ListTagsForResource: (answer) => ((looks += 1) === 2 ? { ...answer, Tags: {} } : answer) };
    const swept = await sweep(rig, { action: "delete", recorded: true });
    expect(told(swept)).to.have.length(1);
    expect(swept.outcomes.map(({ result }) => result)).to.deep.equal(["deleted"]);
  });

  describe("a claim that changes after the look", () => {
    it("saves what an up has adopted meanwhile, before anything was called", async () => {
      const projectArn = await rig.makeProject();
      const args = modelArgs(projectArn, { versionName: "v1", minInferenceUnits: 1 });
      const model = rig.resource("projectVersion", "cats");
      await model.up(args);
      model.state = undefined;
      const meanwhile = (): unknown => model.up({ ...args, adopt: true });
      const swept = await sweep(rig, { action: "delete", recorded: true, meanwhile });
      expect(told(swept)).to.deep.equal(["left ProjectVersion animals/v1"]);
      expect(swept.outcomes[0]?.reason).to.include("its tags have changed since it was listed");
      expect(swept.changes).to.deep.equal([]);
      expect(rig.model(model.id).status).to.equal("RUNNING");
    });

    it("saves it between the stop and the deletion, too", async () => {
      const projectArn = await rig.makeProject();
      const model = rig.resource("projectVersion", "cats");
      await model.up(modelArgs(projectArn, { versionName: "v1", minInferenceUnits: 1 }));
      const tags = { [OWNER_TAG]: rig.owner, [CLAIM_TAG]: "aaaaaaaaaaaa.bbbbbbbbbbbb.0123456789abcdef" };
      const meanwhile = (): void => {
        void rig.time.in(10_000, async () => {
          await rig.client.tagResource({ ResourceArn: model.id, Tags: tags });
        });
      };
      const swept = await sweep(rig, { action: "delete", recorded: true, meanwhile });
      expect(told(swept)).to.deep.equal(["left ProjectVersion animals/v1"]);
      expect(swept.changes).to.include("StopProjectVersion").and.not.to.include("DeleteProjectVersion");
    });

    it("saves what another owner has taken", async () => {
      const collection = rig.resource("collection", "visitors");
      await collection.up({});
      const meanwhile = (): unknown =>
        rig.client.tagResource({ ResourceArn: collection.id, Tags: { [OWNER_TAG]: "acme/other/dev" } });
      const swept = await sweep(rig, { action: "delete", recorded: true, meanwhile });
      expect(swept.outcomes.map(({ result }) => result)).to.deep.equal(["left"]);
      expect(swept.outcomes[0]?.reason).to.include("acme/other/dev");
      expect(rig.emulator.state().collections).to.have.length(1);
    });
  });

  describe("one failure", () => {
    it("keeps nothing else from being stopped or deleted", async () => {
      await everything(rig);
      rig.emulator.addFault({ operation: "DeleteStreamProcessor", kind: "deny" });
      const swept = await sweep(rig, { action: "delete", recorded: true });
      const results = swept.outcomes.map(({ result }) => result);
      expect(results.filter((result) => result === "failed")).to.have.length(1);
      expect(results.filter((result) => result === "deleted")).to.have.length(6);
      const failure = swept.outcomes.find(({ result }) => result === "failed");
      expect(failure?.reason).to.include("DeleteStreamProcessor");
    });

    it("of a stop leaves the thing as it is, and its project", async () => {
      await everything(rig);
      rig.emulator.addFault({ operation: "StopProjectVersion", kind: "deny" });
      const swept = await sweep(rig, { action: "delete", recorded: true });
      expect(told(swept)).to.include.members([
        "failed ProjectVersion animals/v1",
        "left Project animals",
        "deleted Project target",
        "deleted StreamProcessor door",
      ]);
    });

    it("that passes is retried, with a look at the claim before each call", async () => {
      await rig.resource("collection", "visitors").up({});
      rig.emulator.addFault({ operation: "DeleteCollection", kind: "throttle", times: 2 });
      const before = rig.emulator.calls().at(-1)?.seq ?? 0;
      expect(told(await sweep(rig, { action: "delete", recorded: true }))).to.have.length(1);
      const calls = rig.emulator.calls(before).map(({ operation }) => operation);
      const attempts = calls.flatMap((operation, index) =>
        operation === "DeleteCollection" ? [calls[index - 1]] : [],
      );
      expect(attempts).to.deep.equal(Array.from({ length: 3 }, () => "ListTagsForResource"));
    });
  });

  it("waits no longer than it was told, and says how it stood", async () => {
    const projectArn = await rig.makeProject();
    await rig.resource("projectVersion", "cats").up(modelArgs(projectArn, { versionName: "v1", minInferenceUnits: 1 }));
    rig.emulator.setSwitches({ modelStoppingMs: 3_600_000 });
    const swept = await sweep(rig, { action: "stop", recorded: true, timeoutMs: 60_000 });
    expect(told(swept)).to.deep.equal(["failed ProjectVersion animals/v1"]);
    expect(swept.outcomes[0]?.reason).to.match(/waited 60 s until it is stopped; last status STOPPING/);
  });

  it("finds nothing out with the credentials of another account", async () => {
    const collection = rig.resource("collection", "visitors");
    await collection.up({});
    const state = stateOf(collection);
    rig.credentials = { account: OTHER_ACCOUNT };
    let thrown: unknown;
    await sweep(rig, { state }).catch((error: unknown) => {
      thrown = error;
    });
    expect(isRekognitionError(thrown, "WrongAccount")).to.equal(true);
  });

  it("looks at everything else where AWS refuses streaming video, and says so", async () => {
    await rig.resource("collection", "visitors").up({});
    rig.emulator.addFault({ operation: "ListStreamProcessors", kind: "deny" });
    const { leftovers, unseen } = await sweep(rig);
    expect(leftovers).to.have.length(1);
    expect(unseen).to.have.length(1);
    expect(unseen[0]).to.include("Stream processors in us-east-1 could not be looked at");
  });
});
