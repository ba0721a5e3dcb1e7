import * as pulumi from "@pulumi/pulumi";
import * as rekognition from "pulumi-rekognition";

/**
 * For how many seconds each label is to be seen. However many results there are, one page is held in memory at a time.
 * Undefined once AWS has forgotten the job: the state learns that from the next `pulumi refresh` only.
 */
export async function secondsByLabel(jobId: string): Promise<Record<string, number> | undefined> {
  const milliseconds = new Map<string, number>();
  const results = rekognition.iterateLabelDetection({ jobId, aggregateBy: "SEGMENTS" });
  try {
    for await (const { label, durationMillis } of results) {
      milliseconds.set(label.name, (milliseconds.get(label.name) ?? 0) + (durationMillis ?? 0));
    }
  } catch (error) {
    if (!(error instanceof Error && error.message.includes("[NotFound]"))) throw error;
    await pulumi.log.warn(`There are no results any more: ${error.message}`);
    return undefined;
  }
  const sorted = [...milliseconds].sort(([one], [other]) => one.localeCompare(other));
  return Object.fromEntries(sorted.map(([name, sum]) => [name, sum / 1000]));
}
