import type { CommandOptions, Report } from "../../provider/harness/command.js";
import type { KindName } from "../../../provider/resources/registry.js";
import { modelArgs } from "../../provider/harness/models.js";
import type { KillPoint, PluginProcess } from "../../provider/harness/plugin-process.js";
import type { Rig } from "../../provider/harness/rig.js";
import type { StackResource } from "../../provider/harness/stack-resource.js";
import { stateOf, sweep } from "../../provider/sweep/sweeping.js";
import type { Ledger } from "./ledger.js";

export const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A stack whose every command is written into the ledger: a project, and one thing in it or beside it. */
export class Metered {
  readonly project: StackResource;
  #projectArn = "";

  constructor(
    readonly rig: Rig,
    readonly ledger: Ledger,
  ) {
    this.project = rig.resource("project", "shapes");
  }

  thing(kind: KindName = "projectVersion", name = "thing"): StackResource {
    return this.rig.resource(kind, name);
  }

  async makeProject(): Promise<void> {
    await this.project.up({ forceDestroy: true });
    this.#projectArn = this.project.id;
  }

  model(more: object = {}): object {
    return modelArgs(this.#projectArn, more);
  }

  /** `pulumi up` of the thing. */
  up(thing: StackResource, args: object, options: CommandOptions = {}): Promise<Report> {
    return this.#command((process) => thing.up(args, { ...options, process }), options.kill);
  }

  /** `pulumi destroy` of the stack. */
  destroy(thing: StackResource, kill?: KillPoint): Promise<Report> {
    return this.#command(async (process) => {
      const report = await thing.destroy({ process, fails: "either" });
      if (!report.steps.includes("killed") && thing.state === undefined) await this.#destroyProject(process);
      return report;
    }, kill);
  }

  anHour(): void {
    this.rig.emulator.advance(HOUR_MS);
  }

  async byScheduler(arn: string, units: number): Promise<void> {
    if (units === 0) await this.rig.client.stopProjectVersion({ ProjectVersionArn: arn });
    else await this.rig.client.startProjectVersion({ ProjectVersionArn: arn, MinInferenceUnits: units });
    this.ledger.askFor(arn, units);
    this.rig.emulator.advance(10 * MINUTE_MS);
  }

  /** What was marked as recorded and is in no state goes by the way that the error names: by its ARN. */
  async #destroyProject(process: PluginProcess): Promise<void> {
    const { error } = await this.project.destroy({ process, fails: "either" });
    const arn = error.includes("sweep --delete --arn") ? /still holds model (\S+)/.exec(error)?.[1] : undefined;
    if (arn === undefined) return;
    await sweep(this.rig, { action: "delete", arns: [arn], state: stateOf(this.project) });
    await this.project.destroy({ process, fails: "either" });
  }

  async #command<T>(run: (process: PluginProcess) => Promise<T>, kill?: KillPoint): Promise<T> {
    const process = this.rig.startProcess(kill);
    this.ledger.listen(process);
    const result = await run(process);
    process.close();
    return result;
  }
}
