import { generatedFrom, page, table } from "../reference/markdown.js";
import { MINUTES, PRICE, REGION, dollars, usdPerHour } from "./life.js";

/** For how long a model serves, as people count it. */
const TIMES: readonly (readonly [string, number])[] = [
  ["an hour", 1],
  ["a working day, 8 hours", 8],
  ["a day", 24],
  ["a month, 730 hours", 730],
];

/** The page that says in text what the picture shows. */
export function lifePage(): string {
  const { training, starting, stopping } = MINUTES;
  const trains = usdPerHour("TRAINING_IN_PROGRESS");
  const serves = usdPerHour("RUNNING");
  const minutes = (count: number): string => `${String(count)} min`;
  const trainingCost = `${dollars(trains)} an hour, so ${dollars((training / 60) * trains)}`;
  return page(
    generatedFrom("tools/generate/model-life"),
    "# A model's life",
    "![A model's life: trained, checked, started, serving, replaced, stopped; the table below says the same](model-life.svg)",
    `The numbers are those of the picture. Minutes are the emulator's, which follow the times that AWS documents: 30 minutes to 24 hours for a training, 10 to 20 minutes for a stop and a start together. Dollars are for one inference unit, at the list prices of ${REGION}, ${PRICE.asOf}; other regions differ.`,
    table(
      ["", "what happens", "status", "how long", "old model", "new model"],
      [
        ["1", "**Train.** `pulumi up` of a new model", "`TRAINING_IN_PROGRESS`", minutes(training), trainingCost, ""],
        [
          "2",
          "**Gate.** It is judged by `minF1Score`, `minLabelF1` and `notWorseThan`: [quality gates](quality-gates.md)",
          "`TRAINING_COMPLETED`",
          "at once",
          "free",
          "",
        ],
        ["3", "**Start**, if `minInferenceUnits` is set", "`STARTING`", minutes(starting), "not billed", ""],
        [
          "4",
          "**Serve**, for as long as `minInferenceUnits` is set",
          "`RUNNING`",
          "days, weeks",
          `${dollars(serves)} a unit and hour, used or not`,
          "",
        ],
        [
          "5",
          "**Train** another one: `pulumi up` after a change of the training data or of `triggers`",
          "`TRAINING_IN_PROGRESS`",
          minutes(training),
          `serves, ${dollars(serves)} an hour`,
          trainingCost,
        ],
        ["6", "**Gate.**", "`TRAINING_COMPLETED`", "at once", "serves", "free"],
        [
          "7",
          "**Start** the new one",
          "`STARTING`",
          minutes(starting),
          `serves, ${dollars(serves)} an hour`,
          "not billed",
        ],
        [
          "8",
          "**Replace.** The old one is stopped when the new one runs and everything else of the `up` is done. Until then both cost. Then it is deleted",
          "`STOPPING`",
          minutes(stopping),
          "not billed from the Stop on",
          `serves, ${dollars(serves)} an hour`,
        ],
        ["9", "**Serve.**", "`RUNNING`", "days, weeks", "", `${dollars(serves)} an hour`],
        [
          "10",
          "**Stop.** `pulumi destroy` stops it and deletes it. Unsetting `minInferenceUnits` stops it and keeps it, which is free",
          "`STOPPING`",
          minutes(stopping),
          "",
          "not billed from the Stop on",
        ],
      ],
    ),
    "## Where it can end otherwise",
    `- **Below \`minF1Score\`, or where another gate is shut** (2, 6) the model is kept, but not started. \`up\` fails, and an old model keeps serving. The training is billed.
- **A training that fails** (1, 5) is not billed. \`up\` fails with AWS's reason, an old model keeps serving, and the next \`up\` trains again.
- **A start that fails** (3, 7) leaves the model trained but not running, and an old model serving. The next \`up\` starts it again.
- **An interrupted \`up\`** leaves a training running, since AWS has no call that cancels one. The next \`up\` continues with it: nothing is trained twice. See [interruptions](interruptions.md).
- **An \`up\` that fails elsewhere** between 7 and 8 leaves both models running until the next \`up\` or \`destroy\` succeeds. See [costs](costs.md#a-replacement-both-run-for-a-while).
- **With \`replacement: "stopFirst"\`** the old model is stopped between 6 and 7: both never run at once, and nothing serves while one stops and the other starts.`,
    "## What serving costs",
    table(
      ["one inference unit runs for", "costs"],
      TIMES.map(([time, hours]) => [time, dollars(serves * hours)]),
    ),
    "More on this: [costs](costs.md). What a change of each input does: [what a change does](resources.md#projectversion).",
  );
}
