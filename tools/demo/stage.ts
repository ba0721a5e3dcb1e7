import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import type { CallRecord, MeterReport, VersionState } from "../../emulator/index.js";
import { findEngine } from "../engine/find-engine.js";
import type { Language } from "../engine/modules.js";
import { terminalProgress } from "../engine/terminal.js";
import { languageEnvironment } from "../languages/environment.js";
import { exampleProject } from "../languages/example-project.js";
import { startEmulatorProcess } from "../sandbox/emulator-process.js";
import type { EmulatorControl } from "../sandbox/emulator-control.js";
import { StackCli, type Verb } from "../sandbox/stack-cli.js";
import { createSurroundings, SANDBOX_ACCOUNT, SANDBOX_REGION } from "../sandbox/surroundings.js";
import type { Narrator } from "./narrator.js";

// The root of the repository, where Pulumi.yaml is.
const REPOSITORY = join(__dirname, "..", "..", "..");
export const DATA = join(REPOSITORY, "examples", "quickstart", "data");

/** The bucket the example's manifest refers to. */
const BUCKET = "quickstart-data";
const TIME_SCALE = 600;
const TRAINING_HOURS = 1;

/** A step did not do what it should. */
export class DemoError extends Error {
  override readonly name = "DemoError";
}

/** The language of the program that the demo is about. */
export type DemoLanguage = "typescript" | Language;

export interface StageOptions {
  /** Default: typescript. */
  readonly language?: DemoLanguage;
  /** Default: prints what the CLI prints. */
  readonly run?: RunPulumi;
}

/** Runs a command of the CLI to its end and shows what it prints. */
export type RunPulumi = (
  stack: StackCli,
  verb: Verb,
  args: readonly string[],
) => Promise<{ readonly exitCode: number | null; readonly text: string }>;

/** What the demo plays with: the real CLI, a stack of the quickstart, and a local Rekognition. */
export class Stage {
  private constructor(
    private readonly stack: StackCli,
    readonly control: EmulatorControl,
    /** A plain AWS client: what the demo claims is asked of the service, not of Pulumi. */
    readonly aws: RekognitionClient,
    private readonly narrator: Narrator,
    private readonly run: RunPulumi,
  ) {}

  static async open(narrator: Narrator, options: StageOptions = {}): Promise<Stage> {
    const engine = await findEngine(terminalProgress(process.stderr));
    narrator.say(`Pulumi ${engine.version} from ${engine.folder}`);
    const emulator = await startEmulatorProcess({ timeScale: TIME_SCALE, buckets: { [BUCKET]: DATA } });
    narrator.say(`A local Rekognition at ${emulator.url}, ${TIME_SCALE} times faster than the real one`);
    await emulator.control.script({ training: [{ seconds: TRAINING_HOURS * 3600 }] });
    const { project, environment } = await quickstartIn(options.language ?? "typescript");
    const surroundings = createSurroundings({ engineFolder: engine.folder, clockScale: TIME_SCALE, environment });
    const stack = new StackCli({
      engineFolder: engine.folder,
      projectFolder: project,
      configFolder: join(surroundings.folder, "config"),
      environment: surroundings.environment,
      stack: "demo",
    });
    await stack.init();
    await stack.configure({ "rekognition:endpoint": emulator.url, "rekognition:region": SANDBOX_REGION });
    return new Stage(stack, emulator.control, emulator.client(), narrator, options.run ?? printedBy(narrator));
  }

  /** The values a user would take from an AWS account. */
  async configureExample(): Promise<void> {
    const kinesis = (service: string, path: string) =>
      `arn:aws:${service}:${SANDBOX_REGION}:${SANDBOX_ACCOUNT}:${path}`;
    const values = {
      "quickstart:bucket": BUCKET,
      "quickstart:roleArn": `arn:aws:iam::${SANDBOX_ACCOUNT}:role/rekognition-streams`,
      "quickstart:kinesisVideoStreamArn": kinesis("kinesisvideo", "stream/door/1700000000000"),
      "quickstart:kinesisDataStreamArn": kinesis("kinesis", "stream/AmazonRekognitionDoor"),
    };
    for (const [key, value] of Object.entries(values)) this.narrator.command(`pulumi config set ${key} ${value}`);
    await this.stack.configure(values);
  }

  async configure(key: string, value: string): Promise<void> {
    this.narrator.command(`pulumi config set ${key} ${value}`);
    await this.stack.configure({ [key]: value });
  }

  /** Runs the CLI as a user would and shows what it prints; answers that text without colours. */
  async pulumi(verb: Verb, ...args: readonly string[]): Promise<string> {
    this.narrator.command(["pulumi", verb, ...args].join(" "));
    const { exitCode, text } = await this.run(this.stack, verb, args);
    if (exitCode !== 0) throw new DemoError(`"pulumi ${verb}" ended with exit code ${exitCode ?? "none"}.`);
    return stripVTControlCharacters(text);
  }

  /** Notes a fact that holds, or ends the demo. */
  check(holds: boolean, fact: string, otherwise: string): void {
    if (!holds) throw new DemoError(otherwise);
    this.narrator.holds(fact);
  }

  /** Runs something and answers the AWS calls it led to. */
  async callsDuring(action: () => Promise<unknown>): Promise<readonly CallRecord[]> {
    await this.control.clearCalls();
    await action();
    return await this.control.calls();
  }

  /** The one model the example has, as the emulator knows it. */
  async model(): Promise<VersionState> {
    const { projects } = await this.control.state();
    const versions = projects.flatMap((project) => project.versions);
    const [model] = versions;
    if (model === undefined || versions.length > 1)
      throw new DemoError(`There are ${versions.length} models, not one.`);
    return model;
  }

  /** Reads the meter and prints it. */
  async meter(when: string): Promise<MeterReport> {
    const meter = await this.control.meter();
    const training = (meter.trainingSeconds / 3600).toFixed(2);
    const inference = (meter.inferenceUnitSeconds / 3600).toFixed(2);
    const running = meter.running === 1 ? "1 model runs" : `${meter.running} models run`;
    this.narrator.say(
      `Meter ${when}: ${training} h of training, ${inference} h of inference units, $${meter.usd.toFixed(2)}; ${running}`,
    );
    return meter;
  }
}

/** The folder of the quickstart's program, and what its commands need in their environment. */
async function quickstartIn(language: DemoLanguage) {
  if (language === "typescript") return { project: REPOSITORY, environment: {} };
  return { project: await exampleProject(language, "quickstart"), environment: await languageEnvironment(language) };
}

function printedBy(narrator: Narrator): RunPulumi {
  const onOutput = (text: string) => {
    narrator.write(text);
  };
  return async (stack, verb, args) => await stack.start(verb, args, { color: narrator.color, onOutput }).finished;
}
