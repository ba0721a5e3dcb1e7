import { FACADES, providePlugin } from "../../tests/e2e/harness/plugin-program.js";
import { Stack } from "../../tests/e2e/harness/stack.js";
import { interleaved } from "../measure/pairs.js";
import { NOWHERE } from "../plugin/start-up.js";
import type { Figure } from "../report/figure.js";
import type { Section } from "../section.js";
import { timed } from "./contest.js";
import { noOpProgram, ourProgram } from "./programs.js";

const PEER = "no-op provider";
const PROJECT = "arn:aws:rekognition:us-east-1:123456789012:project/animals/1700000000000";
const NAMES = { "pulumi-rekognition": "dynamic provider", "pulumi-rekognition/plugin": "plugin" } as const;
const ONE = { count: 1, projects: [PROJECT] };

/** The first command that a user gives: nothing is recorded yet, and nothing is asked of AWS. */
export const firstPreview: Section = {
  name: "first",
  title: "The first preview",
  async run({ count, progress }) {
    const pairs = count(7, 1);
    const options = { endpoint: NOWHERE, package: "tarball" } as const;
    const none = await Stack.create({ ...options, program: noOpProgram(ONE) });
    const figures: Figure[] = [];
    try {
      for (const facade of FACADES) {
        const ours = await Stack.create({ ...options, program: ourProgram(ONE, facade) });
        try {
          if (facade === "pulumi-rekognition/plugin") providePlugin(ours);
          const { [facade]: name } = NAMES;
          const programs = {
            "no resource": [`require("${facade}");`, 'require("@pulumi/pulumi");'],
            "one model": [ourProgram(ONE, facade), noOpProgram(ONE)],
          } as const;
          for (const [what, [our, their]] of Object.entries(programs)) {
            ours.setProgram(our);
            none.setProgram(their);
            const {
              ours: ms,
              theirs,
              ratio,
            } = await interleaved(
              pairs,
              () => timed(ours, "preview"),
              () => timed(none, "preview"),
              (pair) => {
                progress(`${name}, ${what}, pair ${pair} of ${pairs}`);
              },
            );
            const id = `first-${facade === "pulumi-rekognition" ? "dynamic" : "plugin"}-${what.replace(" ", "-")}`;
            figures.push(
              { id, what: `${name}, ${what}`, unit: "ms", ours: ms, peers: { [PEER]: theirs } },
              { id: `${id}-ratio`, what: `${name}, ${what}, ratio`, unit: "times", ours: ratio },
            );
          }
        } finally {
          ours.dispose();
        }
      }
    } finally {
      none.dispose();
    }
    return {
      method: [
        `\`pulumi preview\` in a stack without state, of a program that only imports the package and of one with a model, beside ` +
          `a program that imports @pulumi/pulumi alone and one whose provider does nothing; in turn, medians of ${pairs} pairs. ` +
          "Nobody answers where AWS would be: nothing is asked.",
        "What bounds it: the CLI, the start of Node for the program and once more for the provider, and the loading of @pulumi/pulumi in " +
          "both; of this package the program loads the classes, and the provider's process one file.",
      ],
      figures,
      plots: [],
    };
  },
};
