import { expect } from "chai";
import { Rig } from "../harness/rig.js";

/** Names of what every object inherits. */
const INHERITED = ["constructor", "toString", "hasOwnProperty", "valueOf", "__defineGetter__"];

describe("tags with names that every object inherits", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  const tagsOf = async (arn: string): Promise<Record<string, string>> => {
    const { Tags = {} } = await rig.client.listTagsForResource({ ResourceArn: arn });
    return Object.fromEntries(Object.entries(Tags).filter(([key]) => !key.startsWith("pulumi-rekognition:")));
  };

  for (const key of INHERITED) {
    it(`are set, left alone and removed like any other: ${key}`, async () => {
      const project = rig.resource("project", "animals");
      await project.up({ tags: { [key]: "1" } });
      expect(await tagsOf(project.id)).to.deep.equal({ [key]: "1" });
      expect((await project.up({ tags: { [key]: "1" } })).steps).to.deep.equal(["same"]);
      await project.up({ tags: { [key]: "2", team: "a" } });
      expect(await tagsOf(project.id)).to.deep.equal({ [key]: "2", team: "a" });
      await project.up({ tags: { team: "a" } });
      expect(await tagsOf(project.id)).to.deep.equal({ team: "a" });
    });
  }

  it("do no harm where they would replace a prototype", async () => {
    const tags: unknown = JSON.parse('{"__proto__":"1","team":"a"}');
    const project = rig.resource("project", "animals");
    rig.config["rekognition:defaultTags"] = '{"__proto__":{"polluted":"1"},"cost":"b"}';
    await project.up({ tags });
    expect(await tagsOf(project.id)).to.include({ team: "a", cost: "b" });
    expect({}).not.to.have.property("polluted");
    await project.destroy();
  });

  it("set by hand under the one name that state loses change nothing, and go with the next change", async () => {
    const project = rig.resource("project", "animals");
    await project.up({ tags: { team: "a" } });
    const byHand: unknown = JSON.parse('{"__proto__":"1"}');
    await rig.client.tagResource({ ResourceArn: project.id, Tags: byHand as Record<string, string> });
    await project.refresh();
    expect((await project.up({ tags: { team: "a" } })).steps).to.deep.equal(["same"]);
    await project.up({ tags: { team: "b" } });
    expect(await tagsOf(project.id)).to.deep.equal({ team: "b" });
    await project.destroy();
  });

  it("are no inputs of a resource", async () => {
    const project = rig.resource("project", "animals");
    const { checkFailures } = await project.up({ constructor: "x" }, { fails: true });
    expect(checkFailures.map(({ property }) => property)).to.deep.equal(["constructor"]);
  });
});

describe("the tags that mark an owner", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  const FORGED = { "pulumi-rekognition:owner": "other/owner/prod" };

  for (const validation of ["error", "warn"]) {
    it(`cannot be given by a program where limits are ${validation}s`, async () => {
      rig.config["rekognition:validation"] = validation;
      const project = rig.resource("project", "animals");
      const { error, calls } = await project.up({ tags: FORGED }, { fails: true });
      expect(error).to.contain("reserved for the mark of ownership");
      expect(calls).to.deep.equal([]);
      const beside = await project.up({ tags: { ...FORGED, "aws:bad": "<>" } }, { fails: true });
      expect(beside.error).to.contain("reserved for the mark of ownership");
    });
  }

  it("cannot be given by the configuration either", async () => {
    rig.config["rekognition:defaultTags"] = JSON.stringify(FORGED);
    const { error } = await rig.resource("project", "animals").up({}, { fails: true });
    expect(error).to.contain("reserved for the mark of ownership");
  });

  it("are still read where the configuration ignores their prefix", async () => {
    rig.config["rekognition:ignoreTagPrefixes"] = '["pulumi-rekognition:"]';
    const { ProjectArn = "" } = await rig.client.createProject({ ProjectName: "animals", Tags: FORGED });
    rig.emulator.advance(60_000);
    const { error } = await rig.resource("project", "a").up({ projectName: "animals", adopt: true }, { fails: true });
    expect(error).to.contain("[OwnedByAnother]").and.to.contain(ProjectArn);
  });
});
