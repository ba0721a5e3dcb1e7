import { execFileSync } from "node:child_process";
import { REPOSITORY } from "../../tests/e2e/harness/package-under-test.js";
import { interleaved } from "../measure/pairs.js";
import { atMost } from "../report/figure.js";
import type { Section } from "../section.js";

const MOST = 1.1;

/** Milliseconds that a new process takes to import a package. */
function importing(name: string): Promise<number> {
  const program = `const from = performance.now(); await import(${JSON.stringify(name)}); console.log(performance.now() - from);`;
  const options = { cwd: REPOSITORY, encoding: "utf8" } as const;
  return Promise.resolve(Number(execFileSync(process.execPath, ["--input-type=module", "--eval", program], options)));
}

/** What the package adds to the start of a program. */
export const importTime: Section = {
  name: "import",
  title: "Import of the package",
  async run({ count, progress }) {
    const pairs = count(21, 3);
    const measured = await interleaved(
      pairs,
      () => importing("pulumi-rekognition"),
      () => importing("@pulumi/pulumi"),
      (pair) => {
        progress(`pair ${pair} of ${pairs}`);
      },
    );
    const peer = "@pulumi/pulumi alone";
    return {
      method: [
        `\`import "pulumi-rekognition"\`, which imports @pulumi/pulumi, in a new process, in turn with @pulumi/pulumi ` +
          `alone; medians of ${pairs} pairs.`,
      ],
      figures: [
        { id: "import", what: "import", unit: "ms", ours: measured.ours, peers: { [peer]: measured.theirs } },
        {
          id: "import-ratio",
          what: "import, ratio",
          unit: "times",
          ours: measured.ratio,
          bound: atMost(measured.ratio, MOST, `at most ${MOST}x`),
        },
      ],
      plots: [],
    };
  },
};
