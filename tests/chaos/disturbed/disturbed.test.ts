import { expect } from "chai";
import { table as markdownTable, writeSection } from "../document.js";
import { startRig } from "../in-process/campaign.js";
import { chance, isFull, seed } from "../in-process/sample.js";
import { Stack } from "../in-process/stack.js";
import { CHANGING, LATE_TAGS, LOOKING_AND_REMOVING, MAKING } from "../turns/stories.js";
import { type Story, type Table, laidOn, turnsOf } from "../turns/turns.js";
import { ALL_ALONG, AT_A_CALL, AT_A_CALL_WITH_RECORD, type Disturbance } from "./disturbances.js";
import { disturbed } from "./trial.js";

/** Of the calls, so many are tried unless all are. */
const SHARE = 0.12;

const CASES: readonly (readonly [story: Story, disturbances: readonly Disturbance[]])[] = [
  ...MAKING.map((story) => [story, [...AT_A_CALL, ...ALL_ALONG]] as const),
  ...MAKING.map((story) => [{ ...story, ...LATE_TAGS }, ALL_ALONG] as const),
  ...[...CHANGING, ...LOOKING_AND_REMOVING].map(
    (story) => [story, [...AT_A_CALL, ...AT_A_CALL_WITH_RECORD, ...ALL_ALONG]] as const,
  ),
];

describe(`a command whose credentials or clock change: at ${isFull ? "any call" : `some calls (SEED=${seed})`}`, function () {
  this.timeout(3_600_000);
  const tried = new Map<string, { trials: number; violations: number }>();
  let table: Table;
  before(async () => {
    table = laidOn(await startRig());
  });
  after(async () => {
    await table.rig.close();
    if (!isFull) return;
    const rows = [...tried].map(([name, { trials, violations }]) => [name, String(trials), String(violations)]);
    const told = markdownTable(["disturbed by", "tried", "violations"], rows);
    await writeSection("credentials and clocks", `${INTRODUCTION}\n\n${told}`);
  });

  for (const [story, disturbances] of CASES) {
    it(`comes out right: ${story.name}`, async () => {
      const stage = { ...table, stack: new Stack(table.rig) };
      const all: string[] = [];
      for (const turn of await turnsOf(stage, story)) {
        for (const disturbance of disturbances) {
          const calls = disturbance.happen === undefined ? [1] : turn.truth.calls.map((_, index) => index + 1).slice(1);
          for (const nth of calls.filter((call) => isFull || drawn(turn.name, disturbance.name, call))) {
            const complaints = await disturbed(stage, turn, disturbance, nth);
            const { trials, violations } = tried.get(disturbance.name) ?? { trials: 0, violations: 0 };
            tried.set(disturbance.name, {
              trials: trials + 1,
              violations: violations + (complaints.length > 0 ? 1 : 0),
            });
            all.push(...complaints);
          }
        }
      }
      expect(all.join("\n")).to.equal("");
    });
  }
});

function drawn(...parts: (string | number)[]): boolean {
  return chance("disturbed", ...parts) < SHARE;
}

const INTRODUCTION = `## Credentials and clocks that change

At each call of each command the session expires and the credential chain then gives another account's credentials; the
machine's clock is set back by an hour; the machine sleeps for 20 minutes and its first connections break. All along a
command the clock is 10 minutes fast or slow. Credentials of another account end the command before anything is done with
them, and the next command with the right ones comes out right; everything else ends as if it had not been.`;
