import type { Verb } from "../../../tools/sandbox/stack-cli.js";
import { modelProgram } from "../harness/model-program.js";
import type { ModelProgram } from "../harness/model-program.js";
import { changesIn } from "../harness/operation.js";
import type { Operation, OperationOptions } from "../harness/operation.js";
import { SHORT, World } from "../harness/world.js";
import type { WorldOptions } from "../harness/world.js";

/** What a command on a stack with a model did, and how things stood afterwards. */
export interface Chapter {
  readonly operation: Operation;
  /** What was done to each resource, such as "update model". */
  readonly changes: readonly string[];
  /** What was said about resources, errors and warnings. */
  readonly said: string;
  /** CreateProjectVersion calls, refused ones included. */
  readonly trainingsAskedFor: number;
  readonly models: readonly { readonly arn: string; readonly status: string }[];
  /** The ARN of what the state has as "model". */
  readonly recorded: string | undefined;
}

export type ChapterOptions = OperationOptions & {
  /** The program from now on. */
  readonly program?: string;
  /** What the next trainings score, instead of well. */
  readonly scores?: readonly number[];
};

/** Runs a command, and looks around. */
export async function chapter(world: World, verb: Verb, options: ChapterOptions = {}): Promise<Chapter> {
  const { program, scores, ...more } = options;
  if (program !== undefined) world.stack.setProgram(program);
  if (scores !== undefined) {
    await world.emulator.control.script({ training: scores.map((f1Score) => ({ f1Score })) });
  }
  const { result: operation, calls } = await world.observe(() => world.stack[verb](more));
  return {
    operation,
    changes: changesIn(operation),
    said: operation.diagnostics
      .filter(({ urn, ephemeral }) => urn !== undefined && !ephemeral)
      .map(({ message }) => message)
      .join("\n"),
    trainingsAskedFor: calls.filter((call) => call.operation === "CreateProjectVersion").length,
    models: (await world.models()).map(({ arn, status }) => ({ arn, status })),
    recorded: (await world.stack.state()).find("model")?.id,
  };
}

/** Tells a story in a world of its own. */
export async function tell<T>(options: WorldOptions, story: (world: World) => Promise<T>): Promise<T> {
  const world = await World.create({ switches: SHORT, ...options });
  try {
    return await story(world);
  } finally {
    world.dispose();
  }
}

/** Models that run behind a gate, told apart by what they are trained on. */
const DATA = {
  a: {},
  b: { bucket: "other-data" },
  c: { model: { triggers: { data: "c" } } },
} as const satisfies Record<string, ModelProgram>;

/** A program whose model runs, where it is good enough; `more` adds to its arguments. */
export function gated(data: keyof typeof DATA, more: object = {}, options: object = {}): string {
  const program: ModelProgram = DATA[data];
  const model = { minInferenceUnits: 1, minF1Score: 0.8, ...program.model, ...more };
  return modelProgram({ ...program, model, options });
}

/** The same, under an explicit name that says what it is trained on. */
export function named(data: keyof typeof DATA, more: object = {}, options: object = {}): string {
  return gated(data, { versionName: data, ...more }, options);
}

/** Of a score below the gate. */
export const BAD = [0.3];

/** A program with collections of these logical names, each with resource options. */
export function collections(names: Readonly<Record<string, object>>, args: object = {}): string {
  const made = Object.entries(names).map(
    ([name, options]) => `new Collection("${name}", ${JSON.stringify(args)}, ${JSON.stringify(options)});`,
  );
  return `const { Collection } = require("pulumi-rekognition");\n${made.join("\n")}`;
}

/** What was said about resources with this severity. */
export function saidOf({ diagnostics }: Operation, severity: string): string {
  const about = diagnostics.filter((each) => each.severity === severity && each.urn !== undefined);
  return about.map(({ message }) => message).join("\n");
}
