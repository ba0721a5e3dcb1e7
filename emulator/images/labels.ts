import { rounded, share } from "../media/share.js";
import type { ImageBox, ImageLabel } from "../image-contents.js";

/** A label that was found. */
export interface FoundLabel extends ImageLabel {
  /** 0 to 100. */
  readonly confidence: number;
  readonly parents: readonly string[];
  readonly categories: readonly string[];
}

const CONFIDENCE = 98;

/** What every image and every video shows of which nobody said anything else, by name. */
const USUAL: readonly (Omit<FoundLabel, "confidence"> & { readonly isPlaced: boolean })[] = [
  { name: "Bicycle", categories: ["Vehicles and Automotive"], parents: ["Vehicle"], isPlaced: true },
  { name: "Car", categories: ["Vehicles and Automotive"], parents: ["Vehicle"], isPlaced: true },
  { name: "City", categories: ["Buildings and Architecture"], parents: [], isPlaced: false },
  { name: "Cup", categories: ["Kitchen and Dining"], parents: [], isPlaced: true },
  { name: "Dog", categories: ["Animals and Pets"], parents: ["Mammal"], isPlaced: true },
  { name: "Person", categories: ["Person Description"], parents: [], isPlaced: true },
  { name: "Tree", categories: ["Plants and Flowers"], parents: ["Plant"], isPlaced: true },
];

/** Whether it is said where in the picture a usual label is. */
export const isPlaced = (name: string): boolean => USUAL.find((label) => label.name === name)?.isPlaced ?? false;

const inRow = (index: number): ImageBox => ({ width: 0.1, height: 0.2, left: 0.02 + 0.14 * index, top: 0.4 });

/**
 * The labels of an image or a video, the surest first.
 * @param digest what tells the image from others
 */
export function labelsOf(told: readonly ImageLabel[] | undefined, digest: string): readonly FoundLabel[] {
  const usual = USUAL.map(({ isPlaced: placed, ...label }, index) => ({
    ...label,
    confidence: rounded(60 + 39 * share(`${digest}/${label.name}`)),
    instances: placed ? [inRow(index)] : [],
  }));
  const found = told?.map((label) => ({ confidence: CONFIDENCE, parents: [], categories: [], ...label })) ?? usual;
  return [...found].sort((a, b) => b.confidence - a.confidence);
}

/** Names and categories that are wanted, or not. */
export interface LabelFilters {
  readonly LabelInclusionFilters?: readonly string[] | undefined;
  readonly LabelExclusionFilters?: readonly string[] | undefined;
  readonly LabelCategoryInclusionFilters?: readonly string[] | undefined;
  readonly LabelCategoryExclusionFilters?: readonly string[] | undefined;
}

const allows = (
  included: readonly string[] = [],
  excluded: readonly string[] = [],
  names: readonly string[],
): boolean =>
  (included.length === 0 || names.some((name) => included.includes(name))) &&
  !names.some((name) => excluded.includes(name));

/** Whether a label passes filters. */
export const passes = ({ name, categories }: FoundLabel, filters: LabelFilters = {}): boolean =>
  allows(filters.LabelInclusionFilters, filters.LabelExclusionFilters, [name]) &&
  allows(filters.LabelCategoryInclusionFilters, filters.LabelCategoryExclusionFilters, categories);
