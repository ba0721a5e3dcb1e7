import { expect } from "chai";
import { modelArgs } from "../harness/models.js";
import { ACCOUNT, REGION, Rig } from "../harness/rig.js";
import { command } from "./command.js";
import { neverRecorded } from "./never-recorded.js";
import { exported } from "./sweeping.js";

describe("the command pulumi-rekognition sweep", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  async function leaveModel(more: object = {}): Promise<string> {
    const projectArn = await rig.makeProject();
    const model = rig.resource("projectVersion", "cats");
    await model.up(modelArgs(projectArn, { versionName: "v1", minInferenceUnits: 1, ...more }));
    const arn = model.id;
    await neverRecorded(rig, model);
    return arn;
  }

  describe("of a stack", () => {
    it("lists what is left over, its price and what to do, and ends with 3", async () => {
      await leaveModel();
      const { exitCode, stdout, changes } = await command(rig, ["sweep"]);
      expect(exitCode).to.equal(3);
      expect(stdout.split("\n")).to.include.members([
        `Owner acme/shop/dev, account ${ACCOUNT}, us-east-1`,
        "  model  animals/v1  RUNNING  1 inference unit  $4.00 an hour",
        "1 thing left over, about $4.00 an hour (list price us-east-1, 2026-11).",
        "  npx pulumi-rekognition sweep --stop    stops what runs and was never recorded",
      ]);
      expect(changes).to.deep.equal([]);
    });

    it("tells the prices that the stack configures", async () => {
      const arn = await leaveModel({ minInferenceUnits: 3 });
      const prices = { "us-east-1": { usdPerInferenceUnitHour: 4.8, asOf: "2026-12" } };
      const config = {
        "rekognition:region": { value: "us-east-1", secret: false },
        "rekognition:prices": { value: JSON.stringify(prices), secret: false },
      };
      const { stdout } = await command(rig, ["sweep"], { pulumi: { config } });
      expect(stdout.split("\n")).to.include.members([
        "  model  animals/v1  RUNNING  3 inference units  $14.40 an hour",
        "1 thing left over, about $14.40 an hour (rekognition:prices, us-east-1, 2026-12).",
      ]);
      const { leftovers } = JSON.parse((await command(rig, ["sweep", "--json"], { pulumi: { config } })).stdout) as {
        leftovers: object[];
      };
      expect(leftovers[0]).to.deep.include({ arn, usdPerHour: 14.4 });
    });

    it("ends with 0 where nothing is left over", async () => {
      const { exitCode, stdout } = await command(rig, ["sweep", "--delete"]);
      expect(exitCode).to.equal(0);
      expect(stdout).to.include("Nothing is left over.").and.to.include("There is nothing to delete.");
    });

    it("ends with 0 where only what is meant to be kept is left", async () => {
      const projectArn = await rig.makeProject();
      const model = rig.resource("projectVersion", "cats");
      await model.up(modelArgs(projectArn, { deletionPolicy: "stop" }));
      await model.destroy();
      expect((await command(rig, ["sweep"])).exitCode).to.equal(0);
    });

    it("shows a machine everything in one document", async () => {
      const arn = await leaveModel({ maxInferenceUnits: 3 });
      const { exitCode, stdout } = await command(rig, ["sweep", "--json"]);
      expect(exitCode).to.equal(3);
      expect(JSON.parse(stdout)).to.deep.equal({
        owner: "acme/shop/dev",
        account: ACCOUNT,
        regions: [REGION],
        inUse: 0,
        usdPerHour: 4,
        isPriceComplete: true,
        leftovers: [
          {
            kind: "ProjectVersion",
            name: "animals/v1",
            arn,
            region: REGION,
            status: "RUNNING",
            cause: "orphan",
            usdPerHour: 4,
            remark: "1 to 3 inference units",
          },
        ],
        blockedBy: [],
        notes: [],
        exitCode: 3,
      });
    });

    it("tells a machine what became of each thing", async () => {
      await leaveModel();
      const { exitCode, stdout } = await command(rig, ["sweep", "--json", "--stop", "--yes"]);
      expect(exitCode).to.equal(0);
      const { leftovers } = JSON.parse(stdout) as { leftovers: object[] };
      expect(leftovers[0]).to.include({ name: "animals/v1", result: "stopped" });
    });

    it("asks before it does anything, says what, and takes only yes for a yes", async () => {
      await leaveModel();
      const no = await command(rig, ["sweep", "--delete"], { answer: "" });
      expect([no.exitCode, no.changes]).to.deep.equal([3, []]);
      expect(no.questions).to.have.length(1);
      expect(no.questions[0]).to.match(/stop and delete +model "animals\/v1" +\$4\.00 an hour/);
      const yes = await command(rig, ["sweep", "--delete"], { answer: "yes" });
      expect(yes.exitCode).to.equal(0);
      expect(yes.changes).to.deep.equal(["StopProjectVersion", "DeleteProjectVersion"]);
    });

    it("refuses where nobody can be asked, and says what is missing", async () => {
      await leaveModel();
      const { exitCode, stderr, changes } = await command(rig, ["sweep", "--stop"]);
      expect([exitCode, changes]).to.deep.equal([4, []]);
      expect(stderr).to.include("Nobody can be asked here").and.to.include("add --yes");
    });

    it("refuses while Pulumi Cloud has an update in progress", async () => {
      await leaveModel();
      const stacks = [{ name: "acme/shop/dev", updateInProgress: true }];
      const run = await command(rig, ["sweep", "--stop", "--yes"], { pulumi: { stacks } });
      expect([run.exitCode, run.changes]).to.deep.equal([4, []]);
      expect(run.stderr).to.include("locked (an update in Pulumi Cloud)");
    });

    it("refuses where the state has pending operations", async () => {
      await leaveModel();
      const urn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/rekognition:ProjectVersion::cats";
      const text = JSON.stringify({ deployment: { pending_operations: [{ type: "creating", resource: { urn } }] } });
      const run = await command(rig, ["sweep", "--delete", "--yes"], { pulumi: { exports: [text] } });
      expect([run.exitCode, run.changes]).to.deep.equal([4, []]);
      expect(run.stderr).to.include("creating ProjectVersion cats").and.to.include("--clear-pending-creates");
    });

    it("leaves what a run has recorded between the look and the work", async () => {
      const collection = rig.resource("collection", "visitors");
      await collection.up({});
      const recorded = exported([collection]);
      await neverRecorded(rig, collection);
      const exports = [exported([]), recorded];
      const run = await command(rig, ["sweep", "--delete", "--yes"], { pulumi: { exports } });
      expect([run.exitCode, run.changes]).to.deep.equal([3, []]);
      expect(run.stdout).to.include("a run has recorded it since it was listed");
    });

    it("wants to be told that nothing is at work where the backend cannot say", async () => {
      await leaveModel();
      const pulumi = { url: "s3://states" };
      const refused = await command(rig, ["sweep", "--stop", "--yes"], { pulumi });
      expect([refused.exitCode, refused.changes]).to.deep.equal([4, []]);
      expect(refused.stderr).to.include("--assume-unlocked");
      const asked = await command(rig, ["sweep", "--stop", "--yes"], { pulumi, answer: "no" });
      expect(asked.questions[0]).to.include("Is no pulumi command running on the stack?");
      const told = await command(rig, ["sweep", "--stop", "--yes", "--assume-unlocked"], { pulumi });
      expect([told.exitCode, told.changes]).to.deep.equal([0, ["StopProjectVersion"]]);
    });

    it("goes by the stack's configuration, secrets included", async () => {
      rig.owner = "the-shop";
      await leaveModel();
      const pulumi = {
        fullName: "acme/shop/dev",
        config: {
          "rekognition:ownerId": { secret: true },
          "aws:region": { value: REGION, secret: false },
          "aws:allowedAccountIds": { value: '["999988887777"]', secret: false },
        },
        secrets: { "rekognition:ownerId": "the-shop" },
      };
      const denied = await command(rig, ["sweep"], { pulumi });
      expect(denied.exitCode).to.equal(1);
      expect(denied.stderr).to.include("[AccountNotAllowed]");
      const allowed = { ...pulumi.config, "aws:allowedAccountIds": { value: `["${ACCOUNT}"]`, secret: false } };
      const { stdout } = await command(rig, ["sweep"], { pulumi: { ...pulumi, config: allowed } });
      expect(stdout).to.include("Owner the-shop").and.to.include("animals/v1");
    });

    it("stops at a key that is misspelt, before anything is asked", async () => {
      const config = {
        "aws:region": { value: REGION, secret: false },
        "rekognition:endpont": { value: "x", secret: false },
      };
      const { exitCode, stderr } = await command(rig, ["sweep"], { pulumi: { config } });
      expect(exitCode).to.equal(1);
      expect(stderr).to.include("did you mean rekognition:endpoint?").and.to.include("[InvalidConfiguration]");
      expect(rig.emulator.calls()).to.deep.equal([]);
    });

    it("looks into the configured region and into those of the state", async () => {
      const client = rig.clientOf(ACCOUNT, "eu-west-1");
      const { ProjectArn = "" } = await client.createProject({ ProjectName: "far" });
      client.destroy();
      rig.emulator.advance(10_000);
      const far = rig.resource("projectVersion", "far");
      await far.up(modelArgs(ProjectArn, { region: "eu-west-1", versionName: "lost" }));
      far.state = undefined;
      await far.up(modelArgs(ProjectArn, { region: "eu-west-1", versionName: "found" }));
      const { stdout } = await command(rig, ["sweep"], { pulumi: { exports: [exported([far])] } });
      expect(stdout).to.include(`account ${ACCOUNT}, us-east-1 and eu-west-1`);
      expect(stdout)
        .to.match(/model +far\/lost +eu-west-1/)
        .and.not.to.include("far/found");
    });
  });

  describe("where something is recorded elsewhere", () => {
    let arn: string;
    beforeEach(async () => {
      const projectArn = await rig.makeProject();
      const model = rig.resource("projectVersion", "cats");
      await model.up(modelArgs(projectArn, { versionName: "v1", minInferenceUnits: 1 }));
      arn = model.id;
    });

    it("shows its ARN and price, names the ways to end it, and ends with 3, also after an order that leaves it", async () => {
      const { exitCode, stdout } = await command(rig, ["sweep"]);
      expect(exitCode).to.equal(3);
      expect(stdout.split("\n").map((line) => line.trim())).to.include.members([
        "model  animals/v1  RUNNING  1 inference unit  $4.00 an hour",
        arn,
      ]);
      expect(stdout)
        .to.match(/sweep --stop --arn ARN/)
        .and.to.match(/sweep --delete --recorded acme\/shop\/dev/);
      for (const action of ["--stop", "--delete"]) {
        const run = await command(rig, ["sweep", action, "--yes"]);
        expect([run.exitCode, run.changes]).to.deep.equal([3, []]);
      }
    });

    it("takes it by its ARN", async () => {
      const run = await command(rig, ["sweep", "--stop", "--arn", arn, "--yes"]);
      expect([run.exitCode, run.changes]).to.deep.equal([0, ["StopProjectVersion"]]);
    });

    it("takes it where the owner is typed, and only then", async () => {
      const wrong = await command(rig, ["sweep", "--delete", "--recorded", "acme/shop", "--yes"]);
      expect([wrong.exitCode, wrong.changes]).to.deep.equal([2, []]);
      expect(wrong.stderr.replace(/\s+/g, " ")).to.include("it is acme/shop/dev");
      const right = await command(rig, ["sweep", "--delete", "--recorded", "acme/shop/dev", "--yes"]);
      expect([right.exitCode, right.changes]).to.deep.equal([0, ["StopProjectVersion", "DeleteProjectVersion"]]);
    });

    it("does not take an ARN that is not left over", async () => {
      const run = await command(rig, ["sweep", "--delete", "--arn", `${arn}0`, "--yes"]);
      expect([run.exitCode, run.changes]).to.deep.equal([1, []]);
      expect(run.stderr.replace(/\s+/g, " ")).to.include("not left over");
    });
  });

  it("looks into the regions of the stack's providers, where nothing may be recorded yet", async () => {
    const client = rig.clientOf(ACCOUNT, "eu-west-1");
    const { ProjectArn = "" } = await client.createProject({ ProjectName: "far" });
    client.destroy();
    rig.emulator.advance(10_000);
    const far = rig.resource("projectVersion", "far");
    await far.up(modelArgs(ProjectArn, { region: "eu-west-1", versionName: "lost", minInferenceUnits: 1 }));
    const provider = {
      urn: "urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::europe",
      type: "pulumi:providers:pulumi-nodejs",
      inputs: { "rekognition:region": "eu-west-1" },
    };
    const text = JSON.stringify({ deployment: { resources: [provider] } });
    const { exitCode, stdout } = await command(rig, ["sweep"], { pulumi: { exports: [text] } });
    expect(exitCode).to.equal(3);
    expect(stdout).to.match(/model +far\/lost +eu-west-1 +RUNNING/);
  });

  it("ends with 1 and says what failed where something does", async () => {
    await leaveModel();
    rig.emulator.addFault({ operation: "StopProjectVersion", kind: "deny" });
    const { exitCode, stdout } = await command(rig, ["sweep", "--stop", "--yes"]);
    expect(exitCode).to.equal(1);
    expect(stdout).to.match(/Failed: model "animals\/v1": .*StopProjectVersion.*\[AccessDenied\]/);
  });

  it("ends with 130 where it is interrupted; what it asked AWS for goes on", async () => {
    const arn = await leaveModel();
    const run = await command(rig, ["sweep", "--delete", "--yes"], { interruptedAfterMs: 15_000 });
    expect([run.exitCode, run.changes]).to.deep.equal([130, ["StopProjectVersion"]]);
    expect(run.stderr).to.include("Interrupted.");
    rig.emulator.advance(60_000);
    expect(rig.model(arn).status).to.equal("STOPPED");
  });

  it("tells a machine of a failure, too", async () => {
    rig.credentials = undefined;
    const { exitCode, stdout } = await command(rig, ["sweep", "--json"]);
    expect(exitCode).to.equal(1);
    expect(JSON.parse(stdout)).to.have.property("error").that.includes("[NoCredentials]");
  });
});
