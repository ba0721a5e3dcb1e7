import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import type { ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";
import type { S3Client } from "@aws-sdk/client-s3";
import type { AwsCredentialIdentity } from "@aws-sdk/types";
import { lookMs, unlessEnded } from "../base/bounds.js";
import { systemClock } from "../base/clock.js";
import { RekognitionError } from "../base/errors.js";
import { logged, objectOf } from "./call-log.js";
import { Caller } from "./caller.js";
import { credentialChain } from "./credentials.js";
import { type CallSite, mapAwsError } from "./error-mapping.js";
import { type CallLimits, UNLIMITED, within } from "./exchange/bounded-handler.js";
import type { Operation, RequestOf, ResponseOf } from "./operations.js";
import { type RequestServices, type Service, clientSettings, placeOf } from "./request-handler.js";
import { type S3Operation, type S3RequestOf, type S3ResponseOf, sendToS3 } from "./s3-calls.js";
import { type S3Location, type S3Part, readPart, s3Uri } from "./s3-objects.js";
import { rekognitionSdk, s3Sdk, stsSdk, taggingSdk } from "./sdk-modules.js";
import { type AwsSettings, Secrets } from "./settings.js";
import { GET_RESOURCES, type TagSets, readTagSets } from "./tagging-calls.js";

/** The AWS clients of one region; without retries of their own. */
export class Connection {
  readonly #settings: AwsSettings;
  readonly #services: RequestServices;
  readonly #secrets = new Secrets();
  readonly #caller: Caller;
  /** Asked for each call: without the mark a client keeps what it was given first. */
  readonly #credentials = Object.assign(() => this.#caller.credentials(), { memoized: true });
  #rekognition: RekognitionClient | undefined;
  readonly #s3 = new Map<string, S3Client>();
  #tagging: ResourceGroupsTaggingAPIClient | undefined;
  /** How far the machine's clock is off, as AWS's answers told so far; what one client has learned the others need not. */
  #clockOffsetMs = 0;

  constructor(settings: AwsSettings, services: RequestServices = { clock: systemClock }) {
    this.#settings = settings;
    this.#services = services;
    this.#caller = new Caller(settings, {
      // What several calls wait for ends with none of them.
      chain: async (afresh) => {
        const provider = await credentialChain(settings, this.#secrets, afresh, services);
        return () => within(UNLIMITED, provider);
      },
      accountOf: (credentials) => within(UNLIMITED, () => this.askAccount(credentials)),
    });
  }

  /** How often credentials have changed; see `Caller`. */
  get generation(): number {
    return this.#caller.generation;
  }

  /** What is worked on is in that account, so credentials that come later have to be of it. */
  worksIn(account: string): void {
    this.#caller.worksIn(account);
  }

  /** Called whenever other credentials take the place of the former. */
  onNewCredentials(listener: () => void): void {
    this.#caller.onChange(listener);
  }

  /** One Rekognition call, once. */
  send<Op extends Operation>(
    operation: Op,
    input: RequestOf<Op>,
    limits: CallLimits = UNLIMITED,
  ): Promise<ResponseOf<Op>> {
    return this.#once("rekognition", operation, objectOf(input), limits, async () => {
      const client = (await this.#client()) as unknown as { send(command: object): Promise<ResponseOf<Op>> };
      const Command = rekognitionSdk()[`${operation}Command`] as unknown as new (request: RequestOf<Op>) => object;
      return () => client.send(new Command(input));
    });
  }

  /** The account of the credentials. */
  callerAccount(limits: CallLimits = UNLIMITED): Promise<string> {
    return this.#beforehand(this.#site("sts", "GetCallerIdentity"), limits, () => this.#caller.account());
  }

  /** One call that reads a part of an S3 object, once. */
  readPart(
    object: S3Location,
    from: number,
    etag: string | undefined,
    limits: CallLimits = UNLIMITED,
  ): Promise<S3Part> {
    return this.#once("s3", "GetObject", s3Uri(object), limits, async () => {
      const client = await this.#s3Client(object.bucket);
      return () => readPart(client, object, from, etag);
    });
  }

  /** One other call of S3, once. */
  sendToS3<Op extends S3Operation>(
    operation: Op,
    input: S3RequestOf<Op>,
    limits: CallLimits = UNLIMITED,
  ): Promise<S3ResponseOf<Op>> {
    return this.#once("s3", operation, objectOf(input), limits, async () => {
      const client = await this.#s3Client(input.Bucket ?? "");
      return () => sendToS3(client, operation, input);
    });
  }

  /** The tags of up to 100 things by one call, once. */
  tagSets(arns: readonly string[], limits: CallLimits = UNLIMITED): Promise<TagSets> {
    return this.#once("tagging", GET_RESOURCES, `${String(arns.length)} ARNs`, limits, async () => {
      const settings = await this.#clientSettings("tagging");
      const client = (this.#tagging ??= new (taggingSdk().ResourceGroupsTaggingAPIClient)(settings));
      return () => readTagSets(client, arns);
    });
  }

  /** Closes the sockets. */
  close(): void {
    this.#rekognition?.destroy();
    this.#tagging?.destroy();
    for (const client of this.#s3.values()) client.destroy();
    this.#rekognition = undefined;
    this.#tagging = undefined;
    this.#s3.clear();
  }

  /** Asks STS whose credentials these are, once. */
  protected async askAccount(credentials: AwsCredentialIdentity): Promise<string> {
    const site = this.#site("sts", "GetCallerIdentity");
    const { STSClient, GetCallerIdentityCommand } = stsSdk();
    const settings = await clientSettings("sts", this.#settings, this.#services);
    const systemClockOffset = this.#rekognition?.config.systemClockOffset ?? this.#clockOffsetMs;
    const sts = new STSClient({ ...settings, credentials, systemClockOffset });
    try {
      const about = { operation: site.operation, object: "", attempt: 1 };
      const ask = () => sts.send(new GetCallerIdentityCommand({}));
      const { Account = "" } = await logged(this.#services, this.#secrets, about, ask);
      if (/^\d{12}$/.test(Account)) return Account;
      throw new RekognitionError("UnreadableAnswer", "GetCallerIdentity: AWS answered without an account");
    } catch (error) {
      throw mapAwsError(error, site);
    } finally {
      this.#clockOffsetMs = sts.config.systemClockOffset;
      sts.destroy();
    }
  }

  /** One call, once, by the client that `opened` gives. Where it finds the credentials expired, the next call asks for others. */
  async #once<T>(
    service: Service,
    operation: string,
    object: string,
    limits: CallLimits,
    opened: () => Promise<() => Promise<T>>,
  ): Promise<T> {
    const site = this.#site(service, operation);
    await this.#beforehand(site, limits, () => this.#caller.credentials());
    const { generation } = this;
    try {
      const send = await opened();
      const about = { operation, object, attempt: limits.attempt };
      return await within(limits, () => logged(this.#services, this.#secrets, about, send));
    } catch (error) {
      throw this.#noted(mapAwsError(error, site), generation);
    }
  }

  /** What a call needs before it can be sent. */
  async #beforehand<T>(site: CallSite, limits: CallLimits, run: () => Promise<T>): Promise<T> {
    const { clock } = this.#services;
    const late = (): Error =>
      new RekognitionError(
        "NoCredentials",
        `${site.operation}: no credentials were found before the operation's timeout`,
      );
    try {
      return await unlessEnded(run(), clock, { signal: limits.signal, limitMs: lookMs(clock, limits), late });
    } catch (error) {
      if (limits.signal.aborted && error === limits.signal.reason) throw error;
      throw this.#noted(mapAwsError(error, { ...site, wasSent: false }), this.generation);
    }
  }

  #noted(error: RekognitionError, generation: number): RekognitionError {
    if (error.code === "CredentialsExpired") this.#caller.renew(generation);
    return error;
  }

  #site(service: Service, operation: string): CallSite {
    return { service, operation, ...placeOf(service, this.#settings), secrets: this.#secrets };
  }

  async #client(): Promise<RekognitionClient> {
    if (this.#rekognition !== undefined) return this.#rekognition;
    const settings = await this.#clientSettings("rekognition");
    // Kept for as long as the process lives, renewed credentials or not, with what it learns of the machine's clock.
    return (this.#rekognition ??= lean(new (rekognitionSdk().RekognitionClient)(settings)));
  }

  /** AWS names the bucket in the address, by which a proxy may be chosen; whatever else stands there has no such names. */
  async #s3Client(bucket: string): Promise<S3Client> {
    const known = this.#s3.get(bucket);
    if (known !== undefined) return known;
    const settings = await this.#clientSettings("s3", `${bucket}.s3`);
    const forcePathStyle = placeOf("s3", this.#settings).endpoint !== undefined;
    const client = new (s3Sdk().S3Client)({ ...settings, forcePathStyle });
    this.#s3.set(bucket, client);
    return client;
  }

  async #clientSettings(service: Service, host?: string) {
    return {
      ...(await clientSettings(service, this.#settings, this.#services, host)),
      credentials: this.#credentials,
      systemClockOffset: this.#rekognition?.config.systemClockOffset ?? this.#clockOffsetMs,
      cacheMiddleware: true,
    };
  }
}

/** Without the step that copies every answer for a log that nobody reads. */
function lean(client: RekognitionClient): RekognitionClient {
  client.middlewareStack.remove("loggerMiddleware");
  return client;
}
