import { RekognitionError, isRekognitionError } from "../../base/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { type Place, findByArn, subjectOf } from "./dataset.js";
import { changeEntries } from "./sending.js";
import { settled } from "./settled.js";

/** Moves a fifth of a training dataset into an empty test dataset, and waits until both are complete. */
export async function distribute(
  context: OperationContext,
  test: Place,
  testArn: string,
  trainArn: string,
): Promise<void> {
  const train: Place = { ...test, datasetType: "TRAIN" };
  await settled(context, subjectOf(train), trainArn);
  await changeEntries(context, test, testArn, "takes a part of the TRAIN dataset", async () => {
    try {
      await context.aws.call("DistributeDatasetEntries", { Datasets: [{ Arn: trainArn }, { Arn: testArn }] });
    } catch (error) {
      // Called twice it would meet a dataset that is not empty; what came of it shows below.
      if (!isRekognitionError(error) || !error.effectUnknown) throw error;
    }
  });
  await settled(context, subjectOf(train), trainArn);
  const total = (await findByArn(context, testArn))?.value.DatasetStats?.TotalEntries;
  if (total !== 0) return;
  throw new RekognitionError("StateDidNotChange", `${subjectOf(test)} is still empty after the distribution`);
}
