import { expect } from "chai";
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { UNKNOWN } from "../../../../provider/schema/unknown.js";
import { failureOf } from "../../harness/failure.js";
import type { PluginClient } from "../../harness/plugin-client.js";
import type { Bag } from "../../harness/property-bag.js";
import { ACCOUNT, OTHER_ACCOUNT, REGION } from "../../harness/rig.js";
import { modelArgs } from "../../harness/models.js";
import { Stage, urnOf } from "./stage.js";

/** What the engine sends for a number that only the update will know. */
const UNKNOWN_NUMBER = "3eeb2bf0-c639-47a8-9e75-3b44932eb421";
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

const { version } = createRequire(__filename)("../../../../../package.json") as { version: string };

describe("the plugin's process", () => {
  let stage: Stage;
  let plugin: PluginClient;
  before(async () => {
    stage = await Stage.open();
    plugin = await stage.configured();
  });
  after(() => stage.close());

  describe("as the engine starts it", () => {
    it("writes its port on standard output, and nothing else, whatever it is asked", async () => {
      const fresh = await stage.configured();
      await stage.made(fresh, urnOf("Collection", "quiet"), {});
      expect(fresh.process.stdout).to.match(/^\d+\n$/);
      expect(fresh.process.stderr).to.equal("");
    });

    it("leaves secrets to the engine, which marks equal keys again", async () => {
      const fresh = await stage.started();
      const answer = (await fresh.handshake(stage.engine.address)).toObject();
      expect(answer).to.include({ acceptSecrets: false, acceptResources: false, acceptOutputs: false });
      const configured = (await fresh.configure(stage.settings)).toObject();
      expect(configured).to.include({ acceptsecrets: false, acceptoutputs: false, supportspreview: true });
    });

    it("tells its version and the package's schema", async () => {
      expect(await plugin.version()).to.equal(version);
      expect(await plugin.schema()).to.include({ name: "rekognition" });
    });
  });

  describe("its configuration", () => {
    const PROVIDER = "urn:pulumi:dev::shop::pulumi:providers:rekognition::default";

    it("may hold secrets, which come marked whatever was agreed on", async () => {
      const fresh = await stage.configured({ ...stage.settings, region: { ...SECRET, value: REGION } });
      expect((await fresh.check(urnOf("Collection", "secret"), {})).inputs.region).to.equal(REGION);
    });

    it("is refused where a key is a known one misspelt, or a value cannot be used, without telling a secret", async () => {
      const [misspelt] = await plugin.checkConfig(PROVIDER, { allowedAccountId: "1" });
      expect(misspelt).to.contain("did you mean rekognition:allowedAccountIds?").and.contain("[InvalidConfiguration]");
      const [unusable = ""] = await plugin.checkConfig(PROVIDER, { assumeRole: '{"roleArn":"PLANTED"}' });
      expect(unusable).to.contain("rekognition:assumeRole").and.not.contain("PLANTED");
      expect(await plugin.checkConfig(PROVIDER, { ...stage.settings, profile: UNKNOWN })).to.deep.equal([]);
    });

    it("takes for the program's own what a project called rekognition has besides", async () => {
      const inProject = PROVIDER.replace("shop", "rekognition");
      expect(await plugin.checkConfig(inProject, { allowedAccountId: "1", other: "2" })).to.deep.equal([]);
    });

    it("is the same only where nothing differs: on anything else the engine would go on with the old one", async () => {
      const [none, some] = [1, 2];
      expect(await plugin.diffConfig(stage.settings, stage.settings)).to.include({ changes: none });
      const others = [{ endpoint: "http://127.0.0.1:1" }, { assumeRole: "{}" }, { allowedAccountIds: "[]" }];
      for (const other of [...others, { region: "us-west-2" }]) {
        const diff = await plugin.diffConfig(stage.settings, { ...stage.settings, ...other });
        expect(diff).to.deep.include({ changes: some, replacesList: [] });
      }
    });

    it("is one for a process: another one is refused, the same is not", async () => {
      const fresh = await stage.configured();
      await fresh.configure(stage.settings);
      expect(await failureOf(fresh.configure({ ...stage.settings, region: "us-west-2" }))).to.contain(
        "[InvalidConfiguration]",
      );
    });

    it("holds in the very command that it comes with", async () => {
      const urn = urnOf("Collection", "limited");
      const { inputs } = await plugin.check(urn, {});
      const limits = [
        { allowedAccountIds: `["${OTHER_ACCOUNT}"]` },
        { allowedAccountIds: [OTHER_ACCOUNT] },
        { forbiddenAccountIds: ACCOUNT },
      ];
      for (const limit of limits) {
        const limited = await stage.configured({ ...stage.settings, ...limit });
        expect(await failureOf(limited.create(urn, inputs))).to.contain("[AccountNotAllowed]");
      }
      const elsewhere = await stage.configured({ ...stage.settings, endpoint: "http://127.0.0.1:1", maxAttempts: 1 });
      expect(await failureOf(elsewhere.create(urn, inputs))).to.contain("[ConnectionFailed]");
    });

    it("of another role holds in the very command that it comes with: all that follows is called as the role", async () => {
      const calledAs = async (name: string): Promise<string[]> => {
        const assumeRoles = JSON.stringify([{ roleArn: `arn:aws:iam::${ACCOUNT}:role/${name}` }]);
        const as = await stage.configured({ ...stage.settings, assumeRoles });
        const since = stage.emulator.calls().at(-1)?.seq;
        await stage.made(as, urnOf("Collection", name), {});
        const made = stage.emulator
          .calls(since)
          .filter(({ operation }) => /^(AssumeRole|CreateCollection)$/.test(operation));
        return made.map(
          ({ operation, request }) => `${operation} ${String((request as { RoleArn?: string }).RoleArn)}`,
        );
      };
      for (const name of ["first", "second"]) {
        expect(await calledAs(name)).to.deep.equal([
          `AssumeRole arn:aws:iam::${ACCOUNT}:role/${name}`,
          "CreateCollection undefined",
        ]);
      }
    });

    it("need name no region for what is recorded in one", async () => {
      const urn = urnOf("Collection", "placed");
      const held = await stage.made(plugin, urn, {});
      const { region: _region, ...settings } = stage.settings;
      const bare = await stage.configured(settings);
      expect((await bare.check(urn, {}, held.inputs)).inputs).to.deep.equal(held.inputs);
      const [failure] = (await bare.check(urn, {})).failures;
      expect(failure?.region).to.contain("pulumi config set rekognition:region");
    });

    it("of another account changes nothing that is recorded, and the error says how to configure it", async () => {
      const urn = urnOf("Collection", "guarded");
      const held = await stage.made(plugin, urn, { tags: { team: "vision" } });
      // As two commands: what an update failed to change is not deleted in the same one.
      const up = await stage.configured(stage.settings, OTHER_ACCOUNT);
      const destroy = await stage.configured(stage.settings, OTHER_ACCOUNT);
      const { inputs } = await up.check(urn, { tags: { team: "search" } }, held.inputs);
      const calls = await stage.callsOf(async () => {
        const said = [await failureOf(up.update(urn, held, inputs)), await failureOf(destroy.delete(urn, held))];
        for (const each of said)
          expect(each).to.contain("config set rekognition:profile").and.contain("[WrongAccount]");
      });
      expect(calls.filter((operation) => /^(Tag|Untag|Delete)/.test(operation))).to.deep.equal([]);
    });
  });

  describe("in a preview", () => {
    it("knows the ARN of what is recorded, whatever changes, and not of what is new", async () => {
      const urn = urnOf("Collection", "coming");
      const { inputs } = await plugin.check(urn, { tags: { team: UNKNOWN } });
      const held = await stage.made(plugin, urn, {});
      const calls = await stage.callsOf(async () => {
        expect(await plugin.previewCreate(urn, inputs)).to.include({ arn: UNKNOWN, collectionId: UNKNOWN });
        const tagged = (await plugin.check(urn, { tags: { team: UNKNOWN } }, held.inputs)).inputs;
        expect((await plugin.update(urn, held, tagged, true)).outputs).to.include({ arn: held.id, faceCount: 0 });
      });
      expect(calls).to.deep.equal([]);
    });

    it("takes what is unknown for changed, of whatever type and wherever it stands", async () => {
      const urn = urnOf("ProjectVersion", "unknown");
      const projectArn = `arn:aws:rekognition:${REGION}:${ACCOUNT}:project/p/1`;
      const args = modelArgs(projectArn);
      for (const unknown of [{ projectArn: UNKNOWN }, { minInferenceUnits: UNKNOWN_NUMBER }, { triggers: UNKNOWN }]) {
        const { inputs, failures } = await plugin.check(urn, { ...args, ...unknown });
        expect(failures).to.deep.equal([]);
        expect(Object.values(inputs)).to.include(UNKNOWN);
      }
    });

    it("tells of differences down to the member, so that replaceOnChanges can name one", async () => {
      const urn = urnOf("Collection", "compared");
      const held = await stage.made(plugin, urn, { tags: { team: "vision", stage: "test", "cost center": "1" } });
      const change = { tags: { team: "search", "cost center": "2", more: UNKNOWN }, forceDestroy: true };
      const { inputs } = await plugin.check(urn, change, held.inputs);
      expect(await plugin.diff(urn, held, inputs)).to.deep.equal({
        changes: true,
        replaces: [],
        details: {
          "tags.team": "UPDATE",
          "tags.stage": "DELETE",
          'tags["cost center"]': "UPDATE",
          "tags.more": "ADD",
          forceDestroy: "ADD",
        },
      });
      const renamed = (await plugin.check(urn, { collectionId: "another" }, held.inputs)).inputs;
      const { replaces, details } = await plugin.diff(urn, held, renamed);
      expect(replaces).to.deep.equal(["collectionId"]);
      expect(details.collectionId).to.equal("UPDATE_REPLACE");
    });
  });

  describe("its check", () => {
    it("refuses a name that stays while the data changes, by the field and without an option that it is not told of", async () => {
      const urn = urnOf("ProjectVersion", "named");
      const args: Bag = modelArgs(`arn:aws:rekognition:${REGION}:${ACCOUNT}:project/p/1`, { versionName: "v1" });
      const { inputs } = await plugin.check(urn, args);
      const { failures } = await plugin.check(urn, { ...args, triggers: { data: "2" } }, inputs);
      const [failure] = failures;
      expect(failure?.versionName).to.contain("stays while triggers changes").and.contain("choose another versionName");
      expect(failure?.versionName).not.to.contain("deleteBeforeReplace");
    });

    it("reads a manifest file, as the classes of the TypeScript package do", async () => {
      const urn = urnOf("Dataset", "train");
      const good = join(stage.bucket.path, "train.manifest");
      const bad = join(stage.bucket.path, "bad.manifest");
      writeFileSync(bad, "{broken\n");
      const args = { projectArn: `arn:aws:rekognition:${REGION}:${ACCOUNT}:project/p/1`, datasetType: "TRAIN" };
      const there = await stage.configured(stage.settings, ACCOUNT, { folder: stage.bucket.path });
      const { inputs } = await there.check(urn, { ...args, manifestFile: good });
      expect(inputs).to.include({ manifestFile: "train.manifest" });
      expect(inputs.contentHash).to.match(/^[0-9a-f]{64}$/);
      const [failure] = (await there.check(urn, { ...args, manifestFile: bad })).failures;
      expect(Object.values(failure ?? {}).join())
        .to.contain("manifest file ")
        .and.contain("[ManifestUnusable]");
      expect((await there.check(urn, { ...args, manifestFile: UNKNOWN })).inputs.contentHash).to.equal(UNKNOWN);
      const ignored = await there.check(urn, { ...args, manifestFile: good, contentHash: "recorded" });
      expect(ignored.inputs.contentHash).to.equal("recorded");
    });
  });

  describe("its functions", () => {
    it("take a region besides their arguments", async () => {
      await stage.client.createCollection({ CollectionId: "seen" });
      expect((await plugin.invoke("getCollections", {})).collectionIds).to.include("seen");
      expect((await plugin.invoke("getCollections", { region: "us-west-2" })).collectionIds).to.deep.equal([]);
    });

    it("are not those that cost money, which a preview could not keep from being called", async () => {
      expect(await failureOf(plugin.invoke("detectCustomLabels", {}))).to.contain("[InvalidArgument]");
    });
  });
});
