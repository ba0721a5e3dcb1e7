import { expect } from "chai";
import { modelArgs } from "../harness/models.js";
import { REGION, Rig } from "../harness/rig.js";
import { command, stateFile } from "./command.js";
import { neverRecorded } from "./never-recorded.js";
import { exported } from "./sweeping.js";

describe("the sweep without a stack to ask Pulumi for", () => {
  let rig: Rig;
  let place: readonly string[];
  beforeEach(async () => {
    rig = await Rig.start();
    place = ["--endpoint", rig.emulator.url, "--region", REGION];
  });
  afterEach(() => rig.close());

  async function leaveModel(): Promise<void> {
    const projectArn = await rig.makeProject();
    const args = modelArgs(projectArn, { versionName: "v1", minInferenceUnits: 1 });
    const model = rig.resource("projectVersion", "cats");
    await model.up(args);
    await neverRecorded(rig, model);
  }

  describe("of a state in a file", () => {
    it("knows whose it is, and wants to be told that it is still true", async () => {
      const kept = rig.resource("collection", "kept");
      await kept.up({});
      const lost = rig.resource("collection", "lost");
      await lost.up({ collectionId: "lost" });
      await neverRecorded(rig, lost);
      const path = stateFile(rig, exported([kept]));
      const { exitCode, stdout } = await command(rig, ["sweep", "--state-file", path, ...place]);
      expect(exitCode).to.equal(3);
      expect(stdout).to.match(/collection +lost +nothing/);
      const refused = await command(rig, ["sweep", "--state-file", path, ...place, "--delete", "--yes"]);
      expect(refused.exitCode).to.equal(4);
      const args = ["sweep", "--state-file", path, ...place, "--delete", "--yes", "--assume-unlocked"];
      expect((await command(rig, args)).changes).to.deep.equal(["DeleteCollection"]);
    });

    it("is refused where it is none, or does not say whose it is", async () => {
      const wrong = await command(rig, ["sweep", "--state-file", stateFile(rig, "{ nonsense"), ...place]);
      expect(wrong.exitCode).to.equal(1);
      expect(wrong.stderr).to.include("is no exported state");
      const empty = await command(rig, ["sweep", "--state-file", stateFile(rig, exported([])), ...place]);
      expect(empty.exitCode).to.equal(2);
      expect(empty.stderr).to.include("--owner");
    });
  });

  describe("of a stack that is gone", () => {
    const owner = ["sweep", "--owner", "acme/shop/dev"];

    it("lists everything with that owner, and says so", async () => {
      await leaveModel();
      const { exitCode, stdout } = await command(rig, [...owner, ...place]);
      expect(exitCode).to.equal(3);
      expect(stdout.replace(/\s+/g, " ")).to.include("whether a stack still uses it or not");
    });

    it("asks for the stack's name instead of a yes", async () => {
      await leaveModel();
      const yes = await command(rig, [...owner, ...place, "--delete"], { answer: "yes" });
      expect([yes.exitCode, yes.changes]).to.deep.equal([3, []]);
      expect(yes.questions[0]).to.include("Is the stack acme/shop/dev really gone?");
      const named = await command(rig, [...owner, ...place, "--delete"], { answer: "acme/shop/dev" });
      expect([named.exitCode, named.changes.length]).to.deep.equal([0, 2]);
    });

    it("does not go by --yes alone", async () => {
      await leaveModel();
      const refused = await command(rig, [...owner, ...place, "--delete", "--yes"]);
      expect([refused.exitCode, refused.changes]).to.deep.equal([4, []]);
      expect(refused.stderr).to.include("--gone");
      const told = await command(rig, [...owner, ...place, "--delete", "--yes", "--gone"]);
      expect(told.exitCode).to.equal(0);
    });

    it("refuses where the stack exists, whatever was said", async () => {
      await leaveModel();
      const args = [...owner, ...place, "--delete", "--yes", "--gone"];
      const refused = await command(rig, args, { pulumi: { known: ["acme/shop/dev"] } });
      expect([refused.exitCode, refused.changes]).to.deep.equal([4, []]);
      expect(refused.stderr).to.include("The stack acme/shop/dev exists");
    });
  });
});
