import { NOT_FOUND } from "../aws/clients.js";
import type { StreamSettings } from "../settings.js";
import { refused, same } from "./asserting.js";
import { type CaseContext, FREE, type LiveCase, NotHere, type Used } from "./live-case.js";
import { program } from "./program.js";
import { atStreamProcessor, whileLooking } from "./watch.js";

const search = (values: { names: object; streams: StreamSettings; running: boolean }): string =>
  program(
    values,
    `const faces = new r.Collection("faces", { collectionId: names.faces });
     const door = new r.StreamProcessor("door", {
       name: names.door,
       roleArn: streams.roleArn,
       input: { kinesisVideoStream: { arn: streams.kinesisVideoStreamArn } },
       output: { kinesisDataStream: { arn: streams.kinesisDataStreamArn } },
       settings: { faceSearch: { collectionId: faces.collectionId, faceMatchThreshold: 90 } },
       running,
     });
     exports.status = r.getStreamProcessorOutput({ name: door.name }).status;`,
  );

const home = (values: {
  name: string;
  streams: StreamSettings;
  bucket: string;
  prefix: string;
  labels: string[];
}): string =>
  program(
    values,
    `new r.StreamProcessor("porch", {
       name,
       roleArn: streams.roleArn,
       input: { kinesisVideoStream: { arn: streams.kinesisVideoStreamArn } },
       output: { s3Destination: { bucket, keyPrefix: prefix } },
       notificationChannel: { snsTopicArn: streams.snsTopicArn },
       settings: { connectedHome: { labels } },
     });`,
  );

/** Not every region and account has streaming video: that is AWS's to say, and no failure. */
async function whereAllowed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && error.message.includes("[StreamProcessorAccessDenied]")) {
      throw new NotHere("AWS refuses streaming video to this account or region", { cause: error });
    }
    throw error;
  }
}

async function runSearch(context: CaseContext): Promise<Used> {
  const { aws, name, settings, time } = context;
  const names = { faces: name("door-faces"), door: name("door") };
  const declared = (running: boolean) => search({ names, streams: settings.streams, running });
  const status = async () => (await aws.rekognition.describeStreamProcessor({ Name: names.door })).Status;
  const { minutes } = settings.streams;
  const stack = await context.stack();
  return await whileLooking(context, atStreamProcessor(names.door), async () => {
    await whereAllowed(() => stack.up(declared(false)));
    same("the status of a new stream processor", await status(), "STOPPED");
    const timer = time.after(minutes * 60_000, () => {
      context.stop(`the stream processor has run for ${minutes} minutes`);
    });
    const startedMs = time.sinceMs();
    try {
      await stack.up(declared(true));
      same("the status of the started stream processor", await status(), "RUNNING");
      await stack.up(declared(false));
    } finally {
      timer.cancel();
    }
    const streamMinutes = (time.sinceMs() - startedMs) / 60_000;
    same("the status of the stopped stream processor", await status(), "STOPPED");
    await stack.refresh();
    await stack.destroy();
    await refused("a deleted stream processor", NOT_FOUND, status);
    return { bounds: { streamMinutes }, trainingHours: 0 };
  });
}

async function runHome(context: CaseContext): Promise<undefined> {
  const { aws, name, settings, keys } = context;
  const { streams, bucket } = settings;
  const said = { name: name("porch"), streams, bucket, prefix: `${keys}/home` };
  const described = () => aws.rekognition.describeStreamProcessor({ Name: said.name });
  const stack = await context.stack();
  await whileLooking(context, atStreamProcessor(said.name), async () => {
    await whereAllowed(() => stack.up(home({ ...said, labels: ["PERSON"] })));
    await stack.up(home({ ...said, labels: ["PERSON", "PET"] }));
    const { Settings, Status } = await described();
    same("the labels after an update", Settings?.ConnectedHome?.Labels?.toSorted(), ["PERSON", "PET"]);
    same("the status after an update", Status, "STOPPED");
    await stack.refresh();
    await stack.destroy();
  });
  await refused("a deleted stream processor", NOT_FOUND, described);
  return undefined;
}

const missing = (flags: Readonly<Record<string, string | undefined>>): string | undefined => {
  const absent = Object.entries(flags).flatMap(([flag, value]) => (value === undefined ? [flag] : []));
  return absent.length === 0 ? undefined : `${absent.join(", ")} not given: the suite makes no role and no stream`;
};

export const faceSearch: LiveCase = {
  name: "face-search",
  what: "a StreamProcessor for face search, created, started and stopped",
  bounds: ({ streams }) => ({ streamMinutes: streams.minutes }),
  lacks: ({ streams }) =>
    missing({
      "--role-arn": streams.roleArn,
      "--kinesis-video-stream-arn": streams.kinesisVideoStreamArn,
      "--kinesis-data-stream-arn": streams.kinesisDataStreamArn,
    }),
  run: runSearch,
};

export const connectedHome: LiveCase = {
  name: "connected-home",
  what: "a StreamProcessor for connected home, created and changed; no session is started",
  bounds: FREE,
  lacks: ({ streams }) =>
    missing({
      "--role-arn": streams.roleArn,
      "--kinesis-video-stream-arn": streams.kinesisVideoStreamArn,
      "--sns-topic-arn": streams.snsTopicArn,
    }),
  run: runHome,
};
