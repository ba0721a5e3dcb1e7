import type { TrainedModel } from "../media/trained-model.js";
import type { DatasetEntries } from "../store/dataset-entries.js";
import type { Scope } from "../store/scope.js";
import type { Collection, Dataset, Project, ProjectVersion, StreamProcessor } from "../store/things.js";
import type { VideoJob } from "../store/video-job.js";
import { SWITCHES } from "../switches.js";
import type { Switches } from "../switches.js";
import type { World } from "../world.js";
import { entriesText, modelText } from "./part-texts.js";
import type { Parts } from "./parts.js";
import type {
  KeptCollection,
  KeptDataset,
  KeptJob,
  KeptProcessor,
  KeptProject,
  KeptScope,
  KeptVersion,
  KeptWorld,
} from "./shapes.js";

const entriesPart = (parts: Parts, entries: DatasetEntries): string =>
  parts.name(entries, entries.revision, () => entriesText(entries));

/** What a model knows changes only when it has looked at its images. */
const modelPart = (parts: Parts, model: TrainedModel | undefined): string | undefined =>
  model === undefined ? undefined : parts.name(model, model.learned.revision, () => modelText(model));

function keptVersion(parts: Parts, version: ProjectVersion): KeptVersion {
  const { project: _, status, tags, model, upcoming, ...plain } = version;
  const [known, learned] = [modelPart(parts, model), modelPart(parts, upcoming)];
  return { ...plain, status: status.parts, tags: tags.parts, model: known, upcoming: learned };
}

function keptDataset(parts: Parts, dataset: Dataset): KeptDataset {
  const { project: _, status, tags, entries, upcoming, ...plain } = dataset;
  return {
    ...plain,
    status: status.parts,
    tags: tags.parts,
    entries: entriesPart(parts, entries),
    upcoming: upcoming === undefined ? undefined : entriesPart(parts, upcoming),
  };
}

function keptProject(parts: Parts, { status, tags, versions, datasets, policies, ...plain }: Project): KeptProject {
  return {
    ...plain,
    status: status.parts,
    tags: tags.parts,
    versions: [...versions.values()].map((version) => keptVersion(parts, version)),
    datasets: [...datasets.values()].map((dataset) => keptDataset(parts, dataset)),
    policies: [...policies.values()],
  };
}

const keptCollection = ({ tags, faces, users, ...plain }: Collection): KeptCollection => ({
  ...plain,
  tags: tags.parts,
  faces: [...faces.values()],
  users: [...users.values()].map((user) => ({ ...user, faces: [...user.faces.keys()] })),
});

const keptProcessor = ({ status, tags, ...plain }: StreamProcessor): KeptProcessor => ({
  ...plain,
  status: status.parts,
  tags: tags.parts,
});

const keptJob = ({ status, ...plain }: VideoJob): KeptJob => ({ ...plain, status: status.parts });

const keptScope = (parts: Parts, scope: Scope): KeptScope => ({
  account: scope.account,
  region: scope.region,
  projects: [...scope.projects.values()].map((project) => keptProject(parts, project)),
  collections: [...scope.collections.values()].map(keptCollection),
  streamProcessors: [...scope.streamProcessors.values()].map(keptProcessor),
  deletedCollections: [...scope.deletedCollections.values()].map(({ thing, atMs }) => ({
    thing: keptCollection(thing),
    atMs,
  })),
  deletedStreamProcessors: [...scope.deletedStreamProcessors.values()].map(({ thing, atMs }) => ({
    thing: keptProcessor(thing),
    atMs,
  })),
  tombstones: scope.tombstones,
  videoJobs: [...scope.videoJobs.values()].map(keptJob),
  openVideoJobs: scope.openVideoJobs,
  videoTokens: [...scope.videoTokens],
  userTokens: [...scope.userTokens],
  humanLoops: [...scope.humanLoops],
});

function changedSwitches(switches: Switches): Partial<Switches> {
  const names = Object.keys(SWITCHES) as (keyof Switches)[];
  const changed = names.filter((name) => switches[name] !== SWITCHES[name].default);
  return Object.fromEntries(changed.map((name) => [name, switches[name]]));
}

/** Everything of a world that outlives the process; what is large goes to parts. */
export function keptWorld(world: World, parts: Parts): KeptWorld {
  const { models, processors } = world.meter.readings();
  return {
    nowMs: world.clock.nowMs(),
    lastStampMs: world.store.lastStampMs,
    scopes: [...world.store.scopes()].map((scope) => keptScope(parts, scope)),
    nextEventId: world.timeline.nextId,
    events: world.timeline.planned(),
    models: [...models],
    processors: [...processors],
    outcomes: world.outcomes.list(),
    notifications: world.notifications.list(),
    switches: changedSwitches(world.switches),
    rules: { rules: world.images.ofControl() },
    celebrities: [...world.images.everyoneMet()],
  };
}
