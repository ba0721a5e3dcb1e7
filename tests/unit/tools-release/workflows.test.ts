import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";

const root = join(__dirname, "..", "..", "..", "..");
const folder = join(root, ".github", "workflows");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
}

interface Job {
  readonly uses?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const textOf = (name: string): string => readFileSync(join(folder, name), "utf8");
const workflowOf = (name: string): Workflow => parse(textOf(name)) as Workflow;

/** The jobs that may do more than read, and what they may. */
const WRITERS: Readonly<Record<string, object>> = {
  "release.yml npm": { "id-token": "write" },
  "release.yml page": { contents: "write" },
};

describe("the repository's workflows", () => {
  for (const name of readdirSync(folder)) {
    const workflow = workflowOf(name);
    const jobs = Object.entries(workflow.jobs);
    const steps = jobs.flatMap(([, job]) => job.steps ?? []);

    it(`${name} pins every action to a commit, with its version beside`, () => {
      const uses = textOf(name)
        .split("\n")
        .filter((line) => line.includes("uses:") && !line.includes("uses: ./"));
      expect(uses).to.have.length(steps.filter((step) => step.uses !== undefined).length);
      for (const line of uses) expect(line).to.match(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });

    it(`${name} allows no job more than it needs`, () => {
      expect(workflow.permissions).to.deep.equal({});
      for (const [id, { permissions }] of jobs)
        expect(permissions, id).to.deep.equal(WRITERS[`${name} ${id}`] ?? { contents: "read" });
    });

    it(`${name} gives what may write none of the repository's code, and no code the credentials`, () => {
      for (const [id, { steps: own = [] }] of jobs) {
        const checkouts = own.filter(({ uses = "" }) => uses.startsWith("actions/checkout@"));
        for (const checkout of checkouts) expect(checkout.with).to.include({ "persist-credentials": false });
        if (!(`${name} ${id}` in WRITERS)) continue;
        expect(checkouts, id).to.deep.equal([]);
        for (const { run = "" } of own) expect(run).not.to.match(/\bnpm (?!publish )|\bnpx\b|\bnode\b|--no-ignore/);
      }
    });

    it(`${name} puts nothing of an event into a script, and is not run with secrets by strangers`, () => {
      for (const { run = "" } of steps) expect(run).not.to.contain("${{");
      expect(Object.keys(workflow.on)).not.to.include("pull_request_target");
      expect(textOf(name)).not.to.contain("secrets.");
    });

    it(`${name} ends every job by a deadline`, () => {
      for (const [id, job] of jobs.filter(([, { uses }]) => uses === undefined))
        expect(job["timeout-minutes"], id).to.be.greaterThan(0);
    });

    it(`${name} runs scripts that package.json has`, () => {
      const named = steps.flatMap(({ run = "" }) => [...run.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script));
      expect(Object.keys(scripts)).to.include.members(named);
    });
  }

  it("audit what is published every week, and test every change and every release", () => {
    expect(workflowOf("audit.yml").on).to.have.property("schedule");
    expect(workflowOf("ci.yml").on).to.include.keys("pull_request", "push");
    expect(workflowOf("release.yml").jobs.test?.uses).to.equal("./.github/workflows/ci.yml");
  });

  it("publish with provenance what was built, after the tests", () => {
    const { build, npm } = workflowOf("release.yml").jobs as Record<string, Job & { readonly needs?: string }>;
    expect([build?.needs, npm?.needs]).to.deep.equal(["test", "build"]);
    expect(npm?.steps?.at(-1)?.run).to.match(/^npm publish --provenance .* \.\/release\/pulumi-rekognition-\*\.tgz$/);
  });
});
