// Says whose account is going to pay, and how much, before anything is made in it.
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import * as pulumi from "@pulumi/pulumi";

/** AWS's list prices for Custom Labels in us-east-1, in US dollars. */
const prices = { trainingHour: 1, inferenceUnitHour: 4, asOf: "November 2026" };

/** Does nothing when `rekognition:endpoint` is on this machine: the emulator has no account and sends no bill. */
export async function announceCost(minInferenceUnits: number | undefined): Promise<void> {
  if (isOnThisMachine(new pulumi.Config("rekognition").get("endpoint"))) return;
  const running =
    minInferenceUnits === undefined
      ? "quickstart:minInferenceUnits is unset, so the model is not started"
      : `the model then runs at $${(prices.inferenceUnitHour * minInferenceUnits).toFixed(2)} an hour until it is stopped`;
  await pulumi.log.warn(
    `${await account()} pays: training costs about $${prices.trainingHour.toFixed(2)} an hour, takes 30 minutes to 24 hours ` +
      `and cannot be cancelled; ${running} ($${prices.inferenceUnitHour.toFixed(2)} per inference unit and hour; ` +
      `AWS list prices for us-east-1, ${prices.asOf}).`,
  );
}

async function account(): Promise<string> {
  const setting = (key: string) => new pulumi.Config("rekognition").get(key) ?? new pulumi.Config("aws").get(key);
  const role = /arn:[\w-]+:iam::(\d+):role\/[^"]+/.exec(setting("assumeRole") ?? "");
  if (role) return `AWS account ${role[1] ?? ""} (${role[0]})`;
  const [region, profile] = [setting("region"), setting("profile")];
  const sts = new STSClient({ ...(region && { region }), ...(profile && { profile }), maxAttempts: 1 });
  try {
    const identity = await sts.send(new GetCallerIdentityCommand({}));
    return `AWS account ${identity.Account ?? "without a number"} (${identity.Arn ?? "caller unknown"})`;
  } catch (error) {
    return `An unknown AWS account (${error instanceof Error ? error.message : String(error)})`;
  } finally {
    sts.destroy();
  }
}

function isOnThisMachine(endpoint: string | undefined): boolean {
  if (endpoint === undefined || !URL.canParse(endpoint)) return false;
  return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(endpoint).hostname);
}
