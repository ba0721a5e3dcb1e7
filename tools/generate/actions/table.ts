import type { Callers } from "../permissions/callers.js";
import { launches } from "./launches.js";

/** Somebody who calls an action. */
export interface ActionCaller {
  readonly name: string;
  readonly isFunction: boolean;
}

/** One action of AWS's API. */
export interface Action {
  readonly name: string;
  /** What each launch did to it, by the launch's year. */
  readonly launches: Readonly<Record<string, "new" | "changed">>;
  readonly callers: readonly ActionCaller[];
  /** Why nobody calls it. */
  readonly reason: string | undefined;
}

const IMAGE = "Analyses one image and keeps nothing: an application's call, with nothing in it for Pulumi to manage.";
const FACES =
  "A collection's faces and users are an application's data; `Collection` manages the collection and shows their counts.";
const LIVENESS = "A session of minutes with one person's device: an application's call.";
const BULK = "Bulk image analysis is closed to new customers since 2026-04-30.";
const PERSONS = "Person tracking ended on 2025-10-31; asking `VideoAnalysisJob` for it is refused with that reason.";
const OTHER_VIDEO =
  "Not among the analyses of `VideoAnalysisJob`: labels, moderation, faces, face search and celebrities.";

/** Why nothing here calls an action. An action is either called or explained, never both. */
const uncalled: Readonly<Record<string, string | undefined>> = {
  AssociateFaces: FACES,
  CompareFaces: IMAGE,
  CreateFaceLivenessSession: LIVENESS,
  CreateUser: FACES,
  DeleteFaces: FACES,
  DeleteUser: FACES,
  DetectFaces: IMAGE,
  DetectLabels: IMAGE,
  DetectProtectiveEquipment: IMAGE,
  DetectText: IMAGE,
  DisassociateFaces: FACES,
  GetCelebrityInfo: "Looks up one celebrity by id and keeps nothing: an application's call.",
  GetFaceLivenessSessionResults: LIVENESS,
  GetMediaAnalysisJob: BULK,
  GetPersonTracking: PERSONS,
  GetSegmentDetection: OTHER_VIDEO,
  GetTextDetection: OTHER_VIDEO,
  IndexFaces: FACES,
  ListFaces: FACES,
  ListMediaAnalysisJobs: BULK,
  ListUsers: FACES,
  RecognizeCelebrities: IMAGE,
  SearchFaces: FACES,
  SearchFacesByImage: FACES,
  SearchUsers: FACES,
  SearchUsersByImage: FACES,
  StartMediaAnalysisJob: BULK,
  StartPersonTracking: PERSONS,
  StartSegmentDetection: OTHER_VIDEO,
  StartTextDetection: OTHER_VIDEO,
};

/** Every action of the API model, with who calls it or why nobody does. */
export function actionTable(operations: readonly string[], callers: Callers): Action[] {
  const of = (action: string, group: keyof Callers): ActionCaller[] =>
    callers[group]
      .filter((caller) => caller.operations.has(action))
      .map(({ name }) => ({ name, isFunction: group === "functions" }));
  return operations.map((name) => ({
    name,
    launches: launchesOf(name),
    callers: [...of(name, "resources"), ...of(name, "functions")],
    reason: uncalled[name],
  }));
}

function launchesOf(action: string): Action["launches"] {
  const brought = launches.filter(({ actions }) => actions.includes(action)).map(({ year }) => [year, "new"] as const);
  const changed = launches.filter((one) => one.changed.includes(action)).map(({ year }) => [year, "changed"] as const);
  return Object.fromEntries([...brought, ...changed]);
}

/** What is wrong with the table: an action without caller and reason, or with both. */
export function flaws(actions: readonly Action[]): string[] {
  return actions.flatMap(({ name, callers, reason }) => {
    if (callers.length === 0) return reason === undefined ? [`${name}: neither called nor explained`] : [];
    return reason === undefined ? [] : [`${name}: called, and explained why not`];
  });
}
