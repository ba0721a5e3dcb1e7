import * as z from "zod";
import type { StreamRecord } from "../streams/records.js";
import { deliveryQueue } from "./queue.js";
import { signedPost } from "./signed-request.js";

/** AWS takes no more at once. */
const MOST_RECORDS = 500;
const ANSWER = z.object({ FailedRecordCount: z.number().optional() });

/** Puts records that are for one data stream. @throws Error unless all were taken */
async function put(endpoint: URL, records: readonly StreamRecord[]): Promise<void> {
  const [first] = records;
  if (first === undefined) return;
  const body = {
    // Not every receiver knows streams by their ARNs.
    StreamName: first.streamArn.split("/").at(-1),
    StreamARN: first.streamArn,
    Records: records.map(({ record, processor }) => ({
      Data: Buffer.from(JSON.stringify(record)).toString("base64"),
      // The records of a processor stay in their order.
      PartitionKey: processor,
    })),
  };
  const answer = await signedPost({
    url: endpoint,
    service: "kinesis",
    region: first.region,
    accessKeyId: first.account,
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "Kinesis_20131202.PutRecords" },
    body: JSON.stringify(body),
  });
  const { FailedRecordCount: failed = 0 } = ANSWER.parse(JSON.parse(answer));
  if (failed > 0) throw new Error(`${failed} of ${records.length} records were not taken`);
}

/** Puts records to data streams of a Kinesis, as the account of the stream processor. */
export const kinesisDelivery = (
  endpoint: URL,
  onFailure: (streamArn: string, reason: string) => void,
): ((record: StreamRecord) => void) =>
  deliveryQueue({
    destinationOf: ({ streamArn }) => streamArn,
    most: MOST_RECORDS,
    send: (records) => put(endpoint, records),
    onFailure,
  });
