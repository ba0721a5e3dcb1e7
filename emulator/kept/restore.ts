import type { TrainedModel } from "../media/trained-model.js";
import type { DatasetEntries } from "../store/dataset-entries.js";
import { Lagging } from "../store/lagging.js";
import type { LaggingParts } from "../store/lagging.js";
import type { Scope } from "../store/scope.js";
import { Status } from "../store/status.js";
import type { Collection, Dataset, Face, Project, ProjectVersion, StreamProcessor } from "../store/things.js";
import type { VideoJob } from "../store/video-job.js";
import type { World } from "../world.js";
import { entriesOf, modelOf } from "./part-texts.js";
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

const by = <K, T>(things: readonly T[], key: (thing: T) => K): Map<K, T> =>
  new Map(things.map((thing) => [key(thing), thing]));

const lagging = <T>({ now, before, changedAtMs }: LaggingParts<T>): Lagging<T> => new Lagging(now, changedAtMs, before);

/** Makes things of what was kept of them. Copies of a model share what it knows. */
class Restoration {
  readonly #parts: Parts;
  readonly #models = new Map<string, TrainedModel>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  scope(kept: KeptScope): Scope {
    const { projects, collections, streamProcessors, videoJobs, ...rest } = kept;
    return {
      ...rest,
      tombstones: [...kept.tombstones],
      projects: by(
        projects.map((each) => this.#project(each)),
        ({ name }) => name,
      ),
      collections: by(collections.map(collectionOf), ({ id }) => id),
      streamProcessors: by(streamProcessors.map(processorOf), ({ name }) => name),
      deletedCollections: by(
        kept.deletedCollections.map(({ thing, atMs }) => ({ thing: collectionOf(thing), atMs })),
        ({ thing }) => thing.id,
      ),
      deletedStreamProcessors: by(
        kept.deletedStreamProcessors.map(({ thing, atMs }) => ({ thing: processorOf(thing), atMs })),
        ({ thing }) => thing.name,
      ),
      videoJobs: by(videoJobs.map(jobOf), ({ id }) => id),
      videoTokens: new Map(kept.videoTokens),
      userTokens: new Map(kept.userTokens),
      humanLoops: new Set(kept.humanLoops),
    };
  }

  #project(kept: KeptProject): Project {
    const { versions, datasets, policies, ...plain } = kept;
    const project: Project = {
      ...plain,
      status: Status.of(kept.status),
      tags: lagging(kept.tags),
      versions: new Map(),
      datasets: new Map(),
      policies: by(policies, ({ name }) => name),
    };
    for (const each of versions) project.versions.set(each.name, this.#version(each, project));
    for (const each of datasets) project.datasets.set(each.type, this.#dataset(each, project));
    return project;
  }

  #version(kept: KeptVersion, project: Project): ProjectVersion {
    return {
      ...kept,
      project,
      status: Status.of(kept.status),
      tags: lagging(kept.tags),
      model: this.#model(kept.model),
      upcoming: this.#model(kept.upcoming),
    };
  }

  #dataset(kept: KeptDataset, project: Project): Dataset {
    return {
      ...kept,
      project,
      status: Status.of(kept.status),
      tags: lagging(kept.tags),
      entries: this.#entries(kept.entries),
      upcoming: kept.upcoming === undefined ? undefined : this.#entries(kept.upcoming),
    };
  }

  #model(name: string | undefined): TrainedModel | undefined {
    if (name === undefined) return undefined;
    const model = this.#models.get(name) ?? modelOf(this.#parts.read(name));
    this.#models.set(name, model);
    this.#parts.know(model, 0, name);
    return model;
  }

  #entries(name: string): DatasetEntries {
    const entries = entriesOf(this.#parts.read(name));
    this.#parts.know(entries, entries.revision, name);
    return entries;
  }
}

function collectionOf(kept: KeptCollection): Collection {
  const faces = by(kept.faces, ({ faceId }) => faceId);
  const users = kept.users.map((user) => {
    const own = user.faces.map((id) => faces.get(id)).filter((face): face is Face => face !== undefined);
    return { ...user, faces: by(own, ({ faceId }) => faceId) };
  });
  return { ...kept, tags: lagging(kept.tags), faces, users: by(users, ({ userId }) => userId) };
}

const processorOf = (kept: KeptProcessor): StreamProcessor => ({
  ...kept,
  status: Status.of(kept.status),
  tags: lagging(kept.tags),
});

const jobOf = (kept: KeptJob): VideoJob => ({ ...kept, status: Status.of(kept.status) });

/** Makes a new world what another one was; its clock is set already. @throws Error if a part is missing or damaged */
export function restore(world: World, kept: KeptWorld, parts: Parts): void {
  const restoration = new Restoration(parts);
  for (const each of kept.scopes) world.store.put(restoration.scope(each));
  world.store.stamp(kept.lastStampMs);
  world.timeline.restore(kept.events, kept.nextEventId);
  world.meter.restore(kept.models, kept.processors);
  world.outcomes.add(kept.outcomes);
  world.notifications.restore(kept.notifications);
  world.images.set(kept.rules.rules);
  for (const [id, celebrity] of kept.celebrities) world.images.meet(id, celebrity);
}
