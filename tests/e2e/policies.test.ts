import { chmodSync, cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { trainedOn } from "./harness/model-program.js";
import { nameOf } from "./harness/events.js";
import type { Operation } from "./harness/operation.js";
import { REPOSITORY } from "./harness/package-under-test.js";
import { FACADES } from "./harness/plugin-program.js";
import type { Stack } from "./harness/stack.js";
import { type FacadeName, SHORT, World } from "./harness/world.js";

/** The Node host here is older than policy plugins, so the copy of the pack names a runtime of its own, which this starts. */
const RUNTIME = "pack";
const RUN_PACK = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
const LAUNCHER = `#!/bin/sh\nexec ${JSON.stringify(process.execPath)} ${JSON.stringify(RUN_PACK)} "$@"\n`;

const MODEL = JSON.stringify(trainedOn("quickstart-data"));

const program = (from: string, project: object, model: object): string => `
  const { Project, ProjectVersion } = require("${from}");
  const project = new Project("shapes", ${JSON.stringify(project)});
  new ProjectVersion("model", { projectArn: project.arn, ...${MODEL}, ...${JSON.stringify(model)} });
`;

/** Copies the pack beside the stack's project, and gives what a command needs to run it with this configuration. */
function providePack({ folder, context }: Stack, config: object) {
  const place = mkdtempSync(join(folder, "..", "policies-"));
  const pack = join(place, "pack");
  cpSync(join(REPOSITORY, "examples", "policies"), pack, { recursive: true });
  symlinkSync(join(REPOSITORY, "node_modules"), join(pack, "node_modules"), "junction");
  writeFileSync(join(pack, "PulumiPolicy.yaml"), `runtime: ${RUNTIME}\n`);
  const commands = join(place, "commands");
  mkdirSync(commands);
  const launcher = join(commands, `pulumi-analyzer-policy-${RUNTIME}`);
  writeFileSync(launcher, LAUNCHER);
  chmodSync(launcher, 0o755);
  const configFile = join(place, "policy-config.json");
  writeFileSync(configFile, JSON.stringify(config));
  return {
    args: ["--policy-pack", pack, "--policy-pack-config", configFile],
    environment: { PATH: [commands, context.environment["PATH"]].join(delimiter) },
  };
}

/** What the pack found that must not be, as "policy: resource: message", without the policy's description. */
function violationsIn({ events }: Operation): string[] {
  return events.flatMap(({ policyEvent }) => {
    if (policyEvent === undefined) return [];
    const { policyName, resourceUrn = "", message, enforcementLevel } = policyEvent;
    if (enforcementLevel !== "mandatory") return [];
    return [`${policyName}: ${nameOf(resourceUrn)}: ${message.trim().split("\n").slice(1).join(" ")}`];
  });
}

const TEAM = { tags: { team: "vision" } };
const GATED = { minInferenceUnits: 1, minF1Score: 0.5, tags: { team: "vision", hours: "mon-fri 8-18" } };

async function story(facade: FacadeName, from: string) {
  const world = await World.create({ program: program(from, {}, {}), name: "dev-anna", facade, switches: SHORT });
  try {
    const { stack } = world;
    const elsewhere = providePack(stack, { "allowed-regions": { regions: ["eu-west-1", "eu-central-1"] } });
    const project = await world.observe(() => stack.up({ ...elsewhere, fails: true }));
    const pack = providePack(stack, {});
    stack.setProgram(program(from, TEAM, { minInferenceUnits: 1 }));
    const model = await world.observe(() => stack.preview({ ...pack, fails: true }));
    stack.setProgram(program(from, TEAM, { ...GATED, maxInferenceUnits: 3 }));
    const units = await world.observe(() => stack.preview({ ...pack, fails: true }));
    stack.setProgram(program(from, TEAM, GATED));
    const clean = await world.observe(() => stack.up(pack));
    return { project, model, units, clean, models: await world.models() };
  } finally {
    world.dispose();
  }
}

const FACADE_NAMES: readonly FacadeName[] = ["dynamic", "plugin"];
for (const [index, facade] of FACADE_NAMES.entries()) {
  describe(`the policy pack of the examples, over the ${facade} façade`, () => {
    let told: Awaited<ReturnType<typeof story>>;
    before(async () => {
      told = await story(facade, FACADES[index] ?? "");
    });

    it("stops what is in another region, or has no tag that says whose it is, before AWS is called", () => {
      expect(violationsIn(told.project.result)).to.have.members([
        "allowed-regions: shapes: Region us-east-1 is not allowed. Use eu-west-1 or eu-central-1.",
        "required-tags: shapes: The tag team is missing. Add it to tags.",
      ]);
      expect(told.project.calls).to.deep.equal([]);
    });

    it("says at preview that a model is started without a gate, without a tag, and at all hours", () => {
      expect(violationsIn(told.model.result)).to.have.members([
        "gate-before-serving: model: This model is started whatever its test results are. Set one of minF1Score, minLabelF1, notWorseThan, such as minF1Score: 0.8.",
        "required-tags: model: The tag team is missing. Add it to tags.",
        'hours-in-dev: model: This model runs at all hours in a stack for development. Add the tag hours, such as "mon-fri 8-18", and the schedule that keeps to it (see the example office-hours).',
      ]);
    });

    it("says at preview that the models of the stack may have more units in all than are allowed", () => {
      expect(violationsIn(told.units.result).map(withoutResource)).to.deep.equal([
        "units-of-a-stack: The models of this stack have up to 3 inference units (model 3), about $12 an hour in us-east-1, and 2 are allowed. Lower minInferenceUnits or maxInferenceUnits, or leave minInferenceUnits out of a model that need not run.",
      ]);
    });

    it("lets a stack pass that keeps to all of it", () => {
      expect(violationsIn(told.clean.result)).to.deep.equal([]);
      expect(told.models.map(({ status }) => status)).to.deep.equal(["RUNNING"]);
    });
  });
}

/** A policy about the whole stack names the stack, or nothing. */
function withoutResource(violation: string): string {
  return violation.replace(/^([\w-]+): [^:]*: /, "$1: ");
}
