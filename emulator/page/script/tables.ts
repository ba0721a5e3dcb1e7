import type { CallRecord } from "../../calls.js";
import type { MeterReport, ModelUsage } from "../../meter.js";
import { PRICES } from "../../prices.js";
import type {
  CollectionState,
  DatasetState,
  ProjectState,
  StateReport,
  StreamProcessorState,
  VersionState,
  VideoJobState,
} from "../../state.js";
import { answerDetails } from "./answer.js";
import { attribute, make, say } from "./dom.js";
import { dollars, duration, hours, nameOf, tagList, time } from "./format.js";
import { type HasStatus, fillStatus, statusText } from "./status.js";
import { type Column, makeTable } from "./table.js";
import { type Span, fillTimeLine, spanOf } from "./time-line.js";

/** One look at the emulator. */
export interface Look {
  readonly state: StateReport;
  readonly meter: MeterReport;
  readonly calls: readonly CallRecord[];
}

interface Placed {
  readonly account: string;
  readonly region: string;
}

const place: Column<Placed> = { head: "Account and Region", text: ({ account, region }) => `${account} ${region}` };
const status: Column<HasStatus> = { head: "State", text: statusText, fill: fillStatus };
const tags: Column<Pick<ProjectState, "tags">> = { head: "Tags", text: (item) => tagList(item.tags) };

let span: Span = { fromMs: 0, toMs: 0 };

const models = makeTable<VersionState>({
  id: "models",
  heading: "Models",
  caption: "Models and copies, the newest first. A time line goes from the first model to now.",
  none: "No models.",
  key: ({ arn }) => arn,
  columns: [
    { head: "Model", kind: "name", text: ({ arn }) => nameOf(arn) },
    status,
    {
      head: "For",
      text: ({ statuses, createdAtMs }) => duration(span.toMs - (statuses.at(-1)?.atMs ?? createdAtMs)),
    },
    { head: "Units", kind: "number", text: ({ minInferenceUnits }) => String(minInferenceUnits ?? "–") },
    {
      head: "Time line",
      kind: "wide",
      text: () => "",
      fill: (cell, model) => {
        fillTimeLine(cell, model, span);
      },
    },
  ],
});

const projects = makeTable<ProjectState>({
  id: "projects",
  heading: "Projects",
  caption: "Projects of all accounts and Regions",
  none: "No projects.",
  key: ({ arn }) => arn,
  columns: [
    { head: "Project", kind: "name", text: ({ name }) => name },
    status,
    { head: "Models", kind: "number", text: ({ versions }) => String(versions.length) },
    { head: "Datasets", kind: "number", text: ({ datasets }) => String(datasets.length) },
    place,
    tags,
  ],
});

const datasets = makeTable<DatasetState & { readonly project: string }>({
  id: "datasets",
  heading: "Datasets",
  caption: "Training and test datasets",
  none: "No datasets.",
  key: ({ arn }) => arn,
  columns: [
    { head: "Dataset", kind: "name", text: ({ project, type }) => `${project}/${type.toLowerCase()}` },
    status,
    { head: "Entries", kind: "number", text: ({ entryCount }) => String(entryCount) },
    tags,
  ],
});

const processors = makeTable<StreamProcessorState>({
  id: "processors",
  heading: "Stream processors",
  caption: "Stream processors of all accounts and Regions",
  none: "No stream processors.",
  key: ({ arn }) => arn,
  columns: [{ head: "Stream processor", kind: "name", text: ({ name }) => name }, status, place, tags],
});

const collections = makeTable<CollectionState>({
  id: "collections",
  heading: "Collections",
  caption: "Face collections of all accounts and Regions",
  none: "No collections.",
  key: ({ arn }) => arn,
  columns: [
    { head: "Collection", kind: "name", text: ({ id }) => id },
    { head: "Faces", kind: "number", text: ({ faceCount }) => String(faceCount) },
    { head: "Users", kind: "number", text: ({ userCount }) => String(userCount) },
    place,
    tags,
  ],
});

const jobs = makeTable<VideoJobState>({
  id: "jobs",
  heading: "Video jobs",
  caption: "Analyses of stored videos, until their results are gone",
  none: "No video jobs.",
  key: ({ jobId }) => jobId,
  columns: [
    { head: "Video", kind: "name", text: ({ bucket = "", key = "" }) => `${bucket}/${key}` },
    { head: "Operation", text: ({ operation }) => operation },
    status,
    { head: "Detections", kind: "number", text: ({ detections }) => String(detections) },
    place,
  ],
});

const usdOf = ({ trainingSeconds, inferenceUnitSeconds }: ModelUsage): number =>
  (trainingSeconds * PRICES.trainingHour + inferenceUnitSeconds * PRICES.inferenceUnitHour) / 3600;

const costs = makeTable<ModelUsage>({
  id: "costs",
  heading: "Cost by model",
  caption: `What AWS would bill in ${PRICES.region} (prices of ${PRICES.asOf}), deleted models included`,
  none: "Nothing was billed.",
  key: ({ arn }) => arn,
  columns: [
    { head: "Model", kind: "name", text: ({ arn }) => nameOf(arn) },
    { head: "Training", kind: "number", text: ({ trainingSeconds }) => hours(trainingSeconds) },
    { head: "Unit hours", kind: "number", text: ({ inferenceUnitSeconds }) => hours(inferenceUnitSeconds) },
    { head: "Dollars", kind: "number", text: (usage) => dollars(usdOf(usage)) },
    { head: "Now", text: ({ running }) => (running ? "running" : "not running") },
  ],
});

function answerOf({ status: code, error, effect }: CallRecord): string {
  if (code === 0) return "no answer";
  return [String(code), error ?? (effect ? "changed something" : "")].filter(Boolean).join(" ");
}

const calls = makeTable<CallRecord>({
  id: "calls",
  heading: "Recent calls",
  caption: "The latest calls with their answers, the newest first",
  none: "No calls.",
  key: ({ seq }) => String(seq),
  columns: [
    { head: "No.", kind: "number", text: ({ seq }) => String(seq) },
    { head: "Virtual time", text: ({ atMs }) => time(atMs) },
    { head: "Operation", kind: "name", text: ({ operation }) => operation },
    {
      head: "Answer",
      text: answerOf,
      fill: (cell, call) => {
        attribute(cell, "data-tone", call.status >= 200 && call.status < 300 ? "good" : "bad");
        say(cell, answerOf(call));
      },
    },
    {
      head: "Request and answer",
      kind: "wide",
      text: ({ request }) => JSON.stringify(request ?? null),
      // A call does not change: its request is written once.
      fill: (cell, call) => {
        if (cell.childElementCount > 0) return;
        const { operation, seq, request, status: code } = call;
        const summary = make("summary", { "aria-label": `Request of ${operation}, call ${seq}` }, "Request");
        cell.append(
          make("details", {}, summary, make("pre", { tabindex: "0" }, JSON.stringify(request ?? null, undefined, 2))),
          ...(code === 0 ? [] : [answerDetails(call)]),
        );
      },
    },
  ],
});

const newestFirst = (a: VersionState, b: VersionState): number => b.createdAtMs - a.createdAtMs;

export const modelsOf = ({ projects: all }: StateReport): readonly VersionState[] =>
  all.flatMap(({ versions }) => versions);

/** Shows a look in all tables. */
export function showTables({ state, meter, calls: latest }: Look, filter: string): void {
  const versions = modelsOf(state);
  span = spanOf(versions, state.nowMs);
  models.update([...versions].sort(newestFirst), filter);
  projects.update(state.projects, filter);
  datasets.update(
    state.projects.flatMap(({ name, datasets: own }) => own.map((dataset) => ({ ...dataset, project: name }))),
    filter,
  );
  processors.update(state.streamProcessors, filter);
  collections.update(state.collections, filter);
  jobs.update(state.videoJobs, filter);
  costs.update(meter.models, filter);
  calls.update([...latest].reverse(), filter);
}
