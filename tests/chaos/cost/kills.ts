import { isFull } from "../in-process/sample.js";
import type { Report } from "../../provider/harness/command.js";
import type { KillPoint } from "../../provider/harness/plugin-process.js";
import type { StackResource } from "../../provider/harness/stack-resource.js";
import type { Metered } from "./metered.js";
import type { Scenario } from "./scenarios.js";

/** A command in the middle of which the process dies, after `given`. */
interface Victim {
  readonly name: string;
  readonly given?: object;
  readonly command: object | "destroy";
}

const victims: readonly Victim[] = [
  { name: "create", command: { minInferenceUnits: 1 } },
  { name: "a start", given: {}, command: { minInferenceUnits: 1 } },
  { name: "a stop", given: { minInferenceUnits: 1 }, command: {} },
  { name: "a change of units", given: { minInferenceUnits: 2 }, command: { minInferenceUnits: 1 } },
  { name: "destroy", given: { minInferenceUnits: 1 }, command: "destroy" },
  {
    name: "a replacement",
    given: { minInferenceUnits: 1, triggers: { data: "a" } },
    command: { minInferenceUnits: 1, triggers: { data: "b" } },
  },
];

/** For each victim: it dies at one point after the other, and what comes next, at once, is `up`, or `destroy`. */
export const killScenarios: readonly Scenario[] = victims.flatMap((victim) =>
  (["up", "destroy"] as const).map((next) => ({
    name: `${victim.name}, killed; then ${next}`,
    async run(stack: Metered): Promise<void> {
      const clean = await begun(stack, victim, "clean");
      const { operations } = await commanded(stack, clean, victim);
      await stack.destroy(clean);
      for (const point of sample(operations, next === "up")) {
        const model = await begun(stack, victim, `thing-${String(point.call)}`);
        await commanded(stack, model, victim, point);
        if (next === "up") {
          const { command, given } = victim;
          await upOrAdopt(stack, model, command === "destroy" ? (given ?? {}) : command);
          stack.anHour();
        }
        await stack.destroy(model);
      }
    },
  })),
);

/** Killed between the mark that there is a record and the record, `up` asks whose it is; the error names this way out. */
async function upOrAdopt(stack: Metered, model: StackResource, args: object): Promise<void> {
  const { error } = await stack.up(model, stack.model(args), { fails: "either" });
  if (error.endsWith("[RecordedBefore]")) await stack.up(model, stack.model({ ...args, adopt: true }));
  else if (error !== "") throw new Error(error);
}

/** How many points of one command are tried, unless all are. */
const POINTS = 5;

/**
 * Points among every call that is no repeated poll, the first poll after it, and the last one: before or after it by
 * turns. With `FULL=1` all of them.
 */
function sample(operations: readonly string[], isBefore: boolean): readonly KillPoint[] {
  const isPoll = (index: number): boolean => operations[index] === operations[index - 1];
  const calls = operations.flatMap((_, index) =>
    !isPoll(index) || !isPoll(index - 1) || !isPoll(index + 1) ? [index + 1] : [],
  );
  const step = isFull ? 1 : Math.max(1, calls.length / POINTS);
  const chosen = calls.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  return chosen.map((call, index) => ({ call, when: (index % 2 === 0) === isBefore ? "before" : "after" }));
}

async function begun(stack: Metered, { given }: Victim, name: string): Promise<StackResource> {
  const model = stack.thing("projectVersion", name);
  if (stack.project.state === undefined) await stack.makeProject();
  if (given === undefined) return model;
  await stack.up(model, stack.model(given));
  stack.anHour();
  return model;
}

function commanded(stack: Metered, model: StackResource, { command }: Victim, kill?: KillPoint): Promise<Report> {
  if (command === "destroy") return stack.destroy(model, kill);
  return stack.up(model, stack.model(command), { fails: "either", ...(kill === undefined ? {} : { kill }) });
}
