import type { Order } from "../remove/carry-out.js";
import type { SweepArguments } from "./command-line.js";
import type { Lock } from "../stack/lock.js";
import type { Subject } from "../stack/subject.js";
import { Refusal } from "../sweep-error.js";
import type { Leftover } from "../find/thing.js";
import { aligned, priceText, subjectText } from "../report/wording.js";

/** Reasons not to stop or delete anything now, each as a sentence with the way out. */
export function blocksOf({ owner, state, exists }: Subject, lock: Lock): string[] {
  const blocks: string[] = [];
  if (lock.state === "locked") {
    blocks.push(
      `The stack is locked (${lock.by}): a pulumi command may be making what is listed here. Wait for it; if it was killed, run \`pulumi cancel --yes\`.`,
    );
  }
  const pending = state?.pendingOperations ?? [];
  if (pending.length > 0) {
    blocks.push(
      `The state has pending operations (${pending.join(", ")}): what they made may be listed here. Run \`pulumi up\`, which takes it up, then \`pulumi refresh --clear-pending-creates\`; or only the latter, where it is not to be taken up.`,
    );
  }
  if (exists === true) {
    blocks.push(`The stack ${owner} exists, and what it uses is listed here, too. Name it with --stack, not --owner.`);
  }
  return blocks;
}

/** Asks a question on the terminal. */
export type Ask = (question: string) => Promise<string>;

/**
 * Makes sure that somebody wants this. True: go on. False: somebody said no. Where nobody can be asked, all that would be
 * asked has to be on the command line.
 */
export async function isConfirmed(
  args: SweepArguments,
  subject: Subject,
  lock: Lock,
  concerned: readonly Leftover[],
  order: Pick<Order, "action">,
  ask: Ask | undefined,
): Promise<boolean> {
  const isGone = subject.state === undefined;
  const missing = [
    ...(args.yes ? [] : ["--yes"]),
    ...(isGone && !args.gone ? ["--gone (the stack of --owner no longer exists)"] : []),
    ...(lock.state === "unknown" && !args.assumeUnlocked ? ["--assume-unlocked (no pulumi command is running)"] : []),
  ];
  if (missing.length === 0) return true;
  if (ask === undefined) {
    throw new Refusal(`Nobody can be asked here. If it is to be done all the same, add ${missing.join(" and ")}.`);
  }
  const question = [
    `To ${order.action}:`,
    ...aligned(concerned.map((thing) => [deed(order.action, thing), subjectText(thing), priceText(thing)])).map(
      (row) => `  ${row}`,
    ),
    "",
    ...(lock.state === "unknown" ? [`Is no pulumi command running on the stack? ${sentence(lock.why)}.`] : []),
    ...(isGone ? [`Is the stack ${subject.owner} really gone? If not, this takes what it uses.`] : []),
    isGone ? "Type its name to go on: " : "Type yes to go on: ",
  ].join("\n");
  const answer = (await ask(question)).trim();
  return isGone ? answer === subject.owner : ["yes", "y"].includes(answer.toLowerCase());
}

function deed(action: Order["action"], thing: Leftover): string {
  if (action === "stop") return "stop";
  return thing.activity === "running" ? "stop and delete" : "delete";
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
