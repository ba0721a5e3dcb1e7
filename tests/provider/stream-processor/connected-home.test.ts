import type { UpdateStreamProcessorRequest } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { connectedHome } from "./args.js";

const Name = "home";
const triangle = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
];
const args = (settings: object = {}, more: object = {}): object => connectedHome(settings, { name: Name, ...more });

describe("a connected home processor", () => {
  let rig: Rig;
  let home: StackResource;
  beforeEach(async () => {
    rig = await Rig.start();
    home = rig.resource("streamProcessor", Name);
  });
  afterEach(() => rig.close());

  const status = (): string | undefined => rig.emulator.state().streamProcessors[0]?.status;
  const describeIt = () => rig.client.describeStreamProcessor({ Name });
  const startSession = (seconds = 60) =>
    rig.client.startStreamProcessor({
      Name,
      StartSelector: { KVSStreamStartSelector: { ProducerTimestamp: 1 } },
      StopSelector: { MaxDurationInSeconds: seconds },
    });
  const changesIn = (calls: readonly { operation: string; effect: boolean }[]): string[] =>
    calls.filter(({ effect }) => effect).map(({ operation }) => operation);

  describe("is changed in place", () => {
    const regions = [{ polygon: triangle }];
    const cases = [
      { what: "labels", from: args(), to: args({ labels: ["ALL"] }), diff: "settings", is: { Labels: ["ALL"] } },
      {
        what: "an added confidence",
        from: args(),
        to: args({ minConfidence: 80 }),
        diff: "settings",
        is: { MinConfidence: 80 },
      },
      {
        what: "a changed confidence",
        from: args({ minConfidence: 70 }),
        to: args({ minConfidence: 80 }),
        diff: "settings",
        is: { MinConfidence: 80 },
      },
      {
        what: "a removed confidence",
        from: args({ minConfidence: 70 }),
        to: args(),
        diff: "settings",
        is: { MinConfidence: 50 },
      },
      {
        what: "added regions",
        from: args(),
        to: args({}, { regionsOfInterest: regions }),
        diff: "regionsOfInterest",
        is: {},
      },
      {
        what: "removed regions",
        from: args({}, { regionsOfInterest: regions }),
        to: args(),
        diff: "regionsOfInterest",
        is: {},
      },
      {
        what: "data sharing",
        from: args(),
        to: args({}, { dataSharingPreference: { optIn: true } }),
        diff: "dataSharingPreference",
        is: {},
      },
      {
        what: "data sharing left out again",
        from: args({}, { dataSharingPreference: { optIn: true } }),
        to: args(),
        diff: "dataSharingPreference",
        is: {},
      },
    ];
    for (const { what, from, to, diff, is } of cases) {
      it(`by one call: ${what}`, async () => {
        await home.up(from);
        const { id } = home;
        const changed = await home.up(to);
        expect([changed.steps, changed.diffs, home.id]).to.deep.equal([["update"], [diff], id]);
        expect(changesIn(changed.calls)).to.deep.equal(["UpdateStreamProcessor"]);
        expect(status()).to.equal("STOPPED");
        const described = await describeIt();
        expect(described.Settings?.ConnectedHome).to.deep.include(is);
        const asked = to as { regionsOfInterest?: unknown[]; dataSharingPreference?: { optIn: boolean } };
        expect(described.RegionsOfInterest ?? []).to.have.length(asked.regionsOfInterest?.length ?? 0);
        expect(described.DataSharingPreference?.OptIn).to.equal(asked.dataSharingPreference?.optIn ?? false);
        const after = await home.up(to);
        expect([after.steps, after.calls]).to.deep.equal([["same"], []]);
        expect((await home.refresh()).diffs).to.deep.equal([]);
      });
    }

    it("by one call for several things, and by none for what only is written otherwise", async () => {
      await home.up(args({ minConfidence: 70 }, { regionsOfInterest: regions }));
      const changed = await home.up(
        args({ labels: ["PACKAGE"] }, { dataSharingPreference: { optIn: true }, tags: { a: "b" } }),
      );
      expect(changesIn(changed.calls)).to.deep.equal(["TagResource", "UpdateStreamProcessor"]);
      const reordered = await home.up(
        args(
          { labels: ["PACKAGE"], minConfidence: 50 },
          { dataSharingPreference: { optIn: true }, tags: { a: "b" }, regionsOfInterest: [] },
        ),
      );
      expect(changesIn(reordered.calls)).to.deep.equal([]);
    });
  });

  const half = { BoundingBox: { Left: 0, Top: 0, Width: 0.5, Height: 0.5 } };
  const drifts: readonly (readonly [string, Omit<UpdateStreamProcessorRequest, "Name">, string])[] = [
    ["labels", { SettingsForUpdate: { ConnectedHomeForUpdate: { Labels: ["ALL"] } } }, "settings"],
    ["regions", { RegionsOfInterestForUpdate: [half] }, "regionsOfInterest"],
    ["data sharing", { DataSharingPreferenceForUpdate: { OptIn: true } }, "dataSharingPreference"],
  ];
  for (const [what, drift, diff] of drifts) {
    it(`shows ${what} changed by somebody in a refresh, and the next up puts them right`, async () => {
      await home.up(args());
      await rig.client.updateStreamProcessor({ Name, ...drift });
      rig.emulator.advance(30_000);
      expect((await home.refresh()).diffs).to.deep.equal([diff]);
      const repaired = await home.up(args());
      expect([repaired.steps, repaired.diffs]).to.deep.equal([["update"], [diff]]);
      expect((await home.refresh()).diffs).to.deep.equal([]);
    });
  }

  describe("in a session", () => {
    it("is no drift, and nothing that an up or a change of tags would touch", async () => {
      await home.up(args());
      await startSession();
      expect((await home.refresh()).diffs).to.deep.equal([]);
      expect(home.outputs.status).to.equal("STARTING");
      expect((await home.up(args())).calls).to.deep.equal([]);
      const tagged = await home.up(args({}, { tags: { a: "b" } }));
      expect(changesIn(tagged.calls)).to.deep.equal(["TagResource"]);
      expect(status()).to.equal("STARTING");
    });

    it("is updated once the session has ended", async () => {
      await home.up(args());
      await startSession();
      const changed = await home.up(args({ labels: ["ALL"] }));
      expect(changed.steps).to.deep.equal(["update"]);
      expect(changed.calls.filter(({ error }) => error !== undefined)).to.deep.equal([]);
      expect((await describeIt()).Settings?.ConnectedHome?.Labels).to.deep.equal(["ALL"]);
    });

    it("is updated although the session does not show yet", async () => {
      await home.up(args());
      rig.emulator.advance(300_000);
      rig.emulator.setSwitches({ statusLagMs: 20_000 });
      await startSession(20);
      await home.up(args({ labels: ["ALL"] }));
      rig.emulator.advance(60_000);
      expect((await describeIt()).Settings?.ConnectedHome?.Labels).to.deep.equal(["ALL"]);
    });

    it("is deleted once the session has ended", async () => {
      await home.up(args());
      await startSession(100);
      const before = rig.emulator.nowMs();
      const destroyed = await home.destroy();
      expect(changesIn(destroyed.calls)).to.deep.equal(["DeleteStreamProcessor"]);
      expect(rig.emulator.nowMs() - before).to.be.at.least(100_000);
    });

    it("is deleted as it is where it hangs in STARTING longer than any session", async () => {
      await home.up(args());
      rig.emulator.forceStatus({ arn: home.id, status: "STARTING" });
      const before = rig.emulator.nowMs();
      await home.destroy();
      expect(rig.emulator.state().streamProcessors).to.deep.equal([]);
      expect(rig.emulator.nowMs() - before).to.be.within(120_000, 200_000);
    });

    it("is not updated where it hangs in STARTING: the error says so at the deadline", async () => {
      await home.up(args());
      rig.emulator.forceStatus({ arn: home.id, status: "STARTING" });
      const failed = await home.up(args({ labels: ["ALL"] }), { fails: true });
      expect(failed.error).to.contain("[WaitTimedOut]").and.to.contain("last status STARTING");
      rig.emulator.forceStatus({ arn: home.id, status: "STOPPED" });
      const next = await home.up(args({ labels: ["ALL"] }));
      expect([next.steps, next.diffs]).to.deep.equal([["update"], ["settings"]]);
      expect((await describeIt()).Settings?.ConnectedHome?.Labels).to.deep.equal(["ALL"]);
    });

    it("that failed is no drift: starting it is the application's affair", async () => {
      await home.up(args());
      rig.emulator.forceStatus({ arn: home.id, status: "FAILED", message: "Access denied to Role" });
      expect((await home.refresh()).diffs).to.deep.equal([]);
      expect(home.outputs).to.include({ status: "FAILED", statusMessage: "Access denied to Role" });
      expect((await home.up(args())).calls).to.deep.equal([]);
      await home.up(args({ labels: ["ALL"] }));
      await home.destroy();
    });
  });

  it("refuses `running`, with the reason, at preview", async () => {
    const { plan } = await home.preview(args({}, { running: true }));
    expect(plan.op).to.equal("refused");
    const refused = await home.up(args({}, { running: true }), { fails: true });
    expect(refused.error).to.contain("never reaches RUNNING");
    expect(refused.calls).to.deep.equal([]);
  });

  it("is refused by AWS in Regions without it, and the message lists the causes", async () => {
    const refused = await home.up(args({}, { region: "eu-central-1" }), { fails: true });
    expect(refused.error)
      .to.contain("[StreamProcessorAccessDenied]")
      .and.to.contain("closed to new customers since 2026-04-30");
    expect(refused.error).to.contain("iam:PassRole").and.to.contain("eu-central-1");
    expect(refused.operations.filter((name) => name === "CreateStreamProcessor")).to.have.length(1);
  });
});
