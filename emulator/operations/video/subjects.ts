import type { LabelDetectionSettings } from "@aws-sdk/client-rekognition";
import type { Wire } from "../../protocol/wire.js";
import type { Collection } from "../../store/things.js";
import type { VideoSubject } from "../../store/video-job.js";
import { describeFace } from "../faces.js";

/** What every video shows: label -> category, and the label above it. */
const LABELS: Readonly<Record<string, { readonly category: string; readonly parent?: string }>> = {
  Bicycle: { category: "Vehicles and Automotive", parent: "Vehicle" },
  Car: { category: "Vehicles and Automotive", parent: "Vehicle" },
  City: { category: "Buildings and Architecture" },
  Cup: { category: "Kitchen and Dining" },
  Dog: { category: "Animals and Pets", parent: "Mammal" },
  Person: { category: "Person Description" },
  Tree: { category: "Plants and Flowers", parent: "Plant" },
};

export const categoryOf = (label: string): string => LABELS[label]?.category ?? "";

/** Whether it is said where in the picture the label is. */
export const hasInstances = (label: string): boolean => label !== "City";

/** The labels a job finds, after its filters. */
export function labelSubjects(settings: Wire<LabelDetectionSettings> | undefined): VideoSubject[] {
  const filters = settings?.GeneralLabels;
  const allows = (included: readonly string[] = [], excluded: readonly string[] = [], name: string): boolean =>
    (included.length === 0 || included.includes(name)) && !excluded.includes(name);
  return Object.entries(LABELS)
    .filter(([name]) => allows(filters?.LabelInclusionFilters, filters?.LabelExclusionFilters, name))
    .filter(([, { category }]) =>
      allows(filters?.LabelCategoryInclusionFilters, filters?.LabelCategoryExclusionFilters, category),
    )
    .map(([name, { parent }]) => (parent === undefined ? { name } : { name, parent }));
}

/** What every video is warned of. */
export const moderationSubjects = (): VideoSubject[] => [
  { name: "Alcohol" },
  { name: "Alcoholic Beverages", parent: "Alcohol" },
  { name: "Violence" },
  { name: "Weapons", parent: "Violence" },
];

const PERSONS = 3;

/** Two people whose faces are detected. */
export const faceSubjects = (): VideoSubject[] => [{ name: "0" }, { name: "1" }];

/** Three people; the first ones are those of the collection, as far as there are some. */
export function personSubjects(collection: Collection): VideoSubject[] {
  const faces = [...collection.faces.values()]
    .sort((a, b) => (a.faceId < b.faceId ? -1 : 1))
    .slice(0, PERSONS)
    .map((face) => describeFace(collection, face));
  return Array.from({ length: PERSONS }, (_, index) => {
    const face = faces[index];
    return { name: String(index), ...(face === undefined ? {} : { face }) };
  });
}

/** Celebrities that there are not, in the order of their ids. */
export const celebritySubjects = (): VideoSubject[] => [
  { name: "Example Actor", id: "1aaAAA1a" },
  { name: "Example Singer", id: "2bbBBB2b" },
];
