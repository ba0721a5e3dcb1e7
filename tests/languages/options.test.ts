import { expect } from "chai";
import { LANGUAGES, languageEnvironment } from "../../tools/languages/environment.js";
import { changesIn } from "../e2e/harness/operation.js";
import { World } from "../e2e/harness/world.js";
import { inEachLanguage } from "./harness/programs.js";

const tags = { team: "${team}", note: "${note}" };

const programs = inEachLanguage({
  yaml: {
    config: { team: { type: "string" }, note: { type: "string" }, endpoint: { type: "string" } },
    resources: {
      west: {
        type: "pulumi:providers:rekognition",
        properties: { region: "us-west-2", endpoint: "${endpoint}" },
      },
      there: { type: "rekognition:Collection", options: { provider: "${west}" } },
      strict: {
        type: "rekognition:Collection",
        properties: { tags },
        options: { replaceOnChanges: ["tags.team"], deleteBeforeReplace: true },
      },
      careless: { type: "rekognition:Collection", properties: { tags }, options: { ignoreChanges: ["tags.team"] } },
      private: {
        type: "rekognition:Collection",
        options: { customTimeouts: { create: "5m" }, additionalSecretOutputs: ["faceModelVersion"] },
      },
    },
    outputs: { hidden: "${private.faceModelVersion}" },
  },
  python: `
import pulumi
import pulumi_rekognition as rekognition

config = pulumi.Config()
tags = {"team": config.require("team"), "note": config.require("note")}
west = rekognition.Provider("west", region="us-west-2", endpoint=config.require("endpoint"))
rekognition.Collection("there", opts=pulumi.ResourceOptions(provider=west))
replaced = pulumi.ResourceOptions(replace_on_changes=["tags.team"], delete_before_replace=True)
rekognition.Collection("strict", tags=tags, opts=replaced)
rekognition.Collection("careless", tags=tags, opts=pulumi.ResourceOptions(ignore_changes=["tags.team"]))
private = rekognition.Collection(
    "private",
    opts=pulumi.ResourceOptions(
        custom_timeouts=pulumi.CustomTimeouts(create="5m"), additional_secret_outputs=["faceModelVersion"]
    ),
)
pulumi.export("hidden", private.face_model_version)
`,
});

/** How the state writes a secret. */
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

async function play(world: World) {
  const { stack, emulator } = world;
  await stack.setConfig({ "sandbox:endpoint": emulator.url, "sandbox:team": "vision", "sandbox:note": "first" });
  await stack.up();
  const made = { state: await stack.state(), collections: (await emulator.control.state()).collections };
  const outputs = await stack.outputs();
  const unchanged = await world.observe(() => stack.up());
  await stack.setConfig({ "sandbox:note": "second" });
  const noted = await stack.up();
  await stack.setConfig({ "sandbox:team": "audio" });
  const moved = await stack.up();
  const { collections } = await emulator.control.state();
  const destroyed = await stack.destroy();
  return { made, outputs, unchanged, noted, moved, collections, destroyed, left: await emulator.control.state() };
}

for (const language of LANGUAGES) {
  describe(`resource options in ${language}`, () => {
    let story: Awaited<ReturnType<typeof play>>;
    before(async () => {
      const environment = await languageEnvironment(language);
      const world = await World.create({ program: programs[language], environment });
      try {
        story = await play(world);
      } finally {
        world.dispose();
      }
    });

    it("put what has a provider of its own into that provider's region", () => {
      const regions = story.made.collections.map(({ id, region }) => `${id.replace(/-.*/, "")} in ${region}`);
      expect(regions).to.have.members([
        "there in us-west-2",
        "strict in us-east-1",
        "careless in us-east-1",
        "private in us-east-1",
      ]);
    });

    it("change nothing by themselves", () => {
      expect(story.unchanged.calls).to.deep.equal([]);
      expect(Object.keys(story.unchanged.result.changes)).to.deep.equal(["same"]);
    });

    it("replace for the one tag that replaceOnChanges names", () => {
      expect(changesIn(story.noted)).to.have.members(["update strict", "update careless"]);
      expect(changesIn(story.moved)).to.have.members([
        "create-replacement strict",
        "replace strict",
        "delete-replaced strict",
      ]);
    });

    it("leave the tag alone that ignoreChanges names", () => {
      const [careless] = story.collections.filter(({ id }) => id.startsWith("careless"));
      expect(careless?.tags).to.include({ team: "vision", note: "second" });
    });

    it("record the time limit and the secret output", () => {
      const recorded = story.made.state.resource("private");
      expect(recorded.customTimeouts).to.include({ create: 300 });
      expect(recorded.outputs?.["faceModelVersion"]).to.deep.include(SECRET);
      expect(story.outputs["hidden"]).to.equal("[secret]");
    });

    it("leave nothing behind after destroy", () => {
      expect(story.left.collections).to.deep.equal([]);
    });
  });
}
