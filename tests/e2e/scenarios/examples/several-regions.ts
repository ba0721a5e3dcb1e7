import { DescribeCollectionCommand, ListTagsForResourceCommand } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { changesIn, Example } from "../../harness/example.js";
import type { Deed, ExampleLanguage } from "../../harness/example.js";

async function play(language: ExampleLanguage) {
  const example = await Example.open("several-regions", { language });
  try {
    const made = await example.up();
    const seen = await seenIn(example, "eu-west-1", made);
    const unchanged = await example.up();
    // A list of regions makes no resources in YAML.
    const moved = language === "yaml" ? undefined : await moveTo(example, ["ap-south-1"]);
    return { made, seen, unchanged, moved, destroyed: await example.destroy() };
  } finally {
    example.dispose();
  }
}

async function moveTo(example: Example, regions: readonly string[]): Promise<Deed> {
  await example.configure({ regions: JSON.stringify(regions) });
  return await example.up();
}

/** What a client in that region sees of the collection there. */
async function seenIn(example: Example, region: string, { state }: Deed) {
  const aws = example.emulator.client({ region });
  const CollectionId = state.collections.find((collection) => collection.region === region)?.id;
  const { CollectionARN: arn } = await aws.send(new DescribeCollectionCommand({ CollectionId }));
  const { Tags: tags } = await aws.send(new ListTagsForResourceCommand({ ResourceArn: arn }));
  return { arn, tags };
}

/** The example as its test tells it, in a language. */
export function severalRegions(language: ExampleLanguage): void {
  describe(`the example several-regions in ${language}`, () => {
    let story: Awaited<ReturnType<typeof play>>;
    before(async () => {
      story = await play(language);
    });

    it("makes a collection in each region", () => {
      expect(regions(story.made)).to.have.members(["eu-west-1", "us-west-2"]);
      expect(story.seen.arn).to.contain(":eu-west-1:");
      expect(story.seen.tags).to.include({ served: "eu-west-1" });
    });

    it("leaves them alone while nothing changes", () => {
      expect(story.unchanged.calls).to.deep.equal([]);
    });

    if (language !== "yaml") {
      it("touches only the regions that come and go", () => {
        const { moved } = story;
        const changes = ["create visitors-ap-south-1", "delete visitors-eu-west-1"];
        expect(moved && changesIn(moved)).to.have.members(changes);
        expect(moved && regions(moved)).to.have.members(["ap-south-1", "us-west-2"]);
      });
    }

    it("leaves nothing behind", () => {
      expect(story.destroyed.state.collections).to.deep.equal([]);
    });
  });
}

function regions({ state }: Deed): string[] {
  return state.collections.map(({ region }) => region);
}
