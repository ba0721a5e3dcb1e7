import type { Notification } from "../notifications.js";
import { deliveryQueue } from "./queue.js";
import { signedPost } from "./signed-request.js";

const CONTENT_TYPE = "application/x-www-form-urlencoded; charset=utf-8";

async function publish(endpoint: URL, { topicArn, subject, message, account, region }: Notification): Promise<void> {
  const parameters = new URLSearchParams({
    Action: "Publish",
    Version: "2010-03-31",
    TopicArn: topicArn,
    ...(subject === undefined ? {} : { Subject: subject }),
    Message: JSON.stringify(message),
  });
  const headers = { "content-type": CONTENT_TYPE };
  const body = parameters.toString();
  await signedPost({ url: endpoint, service: "sns", region, accessKeyId: account, headers, body });
}

/** Publishes notifications to topics of an SNS, as the account of the job or the stream processor. */
export const snsDelivery = (
  endpoint: URL,
  onFailure: (topicArn: string, reason: string) => void,
): ((notification: Notification) => void) =>
  deliveryQueue({
    destinationOf: ({ topicArn }) => topicArn,
    most: 1,
    send: async (notifications) => {
      for (const each of notifications) await publish(endpoint, each);
    },
    onFailure,
  });
