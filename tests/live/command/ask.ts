import { createInterface } from "node:readline/promises";
import { UsageError } from "../live-error.js";
import { dollars } from "../money/prices.js";
import { type Given, readUsd } from "./command-line.js";

/** What cannot be left out. */
export interface Needed {
  readonly region: string;
  readonly bucket: string;
  readonly limitUsd: number;
}

/** Asks a person, if there is one. */
export interface Asker {
  readonly isTerminal: boolean;
  ask(question: string): Promise<string>;
}

export const terminal: Asker = {
  isTerminal: process.stdin.isTTY && process.stderr.isTTY,
  async ask(question) {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return (await lines.question(question)).trim();
    } finally {
      lines.close();
    }
  },
};

/** What was given, and at a terminal what is asked for. Without one, what is missing is named all at once. */
export async function needed(given: Given, hasCredentials: boolean, asker: Asker): Promise<Needed> {
  const { region, bucket, limitUsd, account } = given;
  const required = { "--region": region, "--bucket": bucket, "--limit-usd": limitUsd, "--account": account };
  const missing = asker.isTerminal
    ? []
    : Object.entries(required).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (!hasCredentials) missing.unshift("credentials of AWS's default chain (AWS_PROFILE, AWS_ACCESS_KEY_ID, ...)");
  if (missing.length > 0) {
    throw new UsageError(
      `The live suite works on a real AWS account and needs, besides what it has: ${missing.join(", ")}. See npm run test:live -- --help. Nothing was done.`,
    );
  }
  return {
    region: region ?? (await answered(asker, "Region: ")),
    bucket: bucket ?? (await answered(asker, "Bucket, an existing one in that region: ")),
    limitUsd: limitUsd ?? readUsd("limit-usd", await answered(asker, "The most that this may cost, in USD: ")) ?? 0,
  };
}

async function answered(asker: Asker, question: string): Promise<string> {
  const answer = await asker.ask(question);
  if (answer === "") throw new UsageError("Without an answer nothing is done.");
  return answer;
}

/** Makes sure that the account is meant: by its number, given or confirmed. */
export async function confirmAccount(
  given: Given,
  account: string,
  limitUsd: number | undefined,
  asker: Asker,
): Promise<void> {
  if (given.account !== undefined) {
    if (given.account === account) return;
    throw new UsageError(`The credentials belong to account ${account}, not to ${given.account}. Nothing was done.`);
  }
  const what = limitUsd === undefined ? "Clean up in" : `Spend at most ${dollars(limitUsd)} in`;
  if (!asker.isTerminal) {
    throw new UsageError(`The credentials belong to account ${account}: add --account ${account} if that is meant.`);
  }
  const answer = await asker.ask(`${what} account ${account}? Type its number: `);
  if (answer !== account) throw new UsageError("That is another number. Nothing was done.");
}
