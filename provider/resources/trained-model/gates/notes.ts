import type { NoteSettings } from "../../../lifecycle/handler.js";
import type { Gates } from "./gates.js";

/**
 * What a preview says of a start that is judged by more than the score of the model as a whole; at preview any of the inputs
 * may be unknown.
 */
export function gateNotes(inputs: Gates, { asksS3 }: Pick<NoteSettings, "asksS3">): string[] {
  const { minF1Score, minLabelF1, notWorseThan, notWorseThanTolerance, acrossTestSets } = inputs;
  if (minLabelF1 === undefined && notWorseThan === undefined) return [];
  const gates: string[] = [];
  if (minF1Score !== undefined) gates.push(`its F1 score has to be ${atLeast(minF1Score)} (minF1Score)`);
  if (notWorseThan !== undefined) {
    const less = notWorseThanTolerance === undefined ? "" : `, less ${shown(notWorseThanTolerance)}`;
    const tests = acrossTestSets === true ? "whatever images the two were tested with" : "tested with the same images";
    gates.push(`it has to be as good as the model that it replaces${less}, ${tests} (notWorseThan)`);
  }
  if (minLabelF1 !== undefined) gates.push(`${labelsText(minLabelF1)} (minLabelF1)`);
  const notes = [
    `Before the model is started it is judged: ${gates.join("; ")}. One that does not pass is not started.`,
  ];
  if (!asksS3 && (minLabelF1 !== undefined || acrossTestSets !== true)) {
    notes.push(
      "It cannot be judged, and will not be started, since rekognition:endpoint is set and rekognition:s3Endpoint is not: what its training leaves in S3 is not read.",
    );
  }
  return notes;
}

function labelsText(minLabelF1: unknown): string {
  if (typeof minLabelF1 !== "object" || minLabelF1 === null) {
    return `each label's F1 score has to be ${atLeast(minLabelF1)}`;
  }
  const each = Object.entries(minLabelF1).map(([label, least]) => `${atLeast(least)} for ${JSON.stringify(label)}`);
  return `labels' F1 scores have to be ${each.join(", ")}`;
}

function atLeast(score: unknown): string {
  return `at least ${shown(score)}`;
}

function shown(score: unknown): string {
  return typeof score === "number" ? String(score) : "a number that is not known yet";
}
