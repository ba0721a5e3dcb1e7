import { RekognitionError } from "../../base/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { waitToAppear } from "../../lifecycle/presence.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { type Found, failedAs, findByArn, soughtDataset } from "./dataset.js";
import { complete } from "./states.js";

/** Another dataset, once nothing goes on in it; one that is missing or failed is an error. */
export async function settled(context: OperationContext, subject: string, arn: string): Promise<Found> {
  const find = (): Promise<Found | undefined> => findByArn(context, arn);
  if ((await waitToAppear(context, subject, find)) === undefined) {
    throw new RekognitionError("NotFound", `${subject} (${arn}) does not exist`);
  }
  const { verdict, observed } = await waitForState(context, subject, complete, soughtDataset(context, arn));
  if (verdict === "target" && observed !== undefined) return observed;
  throw failedAs(subject, observed).withMore("Where it is this stack's own, `pulumi refresh` shows it first.");
}
