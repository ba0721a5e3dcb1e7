import type {
  CreateProjectVersionCommandInput,
  ProjectVersionDescription,
  ProjectVersionStatus,
} from "@aws-sdk/client-rekognition";
import { BUCKET, putSmallTraining } from "./bucket.js";
import { HOUR_MS } from "./scene.js";
import type { Scene } from "./scene.js";

const outputConfig = { S3Bucket: BUCKET, S3KeyPrefix: "output" };

const assets = (key: string) => ({ Assets: [{ GroundTruthManifest: { S3Object: { Bucket: BUCKET, Name: key } } }] });

/** A project that is ready for models. */
export async function makeProject(scene: Scene, name = "animals"): Promise<string> {
  const { ProjectArn = "" } = await scene.client.createProject({ ProjectName: name });
  scene.emulator.advance(scene.emulator.switches().projectCreatingMs);
  return ProjectArn;
}

/** The request that trains from a manifest, testing on a part of it. */
export const trainingRequest = (projectArn: string, name: string, manifest = "train.manifest") => ({
  ProjectArn: projectArn,
  VersionName: name,
  OutputConfig: outputConfig,
  TrainingData: assets(manifest),
  TestingData: { AutoCreate: true },
});

/** The request that trains and tests on two manifests. */
export const testedRequest = (projectArn: string, name: string, training: string, testing: string) => ({
  ...trainingRequest(projectArn, name, training),
  TestingData: assets(testing),
});

/** Starts a training on two labels, in a project of its own unless one is given. */
export async function beginTraining(scene: Scene, name = "first", project?: string): Promise<string> {
  putSmallTraining(scene.bucket);
  const projectArn = project ?? (await makeProject(scene));
  const { ProjectVersionArn = "" } = await scene.client.createProjectVersion(trainingRequest(projectArn, name));
  return ProjectVersionArn;
}

/** A trained model. */
export async function train(scene: Scene, name = "first", project?: string): Promise<string> {
  const arn = await beginTraining(scene, name, project);
  scene.emulator.advance(HOUR_MS);
  return arn;
}

async function start(scene: Scene, arn: string): Promise<string> {
  await scene.client.startProjectVersion({ ProjectVersionArn: arn, MinInferenceUnits: 1 });
  scene.emulator.advance(scene.emulator.switches().modelStartingMs);
  return arn;
}

/** A running model. */
export const run = async (scene: Scene): Promise<string> => start(scene, await train(scene));

/** A running model that was trained as requested. */
export async function runRequested(scene: Scene, request: CreateProjectVersionCommandInput): Promise<string> {
  const { ProjectVersionArn = "" } = await scene.client.createProjectVersion(request);
  scene.emulator.advance(HOUR_MS);
  return start(scene, ProjectVersionArn);
}

/** A running model that was trained on the given lines. */
export async function runTrainedOn(scene: Scene, lines: readonly object[]): Promise<string> {
  scene.bucket.putManifest("lines.manifest", lines);
  const project = await makeProject(scene);
  return runRequested(scene, trainingRequest(project, "first", "lines.manifest"));
}

const REACH: Partial<Record<ProjectVersionStatus, (scene: Scene) => Promise<string>>> = {
  TRAINING_IN_PROGRESS: (scene) => beginTraining(scene),
  TRAINING_COMPLETED: (scene) => train(scene),
  TRAINING_FAILED: (scene) => {
    scene.emulator.script({ training: [{ status: "TRAINING_FAILED" }] });
    return train(scene);
  },
  STARTING: async (scene) => {
    const arn = await train(scene);
    await scene.client.startProjectVersion({ ProjectVersionArn: arn, MinInferenceUnits: 1 });
    return arn;
  },
  RUNNING: (scene) => run(scene),
  FAILED: async (scene) => {
    scene.emulator.script({ start: [{ status: "FAILED" }] });
    return run(scene);
  },
  STOPPING: async (scene) => {
    const arn = await run(scene);
    await scene.client.stopProjectVersion({ ProjectVersionArn: arn });
    return arn;
  },
  STOPPED: async (scene) => {
    const arn = await run(scene);
    await scene.client.stopProjectVersion({ ProjectVersionArn: arn });
    scene.emulator.advance(scene.emulator.switches().modelStoppingMs);
    return arn;
  },
  DELETING: async (scene) => {
    const arn = await train(scene);
    await scene.client.deleteProjectVersion({ ProjectVersionArn: arn });
    return arn;
  },
};

/** The states a test can bring a model to. */
export const REACHABLE = Object.keys(REACH) as ProjectVersionStatus[];

/** A model in the given state. */
export async function modelIn(scene: Scene, status: ProjectVersionStatus): Promise<string> {
  const reach = REACH[status];
  if (reach === undefined) throw new Error(`no way to ${status}`);
  return reach(scene);
}

/** The description of the only model of a project. */
export async function describeOnly(scene: Scene, versionArn: string): Promise<ProjectVersionDescription | undefined> {
  const projectName = /project\/([^/]+)\//.exec(versionArn)?.[1] ?? "";
  const projects = await scene.client.describeProjects({ ProjectNames: [projectName] });
  const ProjectArn = projects.ProjectDescriptions?.[0]?.ProjectArn;
  const versions = await scene.client.describeProjectVersions({ ProjectArn });
  return versions.ProjectVersionDescriptions?.find((version) => version.ProjectVersionArn === versionArn);
}
