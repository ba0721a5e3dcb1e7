import { expect } from "chai";
import * as demanded from "../../provider/aws/demanded.js";
import * as awsAnswer from "../../provider/aws/exchange/aws-answer.js";
import * as atRest from "../../provider/lifecycle/at-rest.js";
import { StatusTable } from "../../provider/lifecycle/status-table.js";
import * as takingUp from "../../provider/lifecycle/taking-up.js";
import * as decide from "../../sweep/find/decide.js";
import { ACCOUNT, type Rig } from "../provider/harness/rig.js";
import { AT_A_CALL } from "./disturbed/disturbances.js";
import { disturbed } from "./disturbed/trial.js";
import { EVENTS } from "./identity/identities.js";
import { setStage } from "./identity/stage.js";
import { type Encounter, meet } from "./identity/trial.js";
import { complaints as complaintsOfKills, prepare, startRig, tryAll } from "./in-process/campaign.js";
import { LATE } from "./in-process/late.js";
import { SCENARIOS, type Series } from "./in-process/scenarios.js";
import { spoilings } from "./spoiled/campaign.js";
import { type Spoiling, attempt } from "./spoiled/trial.js";
import { complaints as complaintsOfSpoiling } from "./spoiled/verdict.js";
import { type Tap } from "./turns/line.js";
import { CHANGING, LOOKING_AND_REMOVING, MAKING } from "./turns/stories.js";
import { type Table, type Turn, laidOn, turnsOf } from "./turns/turns.js";

/** One rule of the provider switched off, a trial in which that shows, and as what. */
interface Control {
  readonly without: string;
  /** What holds the rule, and what stands in for it; none where the trial itself takes it out, asked to. */
  readonly holder?: object;
  readonly instead?: Readonly<Record<string, unknown>>;
  readonly trial: (rig: Rig, isOff: boolean) => Promise<string[]>;
  readonly shows: RegExp;
}

const STORIES = [...MAKING, ...CHANGING, ...LOOKING_AND_REMOVING];

/** All who ask are told the account that was asked for first. */
const SAME: Tap = {
  rather: ({ operation }, answer) =>
    operation !== "GetCallerIdentity"
      ? undefined
      : { ...answer, body: answer.body.replace(/<Account>\d+</, `<Account>${ACCOUNT}<`) },
};

const CONTROLS: readonly Control[] = [
  {
    without: "the judge of what an answer of AWS looks like",
    holder: awsAnswer,
    instead: { assertAwsAnswer: () => undefined },
    trial: spoiled("destroy: model", { form: "error body with status 200", operation: "StopProjectVersion", times: 3 }),
    shows: /StateDidNotChange/,
  },
  {
    without: "the members that every answer is demanded to have",
    holder: demanded,
    instead: { assertComplete: () => undefined },
    trial: spoiled("up: visitors", { form: "ARN missing", operation: "CreateCollection", times: 1 }),
    shows: /in the state: visitors.id: arn: instead of/,
  },
  {
    without: "an end for statuses that are not known",
    holder: StatusTable.prototype,
    instead: {
      of(this: StatusTable<string, unknown>, status: string) {
        return this.or(status, undefined);
      },
    },
    trial: spoiled("up, made but not recorded: model", {
      form: "unknown status",
      operation: "DescribeProjectVersions",
      times: 3,
    }),
    shows: /CreateProjectVersion|DeleteProjectVersion/,
  },
  {
    without: "doubt of a status after an interruption",
    holder: atRest,
    instead: { doubtFromNow: () => atRest.NO_DOUBT },
    trial: late("status", "update of units", "StartProjectVersion", "revert"),
    shows: /overpaid: 7200/,
  },
  {
    without: "the difference between an equal identity and an origin",
    holder: takingUp,
    instead: {
      judge: (_context: unknown, { claim }: { claim: { token: string } }) => ({
        action: "take",
        by: "identity",
        phase: "recorded",
        from: claim.token,
      }),
    },
    trial: met({ event: "stack rename", name: "model", order: "after", deed: "up, destroy" }),
    shows: /harmed/,
  },
  {
    without: "regard for what another state has recorded in a sweep",
    holder: decide,
    instead: { causeOf: () => "orphan" },
    trial: met({ event: "state move", name: "visitors", order: "after", deed: "up, sweep --delete" }),
    shows: /harmed/,
  },
  {
    without: "an account that is asked for again with other credentials",
    trial: (rig, isOff) =>
      disturbedOnce(rig, "another account's credentials, which are not allowed", isOff ? SAME : {}),
    shows: /in the other account/,
  },
  {
    without: "a clock that nobody sets",
    trial: async (rig, isOff) => {
      const { time } = rig;
      if (isOff) time.monotonicMs = () => time.now();
      return disturbedOnce(rig, "the clock set back by an hour", {});
    },
    shows: /took|fails/,
  },
];

describe("what the campaigns notice of a provider", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await startRig();
  });
  afterEach(() => rig.close());

  for (const { without, holder = {}, instead = {}, trial, shows } of CONTROLS) {
    it(`without ${without}`, async () => {
      const original = Object.fromEntries(
        Object.keys(instead).map((name) => [name, (holder as Record<string, unknown>)[name]]),
      );
      expect(Object.values(original)).not.to.include(undefined);
      expect((await trial(rig, false)).join("\n"), "as it is").to.equal("");
      Object.assign(holder, instead);
      try {
        expect((await trial(rig, true)).join("\n")).to.match(shows);
      } finally {
        Object.assign(holder, original);
      }
    });
  }
});

/** A trial of the campaign of spoiled answers. */
function spoiled(
  name: string,
  { form, ...where }: Pick<Spoiling, "operation" | "times"> & { readonly form: string },
): Control["trial"] {
  return async (rig) => {
    const { table, turn } = await turnCalled(rig, name);
    const spoiling = spoilings(turn).find(
      (each) => each.form.name === form && each.operation === where.operation && each.times === where.times,
    );
    if (spoiling === undefined) throw new Error(`${where.operation} is not spoiled so in ${name}`);
    return complaintsOfSpoiling(await attempt(table, turn, spoiling));
  };
}

/** A trial of the campaign of kills while answers are late. */
function late(what: keyof typeof LATE, name: string, operation: string, series: Series): Control["trial"] {
  return async (rig) => {
    const scenario = SCENARIOS.find((each) => each.name === name);
    if (scenario === undefined) throw new Error(`there is no scenario ${name}`);
    const campaign = await prepare(rig, scenario, LATE[what]);
    const point = campaign.points.find((each) => each.changes && each.operation === operation && each.when === "after");
    if (point === undefined) throw new Error(`${name} does not call ${operation}`);
    return (await tryAll(campaign, [point], series, [0])).flatMap(complaintsOfKills);
  };
}

/** A trial of the campaign of identities. */
function met(encounter: Omit<Encounter, "identity">): Control["trial"] {
  return async (rig) => {
    const identity = EVENTS[encounter.event];
    if (identity === undefined) throw new Error(`there is no event ${encounter.event}`);
    return meet(await setStage(rig), { ...encounter, identity });
  };
}

/** A trial of the campaign of credentials and clocks. */
async function disturbedOnce(rig: Rig, name: string, tap: Tap): Promise<string[]> {
  const { table, turn } = await turnCalled(rig, "up: shapes");
  const disturbance = AT_A_CALL.find((each) => each.name === name);
  if (disturbance === undefined) throw new Error(`there is no disturbance ${name}`);
  table.line.clear();
  table.line.tap = tap;
  return disturbed(table, turn, disturbance, 2);
}

async function turnCalled(rig: Rig, name: string): Promise<{ table: Table; turn: Turn }> {
  const table = laidOn(rig);
  const story = STORIES.find((each) => name.startsWith(`${each.name}:`) || name.startsWith(`${each.name},`));
  const turn = story && (await turnsOf(table, story)).find((each) => each.name === name);
  if (turn === undefined) throw new Error(`there is no turn ${name}`);
  return { table, turn };
}
