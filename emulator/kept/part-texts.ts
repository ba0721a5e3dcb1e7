import * as z from "zod";
import { checked, shape } from "../control/shapes.js";
import type { Box, ImageSize } from "../media/entry-errors.js";
import { TrainedModel } from "../media/trained-model.js";
import type { TrainingEntry } from "../media/trained-model.js";
import { DatasetEntries } from "../store/dataset-entries.js";
import type { EntryFacts, EntryLabel } from "../store/dataset-entries.js";

const jsonLines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join("");
const read = (text: string): unknown[] =>
  text
    .split("\n")
    .slice(0, -1)
    .map((line): unknown => JSON.parse(line));

const FACTS = shape<EntryFacts>({
  labels: z.array(shape<EntryLabel>({ name: z.string(), boxes: z.number() })),
  labeled: z.boolean(),
  hasErrors: z.boolean(),
});
const ENTRIES = z.array(z.tuple([z.int().min(0), z.string(), FACTS, z.string()]));

export function entriesText(entries: DatasetEntries): string {
  const lines = [...entries.from(0)].map((entry): z.infer<typeof ENTRIES>[number] => {
    const { index, sourceRef, labels, labeled, hasErrors } = entry;
    return [index, sourceRef, { labels, labeled, hasErrors }, entry.text()];
  });
  return jsonLines(lines);
}

export function entriesOf(text: string): DatasetEntries {
  const entries = new DatasetEntries();
  for (const [index, sourceRef, facts, line] of checked(ENTRIES, read(text))) {
    entries.putBack(index, sourceRef, line, facts);
  }
  return entries;
}

const number = z.number();
const KIND = z.object({ kind: z.enum(["classification", "detection"]) });
const TRAINING_ENTRIES = z.array(
  shape<TrainingEntry>({
    bucket: z.string(),
    key: z.string(),
    labels: z.array(z.string()),
    boxes: z.array(shape<Box>({ label: z.string(), left: number, top: number, width: number, height: number })),
    size: shape<ImageSize>({ width: number, height: number }).optional(),
  }),
);

/** Pixels are in base64. Files of an earlier release have no images. */
const IMAGES = z.array(z.object({ image: z.object({ digest: z.string(), pixels: z.base64().optional() }).optional() }));

export function modelText({ kind, entries, learned: { images } }: TrainedModel): string {
  const lines = entries.map((entry, index) => {
    const image = images[index];
    if (image === undefined) return entry;
    const { digest, pixels } = image;
    return { ...entry, image: { digest, pixels: pixels && Buffer.from(pixels).toString("base64") } };
  });
  return jsonLines([{ kind }, ...lines]);
}

export function modelOf(text: string): TrainedModel {
  const [first, ...entries] = read(text);
  const images = checked(IMAGES, entries).map(({ image }) => {
    if (image === undefined) return undefined;
    const { digest, pixels } = image;
    return { digest, pixels: pixels === undefined ? undefined : Buffer.from(pixels, "base64") };
  });
  return new TrainedModel(checked(TRAINING_ENTRIES, entries), checked(KIND, first).kind, images);
}
