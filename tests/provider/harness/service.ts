import { Rekognition } from "@aws-sdk/client-rekognition";
import { type Emulator, startEmulator } from "../../../emulator/index.js";
import { BUCKET, BucketFolder, putSmallTraining } from "../../emulator/harness/bucket.js";
import { trainingRequest } from "../../emulator/harness/models.js";
import type { Surroundings } from "../conformance-programs.js";
import { ImageFolder } from "../image-set/sets.js";
import { putVideo } from "../video-analysis-job/jobs.js";
import { EngineServer } from "./engine-server.js";
import { restoreEnvironment, takeCredentials } from "./environment.js";
import { ACCOUNT, REGION } from "./rig.js";

/** Fast, yet slow enough that a busy machine does not use up a time limit while it loads a module. */
const SCALE = 120;

/** What a provider in a process of its own works with: an emulator with data to train from, and an engine. */
export class Service {
  constructor(
    readonly emulator: Emulator,
    readonly engine: EngineServer,
    readonly client: Rekognition,
    readonly bucket: BucketFolder,
  ) {}

  static async open<S extends Service>(this: new (...parts: ConstructorParameters<typeof Service>) => S): Promise<S> {
    takeCredentials(undefined);
    const bucket = new BucketFolder();
    putSmallTraining(bucket);
    putVideo({ bucket });
    const emulator = await startEmulator({
      timeScale: SCALE,
      buckets: { [BUCKET]: bucket.path },
      switches: {
        trainingMs: 12_000,
        modelStartingMs: 6_000,
        modelStoppingMs: 6_000,
        modelCopyingMs: 6_000,
        videoJobMs: 6_000,
      },
    });
    const credentials = { accessKeyId: ACCOUNT, secretAccessKey: "made-up" };
    const client = new Rekognition({ endpoint: emulator.url, region: REGION, credentials });
    return new this(emulator, await EngineServer.start(), client, bucket);
  }

  async close(): Promise<void> {
    this.engine.kill();
    this.client.destroy();
    await this.emulator.close();
    this.bucket.remove();
    restoreEnvironment();
  }

  /** The environment of a provider's process. */
  environmentOf(account = ACCOUNT): Record<string, string> {
    return {
      AWS_ACCESS_KEY_ID: account,
      AWS_SECRET_ACCESS_KEY: "made-up",
      AWS_CONFIG_FILE: "/nonexistent",
      AWS_SHARED_CREDENTIALS_FILE: "/nonexistent",
      PULUMI_REKOGNITION_CLOCK_SCALE: String(SCALE),
    };
  }

  /** What the conformance programs need. */
  async surroundings(): Promise<Surroundings> {
    const { client, emulator } = this;
    const projectArn = (await client.createProject({ ProjectName: "animals" })).ProjectArn ?? "";
    await client.createCollection({ CollectionId: "visitors" });
    const { ProjectArn: sourceProjectArn = "" } = await client.createProject({ ProjectName: "herd" });
    emulator.advance(5_000);
    const training = trainingRequest(sourceProjectArn, "v1");
    const { ProjectVersionArn: sourceArn = "" } = await client.createProjectVersion(training);
    emulator.advance(60_000);
    const { __images: _list, ...imageSet } = await new ImageFolder().args();
    return { projectArn, sourceProjectArn, sourceArn, imageSet };
  }
}
