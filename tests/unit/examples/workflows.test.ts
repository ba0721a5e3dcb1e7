import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { parse, parseAllDocuments } from "yaml";

const folder = join(__dirname, "..", "..", "..", "..", "examples", "train-in-ci");
const PLACES = readdirSync(join(folder, "places"));

/** What the create of a model may take at most, and some to begin and to end. */
const DAY_MINUTES = 27 * 60;

function read(...path: string[]): string {
  return readFileSync(join(folder, ...path), "utf8");
}

function place(name: string): unknown {
  return parse(read("places", name));
}

interface Job {
  readonly "runs-on": string | readonly string[];
  readonly "timeout-minutes"?: number;
  readonly concurrency: string | { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly permissions?: object;
  readonly steps: readonly { readonly uses?: string; readonly with?: object; readonly run?: string }[];
}

interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const GITHUB = { "workflow.yml": read("workflow.yml") } as Record<string, string>;
for (const name of PLACES.filter((each) => each.startsWith("github-"))) GITHUB[name] = read("places", name);

for (const [name, text] of Object.entries(GITHUB)) {
  describe(`the workflow ${name} for GitHub Actions`, () => {
    const { permissions, jobs } = parse(text) as Workflow;
    const steps = Object.values(jobs).flatMap((job) => job.steps);

    it("may read the code, and ask for an identity, and no more", () => {
      for (const job of Object.values(jobs)) {
        expect({ contents: "read", "id-token": "write" }).to.deep.include({ ...permissions, ...job.permissions });
      }
    });

    it("pins every action to a commit, with its version beside", () => {
      const uses = text.split("\n").filter((line) => line.includes("uses:"));
      expect(uses).to.have.length(steps.filter((step) => step.uses !== undefined).length);
      for (const line of uses) expect(line).to.match(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });

    it("leaves no credentials in the checkout, which the program's packages can read", () => {
      const checkouts = steps.filter(({ uses = "" }) => uses.startsWith("actions/checkout@"));
      for (const checkout of checkouts) expect(checkout.with).to.deep.equal({ "persist-credentials": false });
    });

    it("puts nothing of the event into a script", () => {
      for (const { run = "" } of steps) expect(run).not.to.contain("${{");
    });

    it("runs one `up` at a time, and cancels none", () => {
      for (const { concurrency } of Object.values(jobs)) {
        if (typeof concurrency === "string") expect(concurrency).to.equal("model");
        else expect(concurrency).to.deep.equal({ group: "model", "cancel-in-progress": false });
      }
    });

    it("asks for no more time than its runners give, and for a day where it waits", () => {
      for (const job of Object.values(jobs)) {
        const isOurs = job["runs-on"].includes("self-hosted");
        const minutes = job["timeout-minutes"] ?? 360;
        if (isOurs) expect(minutes).to.be.within(DAY_MINUTES, 5 * 24 * 60);
        else expect(minutes).to.be.at.most(360);
      }
    });
  });
}

describe("the files for other places", () => {
  it("are those that are tested here", () => {
    const github = Object.keys(GITHUB).filter((name) => name !== "workflow.yml");
    const others = ["Jenkinsfile", "automation.mjs", "buildkite.yml", "buildspec.yml", "deployments.sh"];
    expect(PLACES).to.have.members([...github, ...others, "gitlab.yml", "kubernetes.yml"]);
  });

  it("are on the page that compares the places", () => {
    const page = readFileSync(join(folder, "..", "..", "docs", "operating.md"), "utf8");
    for (const name of PLACES) expect(page).to.contain(`(../examples/train-in-ci/places/${name})`);
  });

  it("name images by their version", () => {
    for (const name of PLACES) {
      const images = read("places", name).match(/(?<!@)\bpulumi\/pulumi\S*/g) ?? [];
      for (const image of images) expect(image).to.match(/^pulumi\/pulumi(-nodejs)?:\d+\.\d+\.\d+(-nonroot)?$/);
    }
  });

  it("GitLab: short jobs, one at a time, the second a day later", () => {
    interface GitLab {
      readonly stages: readonly string[];
      readonly ".up": Readonly<Record<string, unknown>>;
      readonly train: { readonly extends: string };
      readonly start: Readonly<Record<string, unknown>>;
    }
    const pipeline = place("gitlab.yml") as GitLab;
    expect(pipeline.stages).to.deep.equal(["train", "start"]);
    expect(pipeline[".up"]).to.include({ resource_group: "model", interruptible: false, timeout: "2 hours" });
    expect(pipeline.train.extends).to.equal(".up");
    expect(pipeline.start).to.include({ extends: ".up", when: "delayed", start_in: "1 day" });
  });

  it("CodeBuild: an `up` that ends the build if it fails, its token from Secrets Manager", () => {
    interface BuildSpec {
      readonly env: object;
      readonly phases: { readonly build: { readonly commands: readonly string[] } };
    }
    const { env, phases } = place("buildspec.yml") as BuildSpec;
    expect(env).to.deep.include({ "secrets-manager": { PULUMI_ACCESS_TOKEN: "pulumi-access-token" } });
    expect(phases.build.commands).to.deep.equal(["npm ci", "pulumi up --yes --stack dev"]);
    expect(phases.build).to.include({ "on-failure": "ABORT" });
    expect(read("places", "buildspec.yml")).to.contain(`timeoutInMinutes ${String(DAY_MINUTES)}`);
  });

  it("Buildkite and Jenkins: a day, one at a time", () => {
    const { steps } = place("buildkite.yml") as { readonly steps: readonly object[] };
    const limits = { concurrency: 1, concurrency_group: "model", timeout_in_minutes: DAY_MINUTES };
    expect(steps).to.have.length(1);
    expect(steps[0]).to.include(limits);
    expect(read("places", "Jenkinsfile")).to.contain("disableConcurrentBuilds()");
    expect(read("places", "Jenkinsfile")).to.contain("timeout(time: 27, unit: 'HOURS')");
  });

  it("Kubernetes: a stack with the service account's role, whose object can go without its models", () => {
    const [account, binding, stack] = parseAllDocuments(read("places", "kubernetes.yml")).map(
      (document) => document.toJS() as { readonly kind: string; readonly spec?: object; readonly metadata: object },
    );
    expect([account?.kind, binding?.kind]).to.deep.equal(["ServiceAccount", "ClusterRoleBinding"]);
    expect(account?.metadata).to.include({ name: "model", namespace: "models" });
    expect(stack?.kind).to.equal("Stack");
    expect(stack?.spec).to.include({ serviceAccountName: "model", destroyOnFinalize: false });
  });
});

describe("the short jobs' `up`", () => {
  const scripts: Record<string, string> = {};
  for (const [name, text] of Object.entries(GITHUB)) {
    const steps = Object.values((parse(text) as Workflow).jobs).flatMap((job) => job.steps);
    const script = steps.find(({ run = "" }) => run.includes("[TrainingGoesOn]"))?.run;
    if (script !== undefined) scripts[name] = script;
  }
  const [gitlab] = (place("gitlab.yml") as { readonly train: { readonly script: readonly string[] } }).train.script;
  scripts["gitlab.yml"] = gitlab ?? "";

  it("is in three files", () => {
    expect(Object.keys(scripts)).to.have.members(["workflow.yml", "github-hourly.yml", "gitlab.yml"]);
  });

  const ENDS = {
    "exit 0": 0,
    "echo 'error: it goes on [TrainingGoesOn]'; exit 255": 0,
    "echo 'error [AccessDenied]'; exit 255": 1,
  };
  for (const [name, script] of Object.entries(scripts)) {
    for (const [deed, ends] of Object.entries(ENDS)) {
      it(`in ${name} ends with ${String(ends)} after: ${deed}`, () => {
        const work = mkdtempSync(join(tmpdir(), "workflows-"));
        try {
          writeFileSync(join(work, "pulumi"), `#!/bin/sh\n${deed}\n`);
          chmodSync(join(work, "pulumi"), 0o755);
          // As GitHub's runner calls it; GitLab's sets no less.
          const { status } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
            cwd: work,
            env: { PATH: `${work}${delimiter}${process.env.PATH ?? ""}` },
          });
          expect(status).to.equal(ends);
        } finally {
          rmSync(work, { recursive: true });
        }
      });
    }
  }
});
