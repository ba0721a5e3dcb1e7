import { isRekognitionError } from "../../base/errors.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import { untilDeleted } from "../../lifecycle/until-taken.js";
import { type Found, type Work, entriesText, soughtDataset, subjectOf } from "./dataset.js";
import { checkSource } from "./source-check.js";
import { recordedAs } from "./states.js";

/**
 * Deletes a dataset as soon as AWS lets it, and waits until it is gone. A missing one is a success. From the moment that AWS
 * may have taken the call, `taken` is told.
 */
export async function removeDataset(
  context: AwsContext,
  arn: string,
  subject = `dataset ${arn}`,
  taken: () => void = () => undefined,
): Promise<void> {
  const ask = async ({ status }: Found): Promise<"busy" | undefined> => {
    if (status === "DELETE_IN_PROGRESS") return undefined;
    if (recordedAs.of(status, subject) === "moving") return "busy";
    try {
      await context.aws.call("DeleteDataset", { DatasetArn: arn });
      taken();
    } catch (error) {
      if (isRekognitionError(error) && error.effectUnknown) taken();
      throw error;
    }
    return undefined;
  };
  // A training may still read it, for as long as it takes.
  await untilDeleted(context, soughtDataset(context, arn, subject), ask, { patienceMs: Infinity });
}

/**
 * The deletion of a dataset that is made again from its inputs, which AWS has no other way for. What it is to be made from is
 * looked at first: where AWS would refuse it, nothing is deleted. An error after the deletion says what is gone.
 */
export class Replacement {
  readonly #work: Work;
  #loss: string | undefined;

  constructor(work: Work) {
    this.#work = work;
  }

  /** Deletes what stands there, unless it would be for nothing. */
  async remove(old: Found): Promise<void> {
    const { arn, DatasetStats: stats } = old.value;
    const entries = stats?.TotalEntries;
    const held = entriesText(entries);
    const unchecked = entries === 0 ? undefined : await this.#checked(arn, held);
    await removeDataset(this.#work.context, arn, subjectOf(this.#work.place), () => {
      if (entries === 0) return;
      const why = unchecked === undefined ? "" : ` What it is made from was not checked before: ${unchecked}`;
      this.#loss = `Its former ${held} ${entries === 1 ? "is" : "are"} deleted.${why}`;
    });
  }

  /** Runs what removes and makes again. */
  async telling<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      throw isRekognitionError(error) && this.#loss !== undefined ? error.withMore(this.#loss) : error;
    }
  }

  async #checked(arn: string, held: string): Promise<string | undefined> {
    try {
      return await checkSource(this.#work, arn);
    } catch (error) {
      if (!isRekognitionError(error)) throw error;
      throw error.withMore(`Nothing was deleted: ${subjectOf(this.#work.place)} keeps its ${held}.`);
    }
  }
}
