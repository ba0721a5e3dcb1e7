import { expect } from "chai";
import type { OperationContext, RecordedMeta } from "../../../provider/lifecycle/handler.js";
import {
  afterDeletion,
  assertRecordedAccount,
  findOrGone,
  findRecorded,
  lookFor,
  waitToAppear,
  watchProject,
} from "../../../provider/lifecycle/presence.js";
import type { Observation, Sought } from "../../../provider/lifecycle/wait-for-state.js";
import { failureOf } from "../../provider/harness/failure.js";
import { FakeClock } from "./fake-clock.js";
import { ACCOUNT, ARN, fakeContext } from "./fake-context.js";

type Seen = Observation<"HERE", string>;
const here: Seen = { status: "HERE", value: ARN };
const STARTED_AT = 1_000_000;

describe("a look", () => {
  const look = (found: Seen | undefined, arn?: string): Promise<Seen | undefined> =>
    lookFor(
      () => Promise.resolve(found),
      (value) => value,
      arn,
    )();

  it("finds whatever has the name, or only the one with the ARN that is asked for", async () => {
    expect(await look(here)).to.equal(here);
    expect(await look(here, ARN)).to.equal(here);
    expect(await look(here, "another")).to.equal(undefined);
    expect(await look(undefined, ARN)).to.equal(undefined);
  });
});

describe("a thing that is looked for", () => {
  let clock: FakeClock;
  let context: OperationContext;
  let asked: number;
  /** From when on it shows, and until when. */
  let fromMs: number;
  let untilMs: number;
  /** From when on looks that do not find it prove it gone. */
  let goneAtMs: number;
  beforeEach(() => {
    clock = new FakeClock(STARTED_AT);
    asked = 0;
    const aws = {
      account() {
        asked += 1;
        return Promise.resolve(ACCOUNT);
      },
    };
    context = fakeContext(clock, { aws });
    [fromMs, untilMs, goneAtMs] = [0, Infinity, 0];
  });
  const elapsed = (): number => clock.monotonicMs() - STARTED_AT;
  const thing: Sought<"HERE", string> = {
    subject: "lamp",
    look: () => Promise.resolve(elapsed() >= fromMs && elapsed() < untilMs ? here : undefined),
    isGone: () => elapsed() >= goneAtMs,
  };
  /** The record of one that was claimed so long ago. */
  const recorded = (agoMs: number): RecordedMeta => ({
    v: 2,
    claim: "",
    claimedAt: (STARTED_AT - agoMs) / 1_000,
    createdAt: 0,
  });

  it("appears within the longest lag, or was not seen, which is no error", async () => {
    fromMs = 60_000;
    expect(await waitToAppear(context, thing)).to.equal(here);
    fromMs = Infinity;
    const startedMs = elapsed();
    expect(await waitToAppear(context, thing)).to.equal(undefined);
    expect(elapsed() - startedMs).to.equal(65_000);
  });

  it("is found at once where it is there, and then nobody asks for the account", async () => {
    expect(await findRecorded(context, thing, ARN, recorded(0))).to.equal(here);
    expect([elapsed(), asked]).to.deep.equal([0, 0]);
  });

  it("is gone once that is proven", async () => {
    fromMs = Infinity;
    goneAtMs = 10_000;
    expect(await findOrGone(context, thing)).to.equal(undefined);
    expect(elapsed()).to.be.within(10_000, 12_000);
  });

  it("may show again before its absence is proven", async () => {
    [fromMs, goneAtMs] = [5_000, 10_000];
    expect(await findOrGone(context, thing)).to.equal(here);
  });

  it("is not gone for two minutes after it was claimed: it may not be visible yet", async () => {
    fromMs = Infinity;
    expect(await findRecorded(context, thing, ARN, recorded(30_000))).to.equal(undefined);
    expect(elapsed()).to.be.within(90_000, 92_000);
  });

  it("is gone at once where it was claimed longer ago, or by nobody knows when", async () => {
    fromMs = Infinity;
    expect(await findRecorded(context, thing, ARN, recorded(120_000))).to.equal(undefined);
    expect(await findRecorded(context, thing, ARN, undefined)).to.equal(undefined);
    expect(elapsed()).to.equal(0);
  });

  it("is as fresh where the clock that recorded it was ahead, and not where it was far ahead", async () => {
    fromMs = Infinity;
    expect(await findRecorded(context, thing, ARN, recorded(-3_600_000))).to.equal(undefined);
    expect(elapsed()).to.equal(0);
    await findRecorded(context, thing, ARN, recorded(-60_000));
    expect(elapsed()).to.be.at.least(180_000);
  });

  it("is not gone where the credentials are another account's", async () => {
    fromMs = Infinity;
    const elsewhere = ARN.replace(ACCOUNT, "444455556666");
    const failure = await failureOf(findRecorded(context, thing, elsewhere, undefined));
    expect(failure).to.contain("made in account 444455556666, but the credentials belong to account 111122223333");
    expect(failure).to.contain("[WrongAccount]");
    await assertRecordedAccount(context, ARN);
    await assertRecordedAccount(context, "no ARN at all");
  });

  it("is gone after one look once AWS took its deletion", () => {
    goneAtMs = Infinity;
    expect([thing.isGone(), afterDeletion(thing).isGone()]).to.deep.equal([false, true]);
  });
});

describe("the project that something is made in", () => {
  const PROJECT = `arn:aws:rekognition:us-east-1:${ACCOUNT}:project/animals/1700000000000`;
  const set = (type: string, Status = "CREATE_COMPLETE"): object => ({ DatasetArn: `${PROJECT} ${type}`, Status });
  let project: object | undefined;
  let named: string[];
  const watched = (): Promise<() => Promise<void>> => {
    named = [];
    const describe = {
      project(name: string) {
        named.push(name);
        return Promise.resolve(project);
      },
    };
    return watchProject(fakeContext(new FakeClock(), { describe }), "model", PROJECT);
  };
  const whole = { ProjectArn: PROJECT, Status: "CREATED", Datasets: [set("train"), set("test")] };
  beforeEach(() => {
    project = whole;
  });

  it("is no reason to fail where it stays as it was, or has more in it", async () => {
    await (
      await watched()
    )();
    expect(named).to.deep.equal(["animals", "animals"]);
    project = { ...whole, Datasets: [set("train")] };
    const assertStays = await watched();
    project = whole;
    await assertStays();
  });

  it("has no datasets to lose where it has none, or did not show at first", async () => {
    project = { ProjectArn: PROJECT, Status: "CREATED" };
    await (
      await watched()
    )();
    project = undefined;
    const assertStays = await watched();
    project = whole;
    await assertStays();
  });

  const losses: { what: string; then: object | undefined; names: string }[] = [
    { what: "is gone", then: undefined, names: PROJECT },
    { what: "is being deleted", then: { ...whole, Status: "DELETING" }, names: PROJECT },
    { what: "is another one of the same name", then: { ...whole, ProjectArn: "other" }, names: PROJECT },
    { what: "lost a dataset", then: { ...whole, Datasets: [set("train")] }, names: `${PROJECT} test` },
    { what: "lost all datasets", then: { ...whole, Datasets: undefined }, names: `${PROJECT} train` },
    {
      what: "is losing a dataset",
      then: { ...whole, Datasets: [set("train", "DELETE_IN_PROGRESS"), set("test")] },
      names: `${PROJECT} train`,
    },
  ];
  for (const { what, then, names } of losses) {
    it(`is named where it ${what}`, async () => {
      const assertStays = await watched();
      project = then;
      const failure = await failureOf(assertStays());
      expect(failure).to.contain(`model could not be made: ${names} is gone or being deleted.`);
      expect(failure).to.contain("[DeletedOutside]");
    });
  }
});
