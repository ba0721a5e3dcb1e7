import type { Side } from "./boundary.js";
import type { Deed } from "./life.js";

/** A call for every kind of boundary and every deed; among them each whose loss could cost a training or a model. */
export const BOUNDARIES: Readonly<Record<Side, Readonly<Record<Deed, string>>>> = {
  "before the call": {
    up: "StartProjectVersion",
    units: "StopProjectVersion",
    replace: "CreateProjectVersion",
    processors: "UpdateStreamProcessor",
    refresh: "DescribeProjectVersions",
    destroy: "StopProjectVersion",
  },
  "after the effect, before the answer": {
    up: "CreateProjectVersion",
    units: "StartProjectVersion",
    replace: "StartProjectVersion",
    processors: "UpdateStreamProcessor",
    refresh: "ListTagsForResource",
    destroy: "DeleteProjectVersion",
  },
  "after the answer": {
    up: "CopyProjectVersion",
    units: "StopProjectVersion",
    replace: "StopProjectVersion",
    processors: "StopStreamProcessor",
    refresh: "DescribeCollection",
    destroy: "DeleteStreamProcessor",
  },
};

export const SIDES = Object.keys(BOUNDARIES) as Side[];
