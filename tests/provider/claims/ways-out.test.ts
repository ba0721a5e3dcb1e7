import { expect } from "chai";
import type { ErrorCode } from "../../../provider/base/error-table.js";
import { expectWholeMessage } from "../../whole-message.js";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { allow } from "../project-policy/policies.js";
import { faceSearch } from "../stream-processor/args.js";
import { CLAIM_TAG, OWNER_TAG } from "./claimed-kinds.js";

/** Every way out that an error names is tried here. */
describe("the ways out of what stands under a name", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  const fails = async (resource: StackResource, args: object, code: ErrorCode, options: object = {}): Promise<void> => {
    expectWholeMessage((await resource.up(args, { fails: true, ...options })).error, code);
  };
  const names = (): string[] => rig.emulator.state().collections.map(({ id }) => id);

  describe("that was recorded", () => {
    it("are another name", async () => {
      await rig.resource("collection", "faces").up({ collectionId: "a" });
      const faces = rig.resource("collection", "faces");
      await fails(faces, { collectionId: "a" }, "RecordedBefore");
      await faces.up({ collectionId: "b" });
      expect(names()).to.have.members(["a", "b"]);
    });

    it("are other triggers, where a model is to be replaced that has not changed", async () => {
      const projectArn = await rig.makeProject();
      const model = rig.resource("projectVersion", "shapes");
      await model.up(modelArgs(projectArn));
      const before = model.id;
      await fails(model, modelArgs(projectArn), "RecordedBefore", { replace: true });
      await model.up(modelArgs(projectArn, { triggers: { again: "1" } }));
      expect([model.id === before, rig.trainings, rig.models.length]).to.deep.equal([false, 2, 1]);
    });

    it("are names of the stack's own, where they are derived", async () => {
      await rig.resource("collection", "faces").up({});
      const faces = rig.resource("collection", "faces");
      await fails(faces, {}, "RecordedBefore");
      rig.config["rekognition:ownerId"] = "another";
      await faces.up({});
      expect(names()).to.have.length(2);
    });
  });

  describe("that belongs to another owner", () => {
    it("are another name, names of its own, or its tags removed and adopt: true", async () => {
      rig.owner = "acme/shop/gone";
      const theirs = rig.resource("collection", "faces");
      await theirs.up({ collectionId: "a" });
      rig.owner = "acme/shop/dev";
      const faces = rig.resource("collection", "faces");
      await fails(faces, { collectionId: "a", adopt: true }, "OwnedByAnother");
      await rig.resource("collection", "others").up({ collectionId: "b" });
      await rig.client.untagResource({ ResourceArn: theirs.id, TagKeys: [OWNER_TAG, CLAIM_TAG] });
      await faces.up({ collectionId: "a", adopt: true });
      expect([faces.id, names()]).to.deep.equal([theirs.id, ["a", "b"]]);
    });
  });

  describe("that another resource of the owner holds", () => {
    it("are an alias, another name, or adopt: true where nothing uses it any more", async () => {
      const old = rig.resource("collection", "old");
      await old.up({ collectionId: "a" });
      const faces = rig.resource("collection", "new");
      await fails(faces, { collectionId: "a" }, "HeldByAnotherResource");
      await faces.up({ collectionId: "b" });
      await faces.destroy();
      // An alias: the record of the old name is compared under the new one.
      const aliased = rig.resource("collection", "new");
      aliased.state = old.state;
      const moved = await aliased.preview({ collectionId: "a" });
      expect(moved.plan.op).to.equal("update");
      await aliased.up({ collectionId: "a" });
      expect((await aliased.up({ collectionId: "a" })).calls).to.deep.equal([]);
      // Its record deleted from the state.
      const another = rig.resource("collection", "another");
      await another.up({ collectionId: "a", adopt: true });
      expect([another.id, names()]).to.deep.equal([old.id, ["a"]]);
    });
  });

  describe("that was made from other inputs", () => {
    const at = (faceMatchThreshold: number, more: object = {}): object =>
      faceSearch({ name: "door", settings: { faceSearch: { collectionId: "visitors", faceMatchThreshold } }, ...more });

    it("are the inputs put back with adopt: true, or its deletion", async () => {
      await rig.client.createCollection({ CollectionId: "visitors" });
      const lost = rig.resource("streamProcessor", "door");
      await lost.up(at(90));
      const door = rig.resource("streamProcessor", "door");
      await fails(door, at(80), "MadeFromOtherInputs");
      await fails(door, at(80, { adopt: true }), "MadeFromOtherInputs");
      await door.up(at(90, { adopt: true }));
      expect(door.id).to.equal(lost.id);
      door.state = undefined;
      await fails(door, at(80), "MadeFromOtherInputs");
      await rig.client.deleteStreamProcessor({ Name: "door" });
      rig.emulator.advance(60_000);
      await door.up(at(80));
    });
  });

  describe("that is not what is asked for", () => {
    it("are equal inputs with adopt: true, or its deletion", async () => {
      await rig.client.createProject({ ProjectName: "a", Feature: "CONTENT_MODERATION", AutoUpdate: "DISABLED" });
      rig.emulator.advance(10_000);
      const project = rig.resource("project", "a");
      await fails(project, { projectName: "a" }, "NotAdoptable");
      await project.up({ projectName: "a", feature: "CONTENT_MODERATION", autoUpdate: "DISABLED", adopt: true });
      project.state = undefined;
      const [{ arn } = { arn: "" }] = rig.emulator.state().projects;
      await rig.client.untagResource({ ResourceArn: arn, TagKeys: [OWNER_TAG, CLAIM_TAG] });
      await fails(project, { projectName: "a" }, "NotAdoptable");
      await rig.client.deleteProject({ ProjectArn: arn });
      await project.up({ projectName: "a" });
      expect(project.id).not.to.equal(arn);
    });
  });

  describe("that is a policy", () => {
    it("of an explicit name that says the same: adopt: true, or another name; the other stack keeps what it put", async () => {
      const projectArn = await rig.makeProject();
      const args = { projectArn, policyName: "copies", policyDocument: allow(projectArn) };
      const theirs = rig.resource("projectPolicy", "copies");
      await theirs.up(args);
      rig.owner = "acme/other/dev";
      const ours = rig.resource("projectPolicy", "copies");
      await fails(ours, args, "NameTaken");
      await ours.up({ ...args, policyName: "ours" });
      await ours.destroy();
      expect((await theirs.up(args)).calls).to.deep.equal([]);
      const { ProjectPolicies: left } = await rig.client.listProjectPolicies({ ProjectArn: projectArn });
      expect(left?.map(({ PolicyName }) => PolicyName)).to.deep.equal(["copies"]);
      theirs.state = undefined;
      await ours.up({ ...args, adopt: true });
      expect((await ours.up(args)).calls).to.deep.equal([]);
    });

    it("whose own answer got lost is known to be its own", async () => {
      const projectArn = await rig.makeProject();
      rig.emulator.addFault({ operation: "PutProjectPolicy", kind: "lostResponse", times: 1 });
      const policy = rig.resource("projectPolicy", "copies");
      const args = { projectArn, policyName: "copies", policyDocument: allow(projectArn) };
      await policy.up(args);
      expect((await policy.up(args)).calls).to.deep.equal([]);
    });
  });
});
