import * as rekognition from "pulumi-rekognition";

/** For how many seconds each label is to be seen. However many results there are, one page is held in memory at a time. */
export async function secondsByLabel(jobId: string): Promise<Record<string, number>> {
  const milliseconds = new Map<string, number>();
  for await (const { label, durationMillis } of rekognition.iterateLabelDetection({ jobId, aggregateBy: "SEGMENTS" })) {
    milliseconds.set(label.name, (milliseconds.get(label.name) ?? 0) + (durationMillis ?? 0));
  }
  const sorted = [...milliseconds].sort(([one], [other]) => one.localeCompare(other));
  return Object.fromEntries(sorted.map(([name, sum]) => [name, sum / 1000]));
}
