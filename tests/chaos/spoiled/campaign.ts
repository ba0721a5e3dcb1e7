import { expect } from "chai";
import { type Part, table as markdownTable, writeSection } from "../document.js";
import { startRig } from "../in-process/campaign.js";
import { chance, isFull, seed } from "../in-process/sample.js";
import { Stack } from "../in-process/stack.js";
import { FORMS } from "./forms.js";
import { type Spoiling, TIMES, type Trial, attempt } from "./trial.js";
import { type Passed } from "../turns/line.js";
import { type Story, type Table, type Turn, laidOn, turnsOf } from "../turns/turns.js";
import { complaints } from "./verdict.js";

/** Of all the ways for an answer to be spoiled, so many are tried unless all are. */
const SHARE = 0.025;

/** Every answer of some stories is spoiled. */
export function spoiledCampaign(part: Part, stories: readonly Story[]): void {
  describe(`commands ${part}: ${isFull ? "every answer" : `some answers (SEED=${seed})`} once, thrice and for ever`, function () {
    this.timeout(3_600_000);
    const rows: string[][] = [];
    let table: Table;
    before(async () => {
      table = laidOn(await startRig());
    });
    after(async () => {
      await table.rig.close();
      const head = ["during", "answers", ...TIMES.map(often), "violations"];
      if (isFull) await writeSection(part, `### ${part}\n\n${markdownTable(head, rows)}`);
    });

    for (const story of stories) {
      it(`end as with true answers: ${story.name}`, async () => {
        const stage = { ...table, stack: new Stack(table.rig) };
        const turns = await turnsOf(stage, story);
        const trials: Trial[] = [];
        for (const turn of turns) {
          for (const spoiling of spoilings(turn).filter((each) => isFull || drawn(turn, each))) {
            trials.push(await attempt(stage, turn, spoiling));
          }
        }
        const bad = trials.filter((trial) => complaints(trial).length > 0);
        const answers = turns.reduce((sum, { passed }) => sum + passed.length, 0);
        const tried = TIMES.map((times) => trials.filter(({ spoiling }) => spoiling.times === times).length);
        rows.push([story.name, ...[answers, ...tried, bad.length].map(String)]);
        expect(bad.flatMap(complaints).join("\n")).to.equal("");
      });
    }
  });
}

/** All ways in which the answers of a turn can be spoiled; for ever only from the first call of an operation on. */
export function spoilings({ passed }: Turn): Spoiling[] {
  const telling = passed.filter((_, index) => !isInMiddle(passed, index));
  return telling.flatMap((exchange) => {
    const { operation, nth, answer } = exchange;
    if (answer === undefined) return [];
    const forms = FORMS.filter((form) => form.spoil(answer, exchange) !== undefined);
    return forms.flatMap((form) => {
      const isForEver = nth === 1 && form.looksTrue?.(operation) !== true;
      return TIMES.filter((times) => times !== Infinity || isForEver).map((times) => ({ form, operation, nth, times }));
    });
  });
}

/** Whether the two answers before it and the one after it are just the same: in the middle of a wait. */
function isInMiddle(passed: readonly Passed[], index: number): boolean {
  return [index - 2, index - 1, index + 1].every((other) => isAlike(passed[other], passed[index]));
}

function isAlike(one: Passed | undefined, other: Passed | undefined): boolean {
  return (
    one?.operation === other?.operation && one?.request === other?.request && one?.answer?.body === other?.answer?.body
  );
}

function drawn({ name }: Turn, { form, operation, nth, times }: Spoiling): boolean {
  return chance("spoiled", name, operation, nth, form.name, times) < SHARE;
}

function often(times: number): string {
  return times === 1 ? "once" : times === 3 ? "thrice" : "for ever";
}
