import pRetry from "p-retry";
import type { Notification } from "../notifications.js";
import { signedPost } from "./signed-post.js";

const RETRIES = { retries: 3, minTimeout: 100, factor: 3 };

/**
 * Publishes notifications to topics of an SNS, as the account of the job. Nobody waits for it: what cannot be delivered
 * after some retries is told to `onFailure`.
 */
export function snsDelivery(
  endpoint: URL,
  onFailure: (topicArn: string, reason: string) => void,
): (notification: Notification) => void {
  return ({ topicArn, message, account, region }) => {
    const parameters = {
      Action: "Publish",
      Version: "2010-03-31",
      TopicArn: topicArn,
      Message: JSON.stringify(message),
    };
    const call = { endpoint, service: "sns", region, accessKeyId: account, parameters };
    pRetry(() => signedPost(call), RETRIES).catch((error: unknown) => {
      onFailure(topicArn, error instanceof Error ? error.message : String(error));
    });
  };
}
