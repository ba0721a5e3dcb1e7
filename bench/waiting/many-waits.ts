import type { CallRecord } from "../../emulator/index.js";
import { modelArgs } from "../../tests/provider/harness/models.js";
import { Rig } from "../../tests/provider/harness/rig.js";
import { dataStream, faceSearch, videoStream } from "../../tests/provider/stream-processor/args.js";
import type { Wait } from "./bounds.js";
import { CallTally } from "./call-tally.js";

/** Many waits of one process that went on side by side. */
export interface ManyWaits {
  readonly waits: readonly Wait[];
  readonly tally: CallTally;
  /** Virtual time from the first call to the end of the last wait. */
  readonly elapsedMs: number;
}

interface Plan {
  readonly rig: Rig;
  readonly kind: "projectVersion" | "streamProcessor";
  /** The name in the service is the name in the program. */
  readonly planned: readonly { readonly name: string; readonly args: object }[];
  /** The call that begins what is waited for. */
  readonly begins: string;
  readonly durationMs: number;
}

/** What a request names what it is about; the names of a run are all different. */
function subjectOf({ request }: CallRecord): string {
  const { VersionName, Name = "" } = request as Readonly<Record<string, string | undefined>>;
  return VersionName ?? Name;
}

async function run({ rig, kind, planned, begins, durationMs }: Plan): Promise<ManyWaits> {
  const process = rig.startProcess();
  const tally = new CallTally(rig.emulator);
  const startedMs = rig.time.now();
  const endedMs = new Map<string, number>();
  const begunMs = new Map<string, number>();
  tally.onCall = (call) => {
    if (call.operation === begins && call.effect) begunMs.set(subjectOf(call), call.atMs);
  };
  const waits = planned.map(async ({ name, args }) => {
    await rig.resource(kind, name).up(args, { process });
    endedMs.set(name, rig.time.now());
  });
  await tally.during(rig.time, Promise.all(waits));
  process.close();
  return {
    waits: [...endedMs].map(([subject, atMs]) => {
      const from = begunMs.get(subject);
      if (from === undefined) throw new Error(`no ${begins} was seen for ${subject}`);
      return { durationMs, lagMs: atMs - from - durationMs };
    }),
    tally,
    elapsedMs: rig.time.now() - startedMs,
  };
}

function named(
  count: number,
  stem: string,
  args: (name: string, index: number) => object,
): { name: string; args: object }[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `${stem}-${index}`;
    return { name, args: args(name, index) };
  });
}

/** Trains that many models of that many projects at once, with AWS's published rates. */
export async function manyTrainings(count: number, projects: number, durationMs: number): Promise<ManyWaits> {
  const rig = await Rig.start({
    trainingMs: durationMs,
    quotaConcurrentTrainings: count,
    quotaModelsPerProject: count,
  });
  try {
    const arns: string[] = [];
    for (let index = 0; index < projects; index += 1) arns.push(await rig.makeProject(`project-${index}`));
    rig.emulator.setSwitches({ enforceRates: true });
    const planned = named(count, "model", (name, index) =>
      modelArgs(arns[index % projects] ?? "", { versionName: name }),
    );
    return await run({ rig, kind: "projectVersion", planned, begins: "CreateProjectVersion", durationMs });
  } finally {
    await rig.close();
  }
}

/** Makes and starts that many stream processors at once, with AWS's published rates. */
export async function manyStreamProcessors(count: number, durationMs: number): Promise<ManyWaits> {
  const rig = await Rig.start({ streamProcessorStartingMs: durationMs, quotaFaceSearchRunning: count });
  try {
    await rig.client.createCollection({ CollectionId: "visitors" });
    rig.emulator.setSwitches({ enforceRates: true });
    const planned = named(count, "door", (name) =>
      faceSearch({
        name,
        input: { kinesisVideoStream: { arn: videoStream(name) } },
        output: { kinesisDataStream: { arn: dataStream(name) } },
        running: true,
      }),
    );
    return await run({ rig, kind: "streamProcessor", planned, begins: "StartStreamProcessor", durationMs });
  } finally {
    await rig.close();
  }
}
