import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { TagResourceCommand } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { type Kind, kinds } from "../../provider/resources/registry.js";
import type { Operation } from "./harness/operation.js";
import { REPOSITORY } from "./harness/package-under-test.js";
import { FACADES, providePlugin } from "./harness/plugin-program.js";
import type { StackState } from "./harness/state.js";
import { SHORT, World } from "./harness/world.js";

const ACCOUNT = "123456789012";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const [LINE = ""] = readFileSync(join(REPOSITORY, "examples/quickstart/data/manifest.jsonl"), "utf8").split("\n");

/** What must not be found anywhere. */
const planted: string[] = [];

/** The text of a secret in a program. */
function secret(value: string | number): string {
  planted.push(String(value));
  return `pulumi.secret(${JSON.stringify(value)})`;
}

const video = (name: string): string => `arn:aws:kinesisvideo:us-east-1:${ACCOUNT}:stream/${name}/1747995600000`;

const PROGRAM = `
  const tags = { team: ${secret("planted-tag")}, open: "seen" };
  const project = new Project("project", { tags });
  const projectArn = project.arn;
  const faces = new Collection("faces", { tags: pulumi.secret({ team: "planted-tags" }) });
  const manifest = { s3Object: { bucket: ${secret("planted-data")}, name: pulumi.secret("manifest.jsonl") } };
  const repeated = ["trainingDataResult", "testingDataResult", "evaluationSummary", "manifestSummary"];
  const model = (name, more) => new ProjectVersion(name, {
    projectArn,
    outputConfig: { s3Bucket: ${secret("planted-results")}, s3KeyPrefix: ${secret("planted-prefix")} },
    trainingData: { assets: [{ groundTruthManifest: manifest }] },
    testingData: { assets: [{ groundTruthManifest: manifest }] },
    kmsKeyId: ${secret("planted-kms-key")},
    versionDescription: ${secret("planted description")},
    triggers: { data: ${secret("planted-trigger")}, ...more },
    minF1Score: ${secret(0.31415926)},
    minLabelF1: { circle: ${secret(0.21415926)} },
    notWorseThan: "serving",
    notWorseThanTolerance: ${secret(0.02415926)},
    tags,
  }, { additionalSecretOutputs: repeated });
  model("model");
  const held = new Project("held");
  const bad = { additionalSecretOutputs: ["badEntries"] };
  new Dataset("train", { projectArn: held.arn, datasetType: "TRAIN", entries: [
    ${secret(LINE.replace("circle", "planted-label").replace("quickstart-data", "planted-data"))},
    { ...JSON.parse(${JSON.stringify(LINE.replace("circle-01", "circle-02"))}), note: ${secret("planted-note")},
      "source-ref": ${secret("s3://planted-data/images/circle-02.png")} },
  ], tags }, bad);
  new Dataset("test", { projectArn: held.arn, datasetType: "TEST", groundTruthManifest: manifest, tags }, bad);
  const filed = new Project("filed");
  new Dataset("filed", {
    projectArn: filed.arn, datasetType: "TRAIN", manifestFile: ${secret("planted.manifest")}, tags,
  }, bad);
  new ProjectPolicy("copies", { projectArn, policyDocument: { Statement: [{
    Sid: ${secret("PlantedSid")},
    Effect: "Allow",
    Principal: { AWS: [${secret("arn:aws:iam::210987654321:root")}] },
    Action: "rekognition:CopyProjectVersion",
    Resource: projectArn.apply((arn) => arn.replace(/\\/\\d+$/, "/version/*/*")),
  }] } });
  new StreamProcessor("door", {
    roleArn: ${secret(`arn:aws:iam::${ACCOUNT}:role/planted-role`)},
    input: { kinesisVideoStream: { arn: ${secret(video("planted-door"))} } },
    output: { kinesisDataStream: { arn: ${secret(`arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/planted`)} } },
    settings: { faceSearch: { collectionId: faces.collectionId, faceMatchThreshold: ${secret(91.415926)} } },
    regionsOfInterest: [{ polygon: [
      { x: ${secret(0.11415926)}, y: 0.1 }, { x: 0.5, y: 0.1 }, { x: 0.5, y: ${secret(0.61415926)} },
    ] }],
    running: true,
    tags,
  });
  new StreamProcessor("porch", {
    roleArn: pulumi.secret("arn:aws:iam::${ACCOUNT}:role/planted-role"),
    input: { kinesisVideoStream: { arn: ${secret(video("planted-porch"))} } },
    output: { s3Destination: { bucket: ${secret("planted-home")}, keyPrefix: ${secret("planted-home-prefix")} } },
    settings: { connectedHome: { labels: pulumi.secret(["PERSON"]), minConfidence: ${secret(71.415926)} } },
    notificationChannel: { snsTopicArn: ${secret(`arn:aws:sns:us-east-1:${ACCOUNT}:planted-topic`)} },
    kmsKeyId: pulumi.secret("planted-kms-key"),
    tags,
  });
  new VideoAnalysisJob("job", {
    analysis: "LABEL_DETECTION",
    video: { s3Object: { bucket: pulumi.secret("planted-data"), name: pulumi.secret("manifest.jsonl") } },
    minConfidence: ${secret(61.415926)},
    settings: { generalLabels: { labelInclusionFilters: ["Car", ${secret("Planted filter")}] } },
    notificationChannel: {
      snsTopicArn: ${secret(`arn:aws:sns:us-east-1:${ACCOUNT}:AmazonRekognition-planted`)},
      roleArn: ${secret(`arn:aws:iam::${ACCOUNT}:role/planted-publisher`)},
    },
    jobTag: ${secret("planted-job-tag")},
    triggers: { video: ${secret("planted-video")} },
  });
`;

/** Changes of the tags, which the service refuses. */
const OTHER_TAGS = PROGRAM.replace(
  `const tags = { team: pulumi.secret("planted-tag")`,
  `const tags = { team: ${secret("planted-other")}`,
);
/** A model whose training fails. */
const FAILING = `${PROGRAM} model("failing", { more: ${secret("planted-more")} });`;
/** Secrets that are refused before anything is called, each in a program of its own: the first refusal ends a program. */
const REFUSED = [
  `new Collection("tagged", { tags: { a: ${secret("planted%tag")}, b: ${secret(`${"x".repeat(260)}planted-length`)} } });`,
  `new Project("typed", { forceDestroy: ${secret("planted-type")}, tags: pulumi.secret(["planted-list"]) });`,
  `new StreamProcessor("formed", { roleArn: ${secret("planted-form")}, input: ${secret("planted-input")} });`,
  `new Dataset("entered", { projectArn, datasetType: "TRAIN", entries: [${secret('{"planted-entry":')}] });`,
];

/** Inputs that no canary is in: names, references by them, words of which there are few, and numbers too small to be told. */
const ELSE = new Set([
  ...["projectName", "versionName", "collectionId", "policyName", "name", "region", "contentHash"],
  ...["projectArn", "datasetArn", "distributeFromDatasetArn", "adopt", "forceDestroy", "running", "waitForTraining"],
  ...["feature", "autoUpdate", "featureConfig", "replacement", "deletionPolicy", "datasetType", "analysis", "features"],
  ...["minInferenceUnits", "maxInferenceUnits", "faceAttributes", "faceMatchThreshold", "dataSharingPreference"],
  ...["notWorseThan", "acrossTestSets"],
]);

/** The inputs of the kinds that no resource of the state holds as a secret. */
function unplanted({ custom }: StackState): string[] {
  const secretOf = (kind: string): Set<string> =>
    new Set(
      custom
        .filter(({ type }) => type.endsWith(`:${kind}`))
        .flatMap(({ inputs = {} }) => Object.entries(inputs))
        .filter(([, value]) => JSON.stringify(value).includes(SECRET))
        .map(([key]) => key),
    );
  return Object.values<Kind>(kinds)
    .map(({ handler }) => handler.definition)
    .filter(({ kind }) => kind !== "ProjectVersionCopy") // Its inputs are those of a model, and references.
    .filter(({ kind }) => kind !== "ImageSet") // Its inputs are names of places, and of them its id is made.
    .flatMap(({ kind, inputs }) => {
      const held = secretOf(kind);
      return Object.keys(inputs)
        .filter((key) => !ELSE.has(key) && !held.has(key))
        .map((key) => `${kind}.${key}`);
    });
}

/** The errors that the engine was answered with. */
function grpcErrors(file: string): string {
  if (!existsSync(file)) return "";
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  return lines.map((line) => JSON.stringify((JSON.parse(line) as { errors?: unknown }).errors ?? "")).join("\n");
}

async function lifeOf(world: World, from: string) {
  const { stack, emulator } = world;
  const program = (text: string) => ({
    "index.js": `const pulumi = require("@pulumi/pulumi");
      const { Collection, Dataset, Project, ProjectPolicy, ProjectVersion, StreamProcessor, VideoAnalysisJob } = require("${from}");
      ${text}`,
    "planted.manifest": `${LINE}\n`,
  });
  const written: Record<string, string> = {};
  const log = join(dirname(stack.folder), "grpc.json");
  const environment = { PULUMI_DEBUG_GRPC: log };
  const noted = async (what: string, operation: Promise<Operation>): Promise<Operation> => {
    const result = await operation;
    // In its debug messages Pulumi's SDK itself tells what a program wraps.
    const events = result.events.filter(({ diagnosticEvent }) => String(diagnosticEvent?.severity) !== "debug");
    written[what] = [
      result.text,
      JSON.stringify(events),
      await stack.cli(["stack", "export", "--stack", stack.name]),
    ].join("\n");
    return result;
  };
  stack.setProgram(program(PROGRAM));
  await noted("preview", stack.preview());
  await noted("up", stack.up({ environment }));
  const state = await stack.state();
  const told = JSON.stringify(await emulator.control.calls());

  const ResourceArn = state.id("project");
  await emulator.client().send(new TagResourceCommand({ ResourceArn, Tags: { team: "planted-drift" } }));
  await noted("drift", stack.preview({ args: ["--refresh"] }));
  const refresh = await noted("refresh", stack.refresh({ args: ["--diff"], environment }));
  await noted("repair", stack.up({ environment }));

  stack.setProgram(program(OTHER_TAGS));
  await emulator.control.addFaults({ add: [{ operation: "TagResource", kind: "deny" }] });
  const denied = await noted("denied", stack.up({ fails: true, environment }));
  await emulator.control.clearFaults();

  stack.setProgram(program(FAILING));
  await emulator.control.script({ training: [{ status: "TRAINING_FAILED", message: "The manifest is empty." }] });
  const failed = await noted("failed training", stack.up({ fails: true, environment }));

  const refused: string[] = [];
  for (const text of REFUSED) {
    stack.setProgram(program(PROGRAM + text));
    refused.push((await noted(`refused: ${text}`, stack.preview({ fails: true, environment }))).text);
  }
  await noted("destroy", stack.destroy({ environment }));
  written["answers"] = grpcErrors(log);
  return { written, state, told, refresh, denied, failed, refused };
}

describe("secrets in inputs", () => {
  for (const from of FACADES) {
    describe(`of ${from}`, () => {
      let story: Awaited<ReturnType<typeof lifeOf>>;
      before(async () => {
        const world = await World.create({ program: "", switches: SHORT, timeScale: 120 });
        try {
          providePlugin(world.stack);
          story = await lifeOf(world, from);
        } finally {
          world.dispose();
        }
      });

      it("are planted in every input that is not a name, and AWS is told them", () => {
        expect(unplanted(story.state)).to.deep.equal([]);
        for (const value of ["planted-tag", "planted-data", "planted-role", "PlantedSid", "Planted filter"])
          expect(story.told).to.contain(value);
      });

      it("are met by what they are to be met by", () => {
        expect(story.refresh.text).to.contain("[secret]");
        expect(story.denied.text).to.contain("[AccessDenied]");
        expect(story.failed.text).to.contain("The manifest is empty.").and.contain("[TrainingFailed]");
        expect(story.refused.join()).to.contain("tags.a: must be").and.contain("got a text of");
        expect(story.written["answers"]).to.contain("[AccessDenied]");
      });

      it("are nowhere in state, output, events and answers, whatever happens", () => {
        const found = Object.entries(story.written).flatMap(([what, text]) =>
          [...planted, "planted-tags", "planted-list", "planted-drift"]
            .filter((value) => text.includes(value))
            .map((value) => `${what}: ${value}`),
        );
        expect(found).to.deep.equal([]);
      });
    });
  }
});
