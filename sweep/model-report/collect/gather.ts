import { datasetInArn, modelInArn, nameInArn, parseArn, projectNameOf } from "../../../provider/aws/arns.js";
import type { ConfiguredPrices } from "../../../provider/aws/prices.js";
import { inParallel } from "../../../provider/base/parallel.js";
import type { AwsContext } from "../../../provider/lifecycle/aws-context.js";
import type { RecordedState } from "../../stack/recorded-state.js";
import { SweepError } from "../../sweep-error.js";
import type { ModelEntry, ProjectEntry, ReportDocument, RunningEntry } from "../document.js";
import { datasetEntry } from "./datasets.js";
import { Evaluations } from "./evaluations.js";
import { modelEntry, type ProjectOfModels, type Subject } from "./models.js";
import { ofStack, runningModels, runningProcessors } from "./running.js";

/** What a report is about. */
export type Topic =
  | { readonly kind: "stack"; readonly name: string; readonly state: RecordedState; readonly marks: readonly string[] }
  | { readonly kind: "project" | "model"; readonly names: readonly string[] };

/** What it takes to find that out. */
export interface Sources {
  readonly regions: readonly string[];
  readonly prices: ConfiguredPrices;
  /** Always the same one for a region. */
  readonly contextIn: (region: string) => AwsContext;
  /** Told how many models were read so far, and of how many. */
  readonly tell: (done: number, of: number) => void;
}

/** What was found. */
export interface Gathered extends Pick<ReportDocument, "models" | "running" | "projects" | "notes"> {
  /** How many models should have an evaluation that can be read, and have not. */
  readonly unread: number;
}

/** Looks at everything that a report shows; changes nothing. */
export async function gather(topic: Topic, sources: Sources): Promise<Gathered> {
  const projects = topic.kind === "stack" ? await allProjects(sources) : await namedProjects(topic, sources);
  const subjects = subjectsOf(topic, projects);
  const evaluations = new Evaluations(sources.contextIn);
  const shown = projects.filter((each) => isShown(topic, each, subjects));
  let done = 0;
  sources.tell(done, subjects.length);
  const [entries, projectEntries, { running, notes }] = await Promise.all([
    inParallel(subjects, async (subject) => {
      const entry = await modelEntry(evaluations, subject);
      sources.tell((done += 1), subjects.length);
      return entry;
    }),
    inParallel(shown, (each) => projectEntry(sources, each)),
    whatRuns(topic, projects, sources),
  ]);
  const models: ModelEntry[] = entries.map(({ entry }) => entry);
  return {
    models,
    running,
    projects: projectEntries,
    notes,
    unread: entries.filter(({ isUnread }) => isUnread).length,
  };
}

/** Everything in the regions: what a stack lost track of may be in any project. */
async function allProjects({ regions, contextIn }: Sources): Promise<ProjectOfModels[]> {
  const found = await inParallel(regions, async (region) => {
    const { describe } = contextIn(region);
    return inParallel(await describe.projects(), async (project): Promise<ProjectOfModels> => {
      return { region, project, versions: newestFirst(await describe.projectVersions(project.ProjectArn ?? "")) };
    });
  });
  return found.flat();
}

async function namedProjects({ kind, names }: Topic & { kind: "project" | "model" }, sources: Sources) {
  const places = names.flatMap((name) => {
    const projectName = kind === "model" ? modelInArn(name)?.projectName : projectNameOf(name);
    const { region } = parseArn(name) ?? {};
    const isArn = region !== undefined && projectName !== undefined;
    return isArn
      ? [{ region, projectName, name }]
      : sources.regions.map((each) => ({ region: each, projectName: name, name }));
  });
  const once = new Map(places.map((place) => [`${place.region} ${place.projectName}`, place]));
  const found = await inParallel([...once.values()], async ({ region, projectName, name }) => {
    const { describe } = sources.contextIn(region);
    const project = await describe.project(projectName);
    const isOther = kind === "project" && parseArn(name) !== undefined && project?.ProjectArn !== name;
    if (project?.ProjectArn === undefined || isOther) {
      throw new SweepError(
        `There is no project ${JSON.stringify(kind === "model" ? projectName : name)} in ${region}.`,
      );
    }
    return { region, project, versions: newestFirst(await describe.projectVersions(project.ProjectArn)) };
  });
  return found;
}

function newestFirst(versions: ProjectOfModels["versions"]): ProjectOfModels["versions"] {
  return [...versions].sort((one, other) => Number(other.CreationTimestamp ?? 0) - Number(one.CreationTimestamp ?? 0));
}

function subjectsOf(topic: Topic, projects: readonly ProjectOfModels[]): Subject[] {
  const known = new Map(
    projects.flatMap((among) =>
      among.versions.map((version) => [version.ProjectVersionArn ?? "", { version, among }] as const),
    ),
  );
  const subject = (arn: string, inState: Subject["inState"] = null): Subject => {
    return { arn, region: parseArn(arn)?.region ?? "", inState, found: known.get(arn) };
  };
  if (topic.kind !== "stack") {
    return (topic.kind === "model" ? topic.names : [...known.keys()]).map((arn) => subject(arn));
  }
  const isModel = (arn: string): boolean => modelInArn(arn) !== undefined;
  const { held, superseded } = topic.state;
  const leaving = [...superseded.keys()].filter((arn) => isModel(arn) && !held.has(arn) && known.has(arn));
  return [
    ...[...held].filter(isModel).map((arn) => subject(arn, "held")),
    ...leaving.map((arn) => subject(arn, "pendingDeletion")),
  ];
}

/** Of a stack: the projects that it has something in, or has itself. */
function isShown(topic: Topic, { project, region }: ProjectOfModels, subjects: readonly Subject[]): boolean {
  if (topic.kind !== "stack") return true;
  const name = projectNameOf(project.ProjectArn ?? "");
  const isIn = (arn: string): boolean =>
    parseArn(arn)?.region === region && (nameInArn(arn, "project") ?? datasetInArn(arn)?.projectName) === name;
  return [...topic.state.held].some(isIn) || subjects.some(({ found }) => found?.among.project === project);
}

async function projectEntry({ contextIn }: Sources, { region, project }: ProjectOfModels): Promise<ProjectEntry> {
  const { ProjectArn: arn = "", Datasets = [] } = project;
  const datasets = await inParallel(Datasets, (listed) => datasetEntry(contextIn(region), listed));
  // What a model is trained on goes before what it is tested with.
  datasets.sort((one, other) => Number(one.datasetType === "TEST") - Number(other.datasetType === "TEST"));
  return { name: projectNameOf(arn), arn, region, datasets };
}

async function whatRuns(
  topic: Topic,
  projects: readonly ProjectOfModels[],
  { regions, prices, contextIn }: Sources,
): Promise<{ running: RunningEntry[]; notes: string[] }> {
  const models = runningModels(projects, prices);
  if (topic.kind !== "stack") return { running: models, notes: [] };
  const processors = await Promise.all(regions.map((region) => runningProcessors(contextIn(region))));
  const all = [...models, ...processors.flatMap(({ running }) => running)];
  const { running, notes } = await ofStack(all, topic.state, topic.marks, contextIn);
  return { running, notes: [...processors.flatMap(({ note }) => note ?? []), ...notes] };
}
