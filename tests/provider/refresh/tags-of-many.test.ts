import { expect } from "chai";
import type { Switches } from "../../../emulator/index.js";
import { CLAIM_TAG } from "../../../provider/lifecycle/claim.js";
import type { PluginProcess } from "../harness/plugin-process.js";
import { REGION, Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";

/** So many that their tags are worth a call for all of them. */
const COUNT = 8;
const TAGS = { team: "vision" };

describe("a refresh of many", () => {
  let rig: Rig;
  let process: PluginProcess;
  let collections: StackResource[];

  beforeEach(async () => {
    rig = await Rig.start();
    rig.config["rekognition:taggingEndpoint"] = rig.emulator.url;
    collections = Array.from({ length: COUNT }, (_, index) => rig.resource("collection", `faces-${String(index)}`));
    for (const collection of collections) await collection.up({ region: REGION, tags: TAGS });
    rig.emulator.advance(300_000);
    process = rig.startProcess();
  });
  afterEach(async () => {
    process.close();
    await rig.close();
  });

  /** Refreshes all within one process; the inputs that each shows as changed, and how often what was called. */
  async function refresh(of: readonly StackResource[] = collections) {
    const { result, calls } = await rig.record(() => Promise.all(of.map((each) => each.refresh({ process }))));
    const count = (name: string): number => calls.filter(({ operation }) => operation === name).length;
    return {
      diffs: result.map(({ diffs }) => diffs.join()),
      sets: count("GetResources"),
      lists: count("ListTagsForResource"),
      models: count("DescribeProjectVersions"),
    };
  }
  const last = (): StackResource => {
    const found = collections.at(-1);
    if (found === undefined) throw new Error("there are none");
    return found;
  };
  const none = Array.from({ length: COUNT }, () => "");
  const oneDrifted = [...none.slice(1), "tags"];

  it("learns their tags by a call or two, from the fourth on", async () => {
    const { diffs, sets, lists } = await refresh();
    expect(diffs).to.deep.equal(none);
    expect(sets).to.be.within(1, 2);
    expect(lists).to.equal(3);
  });

  it("asks nobody but Rekognition where only the endpoint of Rekognition is set", async () => {
    process.close();
    delete rig.config["rekognition:taggingEndpoint"];
    process = rig.startProcess();
    const { sets, lists } = await refresh();
    expect([sets, lists]).to.deep.equal([0, COUNT]);
  });

  const drifts: { what: string; drift: () => Promise<unknown> }[] = [
    {
      what: "a tag that was changed",
      drift: () => rig.client.tagResource({ ResourceArn: last().id, Tags: { team: "sound" } }),
    },
    {
      what: "a tag that was added",
      drift: () => rig.client.tagResource({ ResourceArn: last().id, Tags: { stage: "live" } }),
    },
    {
      what: "a tag that was removed",
      drift: () => rig.client.untagResource({ ResourceArn: last().id, TagKeys: ["team"] }),
    },
  ];
  const answers: { how: string; switches: Partial<Switches> }[] = [
    { how: "tells of all", switches: {} },
    { how: "is denied", switches: { taggingApi: "denies" } },
    { how: "knows nothing of Rekognition", switches: { taggingApi: "knowsNoRekognition" } },
    { how: "lags behind what was changed a while ago", switches: { taggingLagMs: 60_000 } },
  ];
  for (const { what, drift } of drifts) {
    for (const { how, switches } of answers) {
      it(`finds ${what} where the call for many ${how}`, async () => {
        rig.emulator.setSwitches(switches);
        await drift();
        rig.emulator.advance(60_000);
        expect((await refresh()).diffs).to.deep.equal(oneDrifted);
      });
    }
  }

  it("asks each by itself where a claim was removed, or is another one", async () => {
    await rig.client.untagResource({ ResourceArn: last().id, TagKeys: [CLAIM_TAG] });
    expect((await refresh()).lists).to.equal(4);
  });

  it("believes no set that lags behind this stack's own change", async () => {
    rig.emulator.setSwitches({ taggingLagMs: 200_000 });
    await last().up({ region: REGION, tags: { team: "sound" } });
    const { diffs, lists } = await refresh();
    expect(diffs).to.deep.equal(none);
    expect(lists).to.equal(4);
  });

  it("looks again after this process changed something", async () => {
    await refresh();
    await last().up({ region: REGION, tags: { team: "sound" } }, { process });
    const { diffs, lists } = await refresh([last()]);
    expect(diffs).to.deep.equal([""]);
    expect(lists).to.equal(0);
    await rig.client.tagResource({ ResourceArn: last().id, Tags: { team: "light" } });
    rig.emulator.advance(31_000);
    expect((await refresh([last()])).diffs).to.deep.equal(["tags"]);
  });

  for (const [how, switches] of Object.entries({
    denied: { taggingApi: "denies" },
    useless: { taggingApi: "knowsNoRekognition" },
  } satisfies Record<string, Partial<Switches>>)) {
    it(`does without for the rest of the process where it was ${how} once`, async () => {
      rig.emulator.setSwitches(switches);
      const first = await refresh();
      expect([first.sets, first.lists]).to.deep.equal([1, COUNT]);
      rig.emulator.setSwitches({ taggingApi: "serves" });
      const second = await refresh();
      expect([second.sets, second.lists]).to.deep.equal([0, COUNT]);
    });
  }

  it("goes on asking after a refusal for the rate", async () => {
    rig.emulator.addFault({ operation: "GetResources", kind: "throttle", times: 1 });
    expect((await refresh()).diffs).to.deep.equal(none);
    rig.emulator.advance(31_000);
    expect((await refresh()).sets).to.be.greaterThan(0);
  });

  const odd: { what: string; body: (list: object[]) => unknown }[] = [
    { what: "no list", body: () => ({}) },
    { what: "a list of something else", body: () => ({ ResourceTagMappingList: "none" }) },
    { what: "a null entry", body: (list) => ({ ResourceTagMappingList: [null, ...list.slice(1)] }) },
    {
      what: "another account's things",
      body: (list) =>
        JSON.parse(
          JSON.stringify({ ResourceTagMappingList: list }).replaceAll("111122223333", "999988887777"),
        ) as object,
    },
    {
      what: "a thing twice",
      body: (list) => ({ ResourceTagMappingList: [...list, ...list.slice(0, 1)] }),
    },
  ];
  for (const { what, body } of odd) {
    it(`finds drift where the answer holds ${what}`, async () => {
      rig.wire = async ({ operation }, send) => {
        const answer = await send();
        if (operation !== "GetResources") return answer;
        const { ResourceTagMappingList = [] } = JSON.parse(answer.body) as { ResourceTagMappingList?: object[] };
        return { ...answer, body: JSON.stringify(body(ResourceTagMappingList)) };
      };
      await rig.client.tagResource({ ResourceArn: last().id, Tags: { team: "sound" } });
      expect((await refresh()).diffs).to.deep.equal(oneDrifted);
    });
  }
});
