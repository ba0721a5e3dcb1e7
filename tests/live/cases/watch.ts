import { NOT_FOUND, unless } from "../aws/clients.js";
import type { CaseContext } from "./live-case.js";

const EVERY_MS = 5_000;

type Look = (context: CaseContext) => Promise<void>;

/** Does something, and meanwhile looks again and again, for the record. */
export async function whileLooking<T>(context: CaseContext, look: Look, work: () => Promise<T>): Promise<T> {
  const over = new AbortController();
  const looking = (async () => {
    const signal = AbortSignal.any([over.signal, context.signal]);
    while (!signal.aborted) {
      // What a look could not see is no reason to end what it looks at.
      await look(context).catch(() => undefined);
      await context.time.sleep(EVERY_MS, signal).catch(() => undefined);
    }
  })();
  try {
    return await work();
  } finally {
    over.abort();
    await looking;
    await look(context).catch(() => undefined);
  }
}

/** Notes the statuses of projects with these names, and of their models and datasets. */
export const atProjects =
  (...projects: readonly string[]): Look =>
  async ({ aws: { rekognition }, recorder, time }) => {
    const { ProjectDescriptions = [] } = await rekognition.describeProjects({
      ProjectNames: [...projects],
      Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"],
    });
    for (const { ProjectArn, Status, Datasets = [] } of ProjectDescriptions) {
      const name = /:project\/([^/]+)\//.exec(ProjectArn ?? "")?.[1] ?? "";
      recorder.saw(`Project ${name}`, Status, undefined, time.sinceMs());
      for (const { DatasetType, Status: status, StatusMessage } of Datasets) {
        recorder.saw(`Dataset ${name} ${DatasetType ?? ""}`, status, StatusMessage, time.sinceMs());
      }
      const page = await unless(NOT_FOUND, () => rekognition.describeProjectVersions({ ProjectArn }));
      for (const { ProjectVersionArn, Status: status, StatusMessage } of page?.ProjectVersionDescriptions ?? []) {
        const version = /\/version\/([^/]+)\//.exec(ProjectVersionArn ?? "")?.[1] ?? "";
        recorder.saw(`ProjectVersion ${version}`, status, StatusMessage, time.sinceMs());
      }
    }
  };

/** Notes the status of a stream processor. */
export const atStreamProcessor =
  (name: string): Look =>
  async ({ aws: { rekognition }, recorder, time }) => {
    const described = await unless(NOT_FOUND, () => rekognition.describeStreamProcessor({ Name: name }));
    recorder.saw(`StreamProcessor ${name}`, described?.Status, described?.StatusMessage, time.sinceMs());
  };
