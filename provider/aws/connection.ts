import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import type { STSClient } from "@aws-sdk/client-sts";
import type { AwsCredentialIdentityProvider } from "@aws-sdk/types";
import { type Service, clientSettings, placeOf } from "./client-settings.js";
import { credentialChain } from "./credentials.js";
import { mapAwsError } from "./error-mapping.js";
import type { Operation, RequestOf, ResponseOf } from "./operations.js";
import { type S3Location, type TakeBody, readS3Object } from "./s3-objects.js";
import { rekognitionSdk, stsSdk } from "./sdk-modules.js";
import { Secrets } from "./secrets.js";
import type { AwsSettings } from "./settings.js";

/** The two AWS clients of one region; without retries of their own. */
export class Connection {
  readonly #settings: AwsSettings;
  readonly #secrets = new Secrets();
  #credentials: AwsCredentialIdentityProvider | undefined;
  #rekognition: RekognitionClient | undefined;
  #sts: STSClient | undefined;

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

  /** One reading of an S3 object, from its beginning; what `take` throws of ours is thrown as it is. */
  async readObject<T>(object: S3Location, take: TakeBody<T>): Promise<T> {
    const place = placeOf("s3", this.#settings);
    try {
      const shared = await this.#clientSettings("s3", `${object.bucket}.s3`);
      // Whatever stands at an address of its own has no name for each bucket.
      return await readS3Object({ ...shared, forcePathStyle: place.endpoint !== undefined }, object, take);
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
    this.#rekognition = undefined;
    this.#sts = undefined;
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
