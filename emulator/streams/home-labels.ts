import type { ImageBox } from "../image-contents.js";
import { labelsOf } from "../images/labels.js";
import type { FoundLabel } from "../images/labels.js";
import { isInRegions } from "../operations/images/regions.js";
import type { StreamProcessor } from "../store/things.js";
import type { World } from "../world.js";
import { HOME_LABEL_NAMES } from "./home-label-names.js";
import type { HomeLabelName } from "./home-label-names.js";
import { shownTo, videoStreamName } from "./shown.js";

/** What it finds. */
export interface HomeLabel {
  readonly name: HomeLabelName;
  /** 0 to 100. */
  readonly confidence: number;
  readonly box: ImageBox;
}

/** The labels of an image that count as each, in lower case. */
const COUNTS_AS: Readonly<Record<HomeLabelName, readonly string[]>> = {
  PERSON: ["person"],
  PET: ["pet", "dog", "cat"],
  PACKAGE: ["package", "package delivery", "cardboard box"],
};

const DEFAULT_MIN_CONFIDENCE = 50;
/** Where something is that nobody placed. */
const MIDDLE: ImageBox = { left: 0.25, top: 0.25, width: 0.5, height: 0.5 };

const isA = (name: HomeLabelName, label: FoundLabel): boolean =>
  [label.name, ...label.parents].some((each) => COUNTS_AS[name].includes(each.toLowerCase()));

/** What a processor is to look for and its video stream shows, where it is to look: once each, the surest. */
export function homeLabels(world: World, processor: StreamProcessor): readonly HomeLabel[] {
  const { Settings, RegionsOfInterest: regions } = processor.config;
  const { Labels: wanted = [], MinConfidence: least = DEFAULT_MIN_CONFIDENCE } = Settings.ConnectedHome ?? {};
  const labels = labelsOf(shownTo(world, processor).labels, `stream/${videoStreamName(processor)}`);
  return HOME_LABEL_NAMES.filter((name) => wanted.includes(name) || wanted.includes("ALL")).flatMap((name) => {
    const places = labels
      .filter((label) => label.confidence >= least && isA(name, label))
      .flatMap(({ confidence, instances = [] }) =>
        (instances.length === 0 ? [MIDDLE] : instances).map((box) => ({ name, confidence, box })),
      );
    return places.find(({ box }) => isInRegions(box, regions)) ?? [];
  });
}
