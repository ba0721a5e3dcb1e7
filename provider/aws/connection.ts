import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import type { S3Client } from "@aws-sdk/client-s3";
import type { STSClient } from "@aws-sdk/client-sts";
import type { AwsCredentialIdentityProvider } from "@aws-sdk/types";
import { type Service, clientSettings, placeOf } from "./client-settings.js";
import { credentialChain } from "./credentials.js";
import { mapAwsError } from "./error-mapping.js";
import type { Operation, RequestOf, ResponseOf } from "./operations.js";
import { type S3Location, type S3Part, readPart } from "./s3-objects.js";
import { rekognitionSdk, s3Sdk, stsSdk } from "./sdk-modules.js";
import { Secrets } from "./secrets.js";
import type { AwsSettings } from "./settings.js";

/** The AWS clients of one region; without retries of their own. */
export class Connection {
  readonly #settings: AwsSettings;
  readonly #secrets = new Secrets();
  #credentials: AwsCredentialIdentityProvider | undefined;
  #rekognition: RekognitionClient | undefined;
  #sts: STSClient | undefined;
  readonly #s3 = new Map<string, S3Client>();

  constructor(settings: AwsSettings) {
    this.#settings = settings;
  }

  /** One Rekognition call, once. */
  async send<Op extends Operation>(operation: Op, input: RequestOf<Op>): Promise<ResponseOf<Op>> {
    try {
      const sdk = rekognitionSdk();
      this.#rekognition ??= lean(new sdk.RekognitionClient(await this.#clientSettings("rekognition")));
      const Command = sdk[`${operation}Command`] as unknown as new (request: RequestOf<Op>) => object;
      const client = this.#rekognition as unknown as { send(command: object): Promise<ResponseOf<Op>> };
      return await client.send(new Command(input));
    } catch (error) {
      throw mapAwsError(error, {
        service: "rekognition",
        operation,
        ...placeOf("rekognition", this.#settings),
        secrets: this.#secrets,
      });
    }
  }

  /** The account of the credentials, asked from STS. */
  async callerAccount(): Promise<string> {
    try {
      const sdk = stsSdk();
      this.#sts ??= new sdk.STSClient(await this.#clientSettings("sts"));
      const answer = await this.#sts.send(new sdk.GetCallerIdentityCommand({}));
      return answer.Account ?? "";
    } catch (error) {
      const site = { service: "sts", operation: "GetCallerIdentity", secrets: this.#secrets } as const;
      throw mapAwsError(error, { ...site, ...placeOf("sts", this.#settings) });
    }
  }

  /** One call that reads a part of an S3 object, once. */
  async readPart(object: S3Location, from: number, etag?: string): Promise<S3Part> {
    const place = placeOf("s3", this.#settings);
    try {
      return await readPart(await this.#s3Client(object.bucket), object, from, etag);
    } catch (error) {
      throw mapAwsError(error, { service: "s3", operation: "GetObject", ...place, secrets: this.#secrets });
    }
  }

  /** Forgets clients and credentials, so that the next call asks the credential chain anew, its files included. */
  async rebuild(): Promise<void> {
    this.#credentials = await credentialChain(this.#settings, this.#secrets, true);
    this.close();
  }

  /** Closes the sockets. */
  close(): void {
    this.#rekognition?.destroy();
    this.#sts?.destroy();
    for (const client of this.#s3.values()) client.destroy();
    this.#rekognition = undefined;
    this.#sts = undefined;
    this.#s3.clear();
  }

  /** AWS names the bucket in the address, by which a proxy may be chosen; whatever else stands there has no such names. */
  async #s3Client(bucket: string): Promise<S3Client> {
    const known = this.#s3.get(bucket);
    if (known !== undefined) return known;
    const shared = await this.#clientSettings("s3", `${bucket}.s3`);
    const forcePathStyle = placeOf("s3", this.#settings).endpoint !== undefined;
    const client = new (s3Sdk().S3Client)({ ...shared, forcePathStyle });
    this.#s3.set(bucket, client);
    return client;
  }

  async #clientSettings(service: Service, host?: string): Promise<object> {
    this.#credentials ??= await credentialChain(this.#settings, this.#secrets, false);
    return {
      ...(await clientSettings(service, this.#settings, host)),
      credentials: this.#credentials,
      cacheMiddleware: true,
    };
  }
}

/** Without the step that copies every answer for a log that nobody reads. */
function lean(client: RekognitionClient): RekognitionClient {
  client.middlewareStack.remove("loggerMiddleware");
  return client;
}
