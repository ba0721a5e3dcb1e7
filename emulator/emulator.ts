import { join } from "node:path";
import { CallLog } from "./calls.js";
import type { CallRecord } from "./calls.js";
import type { ControlClient } from "./client.js";
import { createChance, createClock, every, realNowMs } from "./clock.js";
import { answerControl, controlClosed, tokenMissing } from "./control/answer.js";
import { FAULT, OUTCOMES, SWITCH_CHANGES, checked } from "./control/shapes.js";
import { isControl } from "./control/verbs.js";
import { kinesisDelivery } from "./delivery/kinesis.js";
import { snsDelivery } from "./delivery/sns.js";
import { asksForFrontPage, frontPage } from "./door/front-page.js";
import { Gate, inUrl } from "./door/gate.js";
import { carriesToken, newToken } from "./door/token.js";
import { happen } from "./events/table.js";
import { ForeignBuckets } from "./foreign/foreign-buckets.js";
import { Faults } from "./faults.js";
import type { Fault } from "./faults.js";
import { forceStatus } from "./force.js";
import { Holds } from "./holds.js";
import type { ImageRule } from "./image-contents.js";
import { ImageRules } from "./images/rules.js";
import { RULE_SET } from "./images/shapes.js";
import { Buckets } from "./media/buckets.js";
import type { FolderOption } from "./buckets/given-folder.js";
import { Keeper } from "./kept/keeper.js";
import { Meter } from "./meter.js";
import { OutcomeQueue } from "./outcomes.js";
import { answerPage } from "./page/answer.js";
import type { Answer } from "./protocol/answer.js";
import { answerAwsJson, maxBodyBytes } from "./protocol/aws-json.js";
import { answerSts } from "./protocol/sts.js";
import { RateLimiter } from "./rates.js";
import type { Runtime } from "./runtime.js";
import { createS3 } from "./s3/service.js";
import { KeptUploads, Uploads } from "./s3/uploads.js";
import { SentLog } from "./sent-log.js";
import { listen } from "./server.js";
import type { ServedRequest, ServerRequest } from "./server.js";
import { reportState } from "./state.js";
import { Store } from "./store/scope.js";
import { createSwitches } from "./switches.js";
import type { Switches } from "./switches.js";
import { Timeline } from "./timeline.js";
import type { World } from "./world.js";

export interface EmulatorOptions {
  /** Port; default 0: any free one. */
  readonly port?: number;
  /**
   * Name or address of this machine to listen on; default 127.0.0.1, which only this machine reaches. With another one the
   * control API needs a token.
   */
  readonly host?: string;
  /** Names that requests may be for, beside this machine's own, such as that of a container. What is below them is, too. */
  readonly allowHosts?: readonly string[];
  /** Origins whose pages may call the service, such as `http://localhost:5173`; `*` for every one. Default: none. */
  readonly allowOrigins?: readonly string[];
  /** What requests of the control API must carry; default: a random one beyond this machine, and none within. */
  readonly token?: string;
  /** Whether the control API and the page answer; default true. Without them it is steered by nothing but AWS's operations. */
  readonly isControlOpen?: boolean;
  /**
   * The address of an SNS to which finished video jobs and connected home stream processors publish; default: what they would
   * publish is recorded only. What cannot be delivered is said on standard error.
   */
  readonly snsEndpoint?: string;
  /**
   * The address of a Kinesis to whose data streams face search stream processors put their records; default: the records are
   * kept in mind only. What cannot be delivered is said on standard error.
   */
  readonly kinesisEndpoint?: string;
  /**
   * The address of another S3, which has all buckets that are not given as folders: `http://127.0.0.1:9000`, or
   * `http://KEY:SECRET@127.0.0.1:9000` where it checks signatures. Default: there are no other buckets.
   */
  readonly s3Endpoint?: string;
  /** Told of every request, once it is answered. */
  readonly onRequest?: (served: ServedRequest) => void;
  /** Virtual seconds per real second; default 1. */
  readonly timeScale?: number;
  /** `manual`: time moves only by `advance`; default `real`. */
  readonly clock?: "real" | "manual";
  /** Virtual time at the start, milliseconds since the epoch; default: now. */
  readonly startAtMs?: number;
  /**
   * Folders that stand for S3 buckets, by bucket name. What is written to such a bucket or deleted from it is kept apart
   * from the folder, which stays as it is, unless it is given as writable.
   */
  readonly buckets?: Readonly<Record<string, string | FolderOption>>;
  /**
   * Where writes to buckets are kept for the next start; default: with `state` the folder of its name with `.objects` added,
   * else a temporary one, removed by `close`.
   */
  readonly overlayFolder?: string;
  /**
   * A file in which everything is kept for the next start, after each request that changes something and before it is
   * answered; made if it is not there. It goes before `startAtMs`; `switches` go before what was kept of them. What is done in
   * code, not by a request, is kept with the next one or by `close`. Default: nothing is kept.
   */
  readonly state?: string;
  /** What images and videos hold: faces, labels and what moderation warns of. A reset keeps these rules. */
  readonly rules?: readonly ImageRule[];
  /** Behaviour that AWS does not document, where it is to differ from the default. */
  readonly switches?: Partial<Switches>;
}

/** The methods of a client, answered without a wait. */
type AtOnce<Client> = {
  [Name in keyof Client]: Client[Name] extends (...args: infer Args) => Promise<infer Answer>
    ? (...args: Args) => Answer
    : never;
};

/** What is asked in the same words over HTTP. */
type AsClient = AtOnce<Omit<ControlClient, "calls" | "addFaults" | "release" | "clock">>;

/** A running emulator. Everything here is also to be had over HTTP under `/_emulator/`. */
export interface Emulator extends AsClient {
  /** For example `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly port: number;
  /** What requests of the control API must carry; undefined if they need none. */
  readonly token: string | undefined;
  /** Whether nothing but this machine reaches it. */
  readonly isLoopback: boolean;
  close(): Promise<void>;
  /** Virtual time in milliseconds since the epoch. */
  nowMs(): number;
  /** Lets `ms` of virtual time pass at once. */
  advance(ms: number): void;
  /** Virtual seconds per real second from now on; 0 stops time. */
  setTimeScale(scale: number): void;
  /** Calls with a higher number than `since`; default: all. */
  calls(since?: number): readonly CallRecord[];
  addFault(fault: Fault): void;
  /** Lets held calls go on, by their ids; default: all. */
  release(ids?: readonly number[]): void;
}

/** What is sent comes about although nobody looks: things have to come about by themselves then, this often. */
const SETTLE_MS = 200;
/** Of what was to be sent, older ones are forgotten beyond this many. */
const MAX_SENT = 10_000;

const undelivered =
  (what: string) =>
  (arn: string, reason: string): void => {
    process.stderr.write(`rekognition-emulator: ${arn} ${what}: ${JSON.stringify(reason)}\n`);
  };

const toSns = ({ snsEndpoint }: EmulatorOptions): ReturnType<typeof snsDelivery> | undefined =>
  snsEndpoint === undefined ? undefined : snsDelivery(new URL(snsEndpoint), undelivered("was not notified"));

const toKinesis = ({ kinesisEndpoint }: EmulatorOptions): ReturnType<typeof kinesisDelivery> | undefined =>
  kinesisEndpoint === undefined ? undefined : kinesisDelivery(new URL(kinesisEndpoint), undelivered("got no records"));

const elsewhere = ({ s3Endpoint }: EmulatorOptions): ForeignBuckets | undefined =>
  s3Endpoint === undefined ? undefined : new ForeignBuckets(new URL(s3Endpoint), undelivered("was not written"));

function createRuntime(options: EmulatorOptions, keeper: Keeper | undefined): Runtime {
  const scale = options.clock === "manual" ? 0 : (options.timeScale ?? 1);
  const startAtMs = keeper?.kept?.nowMs ?? options.startAtMs;
  const start = startAtMs === undefined ? {} : { startAtMs };
  const overlayFolder = options.overlayFolder ?? keeper?.objectsFolder;
  const keptUploads = overlayFolder === undefined ? undefined : new KeptUploads(join(overlayFolder, "uploads"));
  const needed = [...(keeper?.blobs() ?? []), ...(keptUploads?.blobs ?? [])];
  const buckets = new Buckets(options.buckets ?? {}, overlayFolder, needed, elsewhere(options));
  const { rules } = checked(RULE_SET, { rules: options.rules ?? [] });
  const world: World = {
    clock: createClock({ scale, ...start }),
    timeline: new Timeline((event, atMs) => {
      happen(world, event, atMs);
    }),
    store: new Store(),
    meter: new Meter(),
    outcomes: new OutcomeQueue(),
    notifications: new SentLog(MAX_SENT, toSns(options)),
    records: new SentLog(MAX_SENT, toKinesis(options)),
    buckets,
    images: new ImageRules(buckets, rules),
    switches: createSwitches({ ...keeper?.kept?.switches, ...checked(SWITCH_CHANGES, options.switches ?? {}) }),
  };
  keeper?.begin(world);
  const faults = new Faults(createChance());
  const holds = new Holds();
  const rates = new RateLimiter();
  const calls = new CallLog();
  const uploads = new Uploads(world.buckets, keptUploads);
  const clearable = [
    world.timeline,
    world.store,
    world.meter,
    world.outcomes,
    world.notifications,
    world.records,
    world.buckets,
    world.images,
    faults,
    holds,
    rates,
    calls,
    uploads,
  ];
  return {
    world,
    faults,
    holds,
    rates,
    calls,
    uploads,
    realNowMs,
    keeper,
    reset: () => {
      for (const each of clearable) each.clear();
    },
  };
}

function createControl(runtime: Runtime): Omit<Emulator, "close" | "url" | "port" | "token" | "isLoopback"> {
  const { world, faults, holds, calls } = runtime;
  const settledNowMs = (): number => {
    const nowMs = world.clock.nowMs();
    world.timeline.settle(nowMs);
    return nowMs;
  };
  return {
    nowMs: () => world.clock.nowMs(),
    advance: (ms) => {
      world.clock.advance(ms);
      settledNowMs();
    },
    setTimeScale: (scale) => {
      world.clock.setScale(scale);
    },
    calls: (since) => calls.list(since),
    answer: ({ seq }) => calls.answer(seq),
    clearCalls: () => {
      calls.clear();
    },
    state: () => reportState(world, settledNowMs()),
    meter: () => world.meter.report(settledNowMs()),
    notifications: () => {
      settledNowMs();
      return world.notifications.list();
    },
    records: () => {
      settledNowMs();
      return world.records.list();
    },
    addFault: (fault) => {
      faults.add(checked(FAULT, fault));
    },
    clearFaults: () => {
      faults.clear();
    },
    held: () => holds.list(),
    release: (ids) => {
      holds.release(ids);
    },
    script: (outcomes) => {
      world.outcomes.add(checked(OUTCOMES, outcomes));
    },
    pending: () => ({ timeScale: world.clock.scale(), faults: faults.list(), outcomes: world.outcomes.list() }),
    rules: () => ({ rules: world.images.list() }),
    setRules: (given) => {
      world.images.set(checked(RULE_SET, given).rules);
    },
    forceStatus: (forced) => {
      forceStatus(world, settledNowMs(), forced);
    },
    switches: () => ({ ...world.switches }),
    setSwitches: (switches) => {
      Object.assign(world.switches, checked(SWITCH_CHANGES, switches));
    },
    reset: () => {
      runtime.reset();
    },
  };
}

/** Starts an emulator of Amazon Rekognition, and of the STS calls that clients make beside it. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const keeper = options.state === undefined ? undefined : new Keeper(options.state);
  try {
    return await start(options, createRuntime(options, keeper));
  } catch (error) {
    await keeper?.close();
    throw error;
  }
}

async function start(options: EmulatorOptions, runtime: Runtime): Promise<Emulator> {
  const { keeper } = runtime;
  const control = createControl(runtime);
  const { foreign } = runtime.world.buckets;
  const { isControlOpen = true } = options;
  const kept = async (effect: boolean, answer: Answer): Promise<Answer> => {
    await foreign?.written();
    await keeper?.after(effect);
    return answer;
  };
  const handle = (request: ServerRequest): Answer | Promise<Answer> => {
    const { method, url, headers, body, callerGone } = request;
    if (!isControlOpen && isControl(url.pathname)) return controlClosed();
    const page = answerPage(method, url.pathname);
    if (page !== undefined) return page;
    if (isControl(url.pathname)) {
      const isRefused = emulator.token !== undefined && !carriesToken(headers, emulator.token);
      if (isRefused) return tokenMissing();
      const answer = answerControl(emulator, method, url, body);
      return kept(method !== "GET", answer);
    }
    if (asksForFrontPage(method, url.pathname, headers)) return frontPage(headers, isControlOpen);
    const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
    const answer = isForm ? answerSts : answerAwsJson;
    return answer(runtime, headers, body, callerGone);
  };
  const { host = "127.0.0.1", allowHosts = [], allowOrigins = [] } = options;
  const server = await listen({
    host,
    port: options.port ?? 0,
    gate: new Gate({ hosts: [inUrl(host), ...allowHosts], origins: allowOrigins }),
    handle,
    maxBodyBytes: (headers) => maxBodyBytes(runtime.world, headers),
    streamed: createS3(runtime),
    onRequest: options.onRequest,
  });
  const settle = (): void => {
    runtime.world.timeline.settle(runtime.world.clock.nowMs());
    // What cannot be written fails the next request.
    void keeper?.after(false).catch(() => undefined);
  };
  const sends = options.snsEndpoint !== undefined || options.kinesisEndpoint !== undefined;
  const stopSettling = sends ? every(SETTLE_MS, settle) : undefined;
  const emulator: Emulator = {
    ...control,
    url: server.url,
    port: server.port,
    isLoopback: server.isLoopback,
    token: options.token ?? (server.isLoopback ? undefined : newToken()),
    close: async () => {
      stopSettling?.();
      await server.close();
      await foreign?.written();
      await keeper?.close();
      runtime.world.buckets.close();
    },
  };
  return emulator;
}
