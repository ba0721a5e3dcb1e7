import type { LabelDetectionSettings, StartTextDetectionFilters } from "@aws-sdk/client-rekognition";
import type { ImageContents, ImageFace } from "../../image-contents.js";
import { facesOf } from "../../images/faces.js";
import type { FoundFace } from "../../images/faces.js";
import { isPlaced, labelsOf, passes } from "../../images/labels.js";
import { moderateTold } from "../../media/moderation.js";
import type { Wire } from "../../protocol/wire.js";
import type { Collection, Face } from "../../store/things.js";
import type { VideoSubject } from "../../store/video-job.js";
import { matchesIn } from "../faces/search.js";
import { celebrityId } from "../images/celebrity-id.js";
import { textDetections } from "../images/texts.js";
import { describeFace } from "../faces/stored.js";

const byName = (a: VideoSubject, b: VideoSubject): number => (a.name < b.name ? -1 : 1);

/** What is sure enough to be detected at all. */
const sureEnough = (subjects: readonly VideoSubject[], least: number): VideoSubject[] =>
  subjects.filter(({ confidence = 100 }) => confidence >= least);

/** The labels a job finds, after its filters. */
export function labelSubjects(
  { labels: told }: ImageContents,
  settings: Wire<LabelDetectionSettings> | undefined,
  least: number,
): VideoSubject[] {
  const labels = labelsOf(told, "").filter((label) => passes(label, settings?.GeneralLabels));
  const subjects = labels.map(({ name, parents, categories, confidence, instances = [] }): VideoSubject => {
    const subject = { name, categories, ...(parents[0] === undefined ? {} : { parent: parents[0] }) };
    if (told === undefined) return { ...subject, isPlaced: isPlaced(name) };
    return { ...subject, confidence, isPlaced: instances.length > 0, box: instances[0] };
  });
  return sureEnough(subjects, least).sort(byName);
}

/** What every video is warned of. */
const USUAL_WARNINGS: readonly VideoSubject[] = [
  { name: "Alcohol" },
  { name: "Alcoholic Beverages", parent: "Alcohol" },
  { name: "Violence" },
  { name: "Weapons", parent: "Violence" },
];

/** What a video is warned of. */
export function moderationSubjects({ moderation: told }: ImageContents, least: number): VideoSubject[] {
  if (told === undefined) return [...USUAL_WARNINGS];
  const found = moderateTold(told).map(({ name, parent, level, confidence }) => ({
    name,
    ...(parent === "" ? {} : { parent }),
    level,
    confidence,
  }));
  return sureEnough(found, least).sort(byName);
}

/** How many faces there are to be detected where nobody said it, and how many people. */
const FACES = 2;
const PERSONS = 3;

const unknown = (count: number): readonly ImageFace[] => Array.from({ length: count }, () => ({}));

function personOf(found: FoundFace, index: number, isTold: boolean): VideoSubject {
  const { confidence, box } = found;
  return { name: String(index), found, ...(isTold ? { confidence, box } : {}) };
}

/** The people whose faces are detected. */
export const faceSubjects = ({ faces: told }: ImageContents, key: string): VideoSubject[] =>
  facesOf(told ?? unknown(FACES), key).map((face, index) => personOf(face, index, told !== undefined));

const first = (collection: Collection): Face[] =>
  [...collection.faces.values()].sort((a, b) => (a.faceId < b.faceId ? -1 : 1)).slice(0, PERSONS);

/**
 * People, with the faces of the collection that are theirs. Where nobody said who they are, they are the first ones of the
 * collection, as far as there are some.
 * @param similarity of those matches
 */
export function personSubjects(
  { faces: told }: ImageContents,
  key: string,
  collection: Collection,
  threshold: number,
  similarity: number,
): VideoSubject[] {
  if (told !== undefined) {
    const wanted = { FaceMatchThreshold: threshold };
    return facesOf(told, key).map((face, index) => ({
      ...personOf(face, index, true),
      matches: matchesIn(collection, face, wanted),
    }));
  }
  const known = threshold > similarity ? [] : first(collection);
  return facesOf(unknown(PERSONS), key).map((face, index) => {
    const match = known[index];
    const matches = match === undefined ? [] : [{ Face: describeFace(collection, match) }];
    return { ...personOf(match?.found ?? face, index, false), matches };
  });
}

/** Celebrities that there are not, in the order of their ids. */
const USUAL_CELEBRITIES: readonly VideoSubject[] = [
  { name: "Example Actor", id: "1aaAAA1a" },
  { name: "Example Singer", id: "2bbBBB2b" },
];

/** The known people of a video, in the order of their ids. */
export function celebritySubjects({ faces: told }: ImageContents, key: string): VideoSubject[] {
  if (told === undefined) return [...USUAL_CELEBRITIES];
  const known = facesOf(told, key).flatMap((face): VideoSubject[] => {
    const { celebrity, confidence, box } = face;
    if (celebrity === undefined) return [];
    return [
      { name: celebrity.name, id: celebrityId(celebrity), urls: celebrity.urls ?? [], found: face, confidence, box },
    ];
  });
  return known.sort((a, b) => ((a.id ?? "") < (b.id ?? "") ? -1 : 1));
}

/** Lines and words; nobody reads a text of which nothing was said. */
export const textSubjects = (
  { texts }: ImageContents,
  filters: Wire<StartTextDetectionFilters> | undefined,
): VideoSubject[] =>
  textDetections(texts, filters).map((text) => ({
    name: text.DetectedText ?? "",
    text,
    ...(text.Confidence === undefined ? {} : { confidence: text.Confidence }),
  }));
