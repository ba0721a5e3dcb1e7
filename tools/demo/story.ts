import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  DescribeProjectVersionsCommand,
  DetectCustomLabelsCommand,
  type ProjectVersionDescription,
  StopProjectVersionCommand,
} from "@aws-sdk/client-rekognition";
import type { Narrator } from "./narrator.js";
import { DATA, DemoError, type Stage } from "./stage.js";

/** What one chapter hands on to the next: the model that serves. */
interface Memory {
  modelArn: string;
}

export interface Chapter {
  readonly title: string;
  readonly play: (stage: Stage, memory: Memory, narrator: Narrator) => Promise<void>;
}

const HOUR_MS = 3_600_000;
const UNITS = "quickstart:minInferenceUnits";

async function describe(stage: Stage, modelArn: string): Promise<ProjectVersionDescription> {
  const { projects } = await stage.control.state();
  const projectArn = projects.find((project) => project.versions.some((version) => version.arn === modelArn))?.arn;
  if (projectArn === undefined) throw new DemoError(`The model ${modelArn} is gone.`);
  const answer = await stage.aws.send(new DescribeProjectVersionsCommand({ ProjectArn: projectArn }));
  const found = answer.ProjectVersionDescriptions?.find((version) => version.ProjectVersionArn === modelArn);
  if (found === undefined) throw new DemoError(`DescribeProjectVersions does not list ${modelArn}.`);
  return found;
}

async function checkRuns(stage: Stage, modelArn: string, units: number): Promise<void> {
  const { Status: status, MinInferenceUnits: min } = await describe(stage, modelArn);
  const is = `${status ?? "without status"} with ${min ?? "no"} inference unit(s)`;
  stage.check(
    status === "RUNNING" && min === units,
    `AWS says the model is ${is}`,
    `The model is ${is}, not ${units}.`,
  );
}

function checkQuiet(stage: Stage, calls: readonly { readonly operation: string }[]): void {
  const made = calls.map((call) => call.operation).join(", ");
  stage.check(calls.length === 0, "no AWS call was made", `AWS calls were made: ${made}.`);
}

/** The story, chapter by chapter. Each one fails the demo when the service is not in the state the chapter says. */
export const story: readonly Chapter[] = [
  {
    title: "Configure the quickstart and look at what would be made",
    play: async (stage) => {
      await stage.configureExample();
      await stage.configure(UNITS, "1");
      const calls = await stage.callsDuring(async () => {
        const text = await stage.pulumi("preview");
        stage.check(
          /\+ \d+ to create/.test(text),
          "the preview shows what is to be created",
          "Nothing is to be created.",
        );
      });
      checkQuiet(stage, calls);
    },
  },
  {
    title: "Make it: an hour of training, then the model starts with 1 inference unit",
    play: async (stage, memory) => {
      await stage.pulumi("up", "--yes", "--skip-preview");
      memory.modelArn = (await stage.model()).arn;
      await checkRuns(stage, memory.modelArn, 1);
      const state = await stage.control.state();
      const made = `${state.collections.length} collection(s) and ${state.streamProcessors.length} stream processor(s)`;
      const asWanted = state.collections.length === 1 && state.streamProcessors.length === 1;
      stage.check(asWanted, `there are ${made}`, `There are ${made}, not one of each.`);
    },
  },
  {
    title: "Run it again without a change",
    play: async (stage) => {
      const calls = await stage.callsDuring(async () => {
        const text = await stage.pulumi("up", "--yes", "--skip-preview");
        const unchanged = /\d+ unchanged/.test(text) && !/[+~-] \d+ (created|updated|deleted|replaced)/.test(text);
        stage.check(unchanged, "everything is unchanged", "Something changed.");
      });
      checkQuiet(stage, calls);
    },
  },
  {
    title: "Preview twice the capacity",
    play: async (stage) => {
      await stage.configure(UNITS, "2");
      const calls = await stage.callsDuring(async () => {
        const text = await stage.pulumi("preview", "--diff");
        const line = /~ minInferenceUnits: 1 => 2/.test(text);
        stage.check(line, "the preview shows the one changed property", "The preview does not show 1 => 2.");
        stage.check(/~ 1 to update/.test(text), "one update in place", "It is not exactly one update.");
      });
      checkQuiet(stage, calls);
    },
  },
  {
    title: "Double the capacity, in place",
    play: async (stage, memory) => {
      const before = await stage.control.meter();
      await stage.pulumi("up", "--yes", "--skip-preview");
      await checkRuns(stage, memory.modelArn, 2);
      const after = await stage.control.meter();
      stage.check(
        after.trainingSeconds === before.trainingSeconds,
        "nothing was trained again",
        "It was trained again.",
      );
    },
  },
  {
    title: "Ask the model what one of the images shows",
    play: async (stage, memory, narrator) => {
      const image = "images/triangle-01.png";
      narrator.say(`DetectCustomLabels for ${image} (simulated: the emulator knows what the manifest says of it)`);
      const request = { ProjectVersionArn: memory.modelArn, Image: { Bytes: readFileSync(join(DATA, image)) } };
      const { CustomLabels: labels = [] } = await stage.aws.send(new DetectCustomLabelsCommand(request));
      for (const { Name, Confidence } of labels) narrator.say(`  ${Name ?? "?"}: ${Confidence?.toFixed(1) ?? "?"} %`);
      const best = labels[0]?.Name ?? "nothing";
      stage.check(best === "triangle", "the model sees a triangle", `The model sees ${best}, not a triangle.`);
    },
  },
  {
    title: "Somebody stops the model behind Pulumi's back, and a refresh notices",
    play: async (stage, memory, narrator) => {
      narrator.say("StopProjectVersion, by another program:");
      await stage.aws.send(new StopProjectVersionCommand({ ProjectVersionArn: memory.modelArn }));
      await stage.control.waitForState("the model is STOPPED", ({ projects }) =>
        projects.some(({ versions }) =>
          versions.some(({ arn, status }) => arn === memory.modelArn && status === "STOPPED"),
        ),
      );
      const text = await stage.pulumi("refresh", "--yes", "--skip-preview", "--diff");
      stage.check(text.includes("- minInferenceUnits"), "the refresh shows the drift", "The refresh shows no drift.");
      const { Status: status } = await describe(stage, memory.modelArn);
      stage.check(status === "STOPPED", "a refresh only looks: the model is still STOPPED", `It is ${status ?? "?"}.`);
    },
  },
  {
    title: "Repair it",
    play: async (stage, memory) => {
      await stage.pulumi("up", "--yes", "--skip-preview");
      await checkRuns(stage, memory.modelArn, 2);
    },
  },
  {
    title: "Take everything down",
    play: async (stage, _memory, narrator) => {
      const before = await stage.meter("before destroy");
      stage.check(before.running === 1, "the meter runs", "No model runs.");
      await stage.pulumi("destroy", "--yes", "--skip-preview");
      const { projects, collections, streamProcessors } = await stage.control.state();
      const left = projects.length + collections.length + streamProcessors.length;
      stage.check(left === 0, "nothing is left in the account", `${left} thing(s) are left.`);
      const after = await stage.meter("after destroy");
      await stage.control.clock({ advanceMs: HOUR_MS });
      narrator.say("An hour passes.");
      const later = await stage.meter("an hour later");
      const isSame =
        after.trainingSeconds === later.trainingSeconds && after.inferenceUnitSeconds === later.inferenceUnitSeconds;
      stage.check(isSame, "the meter stands still", "The meter still runs after destroy.");
    },
  },
];
