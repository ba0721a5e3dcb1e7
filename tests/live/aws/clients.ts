import { Rekognition } from "@aws-sdk/client-rekognition";
import { ResourceGroupsTaggingAPI } from "@aws-sdk/client-resource-groups-tagging-api";
import { S3 } from "@aws-sdk/client-s3";
import { STS } from "@aws-sdk/client-sts";
import type { LiveTime } from "../time.js";
import type { Recorder } from "../record/record.js";

/** Plain clients of AWS: what the suite asserts and cleans up with. */
export interface AwsClients {
  readonly rekognition: Rekognition;
  readonly s3: S3;
  readonly sts: STS;
  readonly tagging: ResourceGroupsTaggingAPI;
  destroy(): void;
}

const ATTEMPTS = 8;

/** Clients with the credentials of AWS's default chain; each answer is recorded. */
export function awsClients(
  place: { readonly region: string; readonly endpoint?: string | undefined },
  recording?: { readonly recorder: Recorder; readonly time: LiveTime },
): AwsClients {
  const { region, endpoint } = place;
  const common = {
    region,
    maxAttempts: ATTEMPTS,
    retryMode: "standard",
    ...(endpoint === undefined ? {} : { endpoint }),
  };
  const rekognition = new Rekognition(common);
  const s3 = new S3({ ...common, ...(endpoint === undefined ? {} : { forcePathStyle: true }) });
  const sts = new STS(common);
  const tagging = new ResourceGroupsTaggingAPI(common);
  if (recording !== undefined) for (const client of [rekognition, s3, tagging]) record(client, recording);
  return {
    rekognition,
    s3,
    sts,
    tagging,
    destroy: () => {
      for (const client of [rekognition, s3, sts, tagging]) client.destroy();
    },
  };
}

interface Ended {
  readonly $metadata?: { readonly httpStatusCode?: number };
}

function record(
  client: Rekognition | S3 | ResourceGroupsTaggingAPI,
  { recorder, time }: { recorder: Recorder; time: LiveTime },
): void {
  // The stacks of all clients take it: it looks at no input.
  const stack = client.middlewareStack as Rekognition["middlewareStack"];
  stack.add(
    (next, { commandName }) =>
      async (args) => {
        const operation = String(commandName).replace(/Command$/, "");
        const atMs = time.sinceMs();
        const begunMs = performance.now();
        const end = (ended: Ended, error?: Error): void => {
          const httpStatus = ended.$metadata?.httpStatusCode;
          recorder.calls.push({
            case: recorder.current,
            operation,
            atMs,
            ms: Math.round(performance.now() - begunMs),
            ...(httpStatus === undefined ? {} : { httpStatus }),
            ...(error === undefined ? {} : { error: { name: error.name, message: error.message } }),
          });
        };
        try {
          const result = await next(args);
          end(result.output);
          return result;
        } catch (error) {
          if (error instanceof Error) end(error as Ended, error);
          throw error;
        }
      },
    { step: "initialize", name: "recordAnswer" },
  );
}

/** The value, or undefined where AWS says with this error that there is none. */
export async function unless<T>(names: readonly string[], call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Error && names.includes(error.name)) return undefined;
    throw error;
  }
}

export const NOT_FOUND = ["ResourceNotFoundException"] as const;
