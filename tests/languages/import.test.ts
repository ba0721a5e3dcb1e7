import { CreateCollectionCommand } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import type { Language } from "../../tools/engine/modules.js";
import { LANGUAGES, languageEnvironment } from "../../tools/languages/environment.js";
import { SANDBOX_ACCOUNT, SANDBOX_REGION } from "../../tools/sandbox/surroundings.js";
import { changesIn } from "../e2e/harness/operation.js";
import { effectsOf, World } from "../e2e/harness/world.js";
import { inEachLanguage } from "./harness/programs.js";

const TAGS = { made: "by hand" };

function arnOf(id: string): string {
  return `arn:aws:rekognition:${SANDBOX_REGION}:${SANDBOX_ACCOUNT}:collection/${id}`;
}

/** What a program says of a collection that was made by hand. */
function inYaml(collectionId: string, options: object = {}): object {
  return { type: "rekognition:Collection", properties: { collectionId, tags: TAGS }, options };
}

const withOption = inEachLanguage({
  yaml: { resources: { guests: inYaml("guests", { import: arnOf("guests") }) } },
  python: `
import pulumi
import pulumi_rekognition as rekognition

options = pulumi.ResourceOptions(import_="${arnOf("guests")}")
rekognition.Collection("guests", collection_id="guests", tags={"made": "by hand"}, opts=options)
`,
});

const afterwards = inEachLanguage({
  yaml: { resources: { guests: inYaml("guests"), staff: inYaml("staff") } },
  python: `
import pulumi_rekognition as rekognition

for name in ["guests", "staff"]:
    rekognition.Collection(name, collection_id=name, tags={"made": "by hand"})
`,
});

async function play(language: Language, world: World) {
  const { stack, emulator } = world;
  const aws = emulator.client();
  for (const CollectionId of ["guests", "staff"])
    await aws.send(new CreateCollectionCommand({ CollectionId, Tags: TAGS }));
  const option = await world.observe(() => stack.up());
  const where = ["--stack", stack.name, "--config-file", stack.context.configFile];
  // Python's host here is older than the generation of programs.
  const how = ["--yes", "--skip-preview", "--protect=false", `--generate-code=${String(language === "yaml")}`];
  const imported = ["import", "rekognition:index:Collection", "staff", arnOf("staff"), ...where, ...how];
  const command = await world.observe(() => stack.cli(imported));
  const refreshed = await stack.refresh();
  stack.setProgram(afterwards[language]);
  const unchanged = await world.observe(() => stack.preview());
  await stack.destroy();
  return { option, command, refreshed, unchanged, left: await emulator.control.state() };
}

for (const language of LANGUAGES) {
  describe(`import in ${language}`, () => {
    let story: Awaited<ReturnType<typeof play>>;
    before(async () => {
      const environment = await languageEnvironment(language);
      const world = await World.create({ program: withOption[language], environment });
      try {
        story = await play(language, world);
      } finally {
        world.dispose();
      }
    });

    it("by the resource option takes over what was made by hand, and changes nothing of it", () => {
      expect(changesIn(story.option.result)).to.deep.equal(["import guests"]);
      expect(effectsOf(story.option.calls)).to.deep.equal([]);
    });

    it("by the command does so as well", () => {
      expect(effectsOf(story.command.calls)).to.deep.equal([]);
      if (language === "yaml") expect(story.command.result).to.contain("collectionId: staff");
    });

    it("is followed by a clean refresh, and a preview without a call", () => {
      expect(story.refreshed.changes).to.have.all.keys("same");
      expect(story.unchanged.result.changes).to.have.all.keys("same");
      expect(story.unchanged.calls).to.deep.equal([]);
    });

    it("makes both the stack's own, which destroy deletes", () => {
      expect(story.left.collections).to.deep.equal([]);
    });
  });
}
