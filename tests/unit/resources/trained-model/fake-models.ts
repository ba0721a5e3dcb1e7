import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { FakeClock } from "../../lifecycle/fake-clock.js";
import { fakeContext } from "../../lifecycle/fake-context.js";

const BASE = "arn:aws:rekognition:us-east-1:111122223333:project/animals";
export const PROJECT = `${BASE}/1700000000000`;
export const arnOf = (name: string): string => `${BASE}/version/${name}/1700000000001`;

/** The models of one project, and an operation that looks at them and asks AWS to change them. */
export class FakeModels {
  readonly clock = new FakeClock();
  readonly models = new Map<string, ProjectVersionDescription>();
  /** What AWS does with a call; what it does not know of it takes, and does nothing. */
  does: Record<string, (arn: string) => void> = {
    StopProjectVersion: (arn) => void this.there(nameOf(arn), { Status: "STOPPED" }),
    DeleteProjectVersion: (arn) => void this.models.delete(nameOf(arn)),
  };
  readonly context: ReturnType<typeof fakeContext>;
  #later: { readonly atMs: number; readonly task: () => void }[] = [];

  constructor() {
    const { clock, models } = this;
    const describe = {
      projects: () => Promise.resolve([{ ProjectArn: PROJECT }]),
      projectVersions: (projectArn: string) => Promise.resolve(projectArn === PROJECT ? [...models.values()] : []),
      projectVersion: (projectArn: string, name: string) => {
        for (const { atMs, task } of this.#later) if (clock.now() >= atMs) task();
        this.#later = this.#later.filter(({ atMs }) => clock.now() < atMs);
        return Promise.resolve(projectArn === PROJECT ? models.get(name) : undefined);
      },
      isProjectVersionGone: () => true,
    };
    const told = fakeContext(clock, { describe });
    const aws = {
      ...told.aws,
      call: async (operation: string, input: { ProjectVersionArn: string }) => {
        (told.calls as object[]).push({ operation, input });
        await Promise.resolve();
        this.does[operation]?.(input.ProjectVersionArn);
      },
    };
    this.context = { ...told, aws } as unknown as typeof told;
  }

  /** There is one, or it is otherwise from now on. */
  there(name: string, more: ProjectVersionDescription): ProjectVersionDescription {
    const model = { ProjectVersionArn: arnOf(name), ...this.models.get(name), ...more };
    this.models.set(name, model);
    return model;
  }

  /** The same, so much later; undefined: it is gone then. */
  later(afterMs: number, name: string, more: ProjectVersionDescription | undefined): void {
    const task = (): void => {
      if (more === undefined) this.models.delete(name);
      else this.there(name, more);
    };
    this.#later.push({ atMs: this.clock.now() + afterMs, task });
  }

  get operations(): string[] {
    return this.context.calls.map(({ operation }) => operation);
  }
}

function nameOf(arn: string): string {
  return arn.split("/")[3] ?? "";
}
