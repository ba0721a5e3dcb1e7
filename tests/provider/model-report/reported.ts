import { command, type CommandRun, type PulumiAnswers } from "../sweep/command.js";
import { exported } from "../sweep/sweeping.js";
import { EvaluatedModels } from "../harness/evaluated-models.js";
import { REGION, Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import type { ReportDocument } from "../../../sweep/model-report/document.js";

type Images = Readonly<Record<string, number>>;

/** How a model of the scene is trained, and what its tests say. */
export interface Trained {
  readonly images?: Images;
  /** Images of the same name are the same ones. */
  readonly testedOn?: string;
  readonly kind?: "classification" | "detection";
  readonly f1Score?: number;
  readonly labelF1Scores?: Images;
  /** Units it runs with. */
  readonly units?: number;
  readonly more?: object;
}

/** Models with evaluations, and the command that reports on them. */
export class ReportScene {
  readonly rig: Rig;
  readonly models: EvaluatedModels;
  readonly projectArn: string;

  private constructor(rig: Rig, projectArn: string) {
    this.rig = rig;
    this.models = new EvaluatedModels(rig);
    this.projectArn = projectArn;
  }

  static async open(): Promise<ReportScene> {
    const rig = await Rig.start({ quotaConcurrentTrainings: 10, quotaRunningModels: 10 });
    return new ReportScene(rig, await rig.makeProject());
  }

  async close(): Promise<void> {
    this.models.close();
    await this.rig.close();
  }

  async train(versionName: string, given: Trained = {}): Promise<StackResource> {
    const { images = { bird: 4, cat: 6, dog: 5 }, testedOn = "test", kind = "classification", units } = given;
    this.models.put(`train-${versionName}`, images, kind);
    this.models.put(testedOn, images, kind);
    const { f1Score = 0.9, labelF1Scores } = given;
    this.rig.emulator.script({ training: [{ f1Score, ...(labelF1Scores && { labelF1Scores }) }] });
    const model = this.rig.resource("projectVersion", versionName);
    const running = units === undefined ? {} : { minInferenceUnits: units };
    const args = { versionName, ...running, ...given.more };
    await model.up(this.models.args(this.projectArn, `train-${versionName}`, testedOn, args));
    // So that no two of them are made at one moment.
    this.rig.emulator.advance(60_000);
    return model;
  }

  /** Runs `pulumi-rekognition report`, of a stack with these resources where no project or model is named. */
  report(
    args: readonly string[],
    resources: readonly StackResource[] = [],
    more: PulumiAnswers = {},
  ): Promise<CommandRun> {
    const setting = (value: string): { value: string; secret: boolean } => ({ value, secret: false });
    const config = {
      "rekognition:region": setting(REGION),
      "rekognition:s3Endpoint": setting(this.rig.emulator.url),
      ...more.config,
    };
    const isOfStack = !args.some((arg) => arg === "--project" || arg === "--model");
    const { url } = this.rig.emulator;
    const place = isOfStack ? [] : ["--endpoint", url, "--s3-endpoint", url, "--region", REGION];
    const pulumi = { exports: [exported(resources)], ...more, config };
    return command(this.rig, ["report", ...args, ...place], { pulumi });
  }

  /** The same as JSON. */
  async document(
    args: readonly string[],
    resources?: readonly StackResource[],
    more?: PulumiAnswers,
  ): Promise<ReportDocument> {
    const { stdout, stderr } = await this.report([...args, "--format", "json"], resources, more);
    const document = JSON.parse(stdout) as ReportDocument & { readonly error?: string };
    if (document.error !== undefined) throw new Error(`${document.error}\n${stderr}`);
    return document;
  }
}
