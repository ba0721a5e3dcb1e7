import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { isRekognitionError } from "../../base/errors.js";
import { type Work, outputsOf } from "../trained-model/model.js";
import { SlotWait, trainingLine, waitForTurn } from "../trained-model/slots.js";
import { type Inputs, createRequest } from "./request.js";
import { explained, whenDatasetsAreReady } from "./training-data.js";

/** Begins the training, as soon as there is a slot for it; returns the ARN. */
export async function beginTraining(work: Work, inputs: Inputs, tags: Record<string, string>): Promise<string> {
  const { context, model } = work;
  if (inputs.trainingData === undefined) await whenDatasetsAreReady(work);
  const line = trainingLine(context, model.projectArn);
  // One that was refused stands in the line, and one that comes later does not overtake.
  let place = line.isEmpty ? undefined : line.join();
  try {
    let slot = new SlotWait(work, "TRAINING_IN_PROGRESS");
    for (;;) {
      if (place !== undefined && line.before(place) > 0) {
        await waitForTurn(work, line, place);
        slot = new SlotWait(work, "TRAINING_IN_PROGRESS");
      }
      try {
        const answer = await context.aws.call("CreateProjectVersion", createRequest(model, inputs, tags));
        return answer.ProjectVersionArn ?? "";
      } catch (error) {
        if (!isRekognitionError(error, "QuotaExceeded") || error.awsName !== "LimitExceededException") {
          throw await explained(work, inputs, error);
        }
        place ??= line.join();
        if (line.before(place) === 0 && (await slot.refused()) !== undefined) throw error;
      }
    }
  } finally {
    if (place !== undefined) line.leave(place);
  }
}

/** What can be read of a model, held against the inputs. */
export function differences(inputs: Inputs, value: ProjectVersionDescription): string[] {
  const read = outputsOf(value);
  const asked = inputs.trainingData?.assets[0]?.groundTruthManifest.s3Object;
  const used = value.TrainingDataResult?.Input?.Assets?.[0]?.GroundTruthManifest?.S3Object;
  const list: string[] = [];
  if (read.status === undefined) list.push("its status cannot be read");
  if (asked !== undefined && used !== undefined && (asked.bucket !== used.Bucket || asked.name !== used.Name)) {
    list.push(`it was trained on s3://${used.Bucket ?? ""}/${used.Name ?? ""}`);
  }
  return list;
}
