import { NEVER } from "../../../provider/base/bounds.js";
import { type RecordedState, readExport } from "../../../sweep/stack/recorded-state.js";
import { type Order, type Outcome, carryOut } from "../../../sweep/remove/carry-out.js";
import type { SweepEnvironment } from "../../../sweep/environment.js";
import { type Findings, type Search, findLeftovers } from "../../../sweep/find/find.js";
import { REGION, type Rig } from "../harness/rig.js";
import type { ResourceState } from "../harness/plan.js";
import type { PluginProcess } from "../harness/plugin-process.js";
import type { StackResource } from "../harness/stack-resource.js";

const HOUR_MS = 3_600_000;

/** What a sweep of the rig's stack saw and did. */
export interface Swept extends Findings {
  readonly outcomes: readonly Outcome[];
  /** What was told on the way. */
  readonly warnings: readonly string[];
  /** The calls that changed something. */
  readonly changes: readonly string[];
}

export interface SweepOptions extends Partial<Search>, Partial<Omit<Order, "action" | "recorded">> {
  /** Nothing is stopped or deleted without it. */
  readonly action?: Order["action"];
  /** Whether what is recorded elsewhere is meant, too. */
  readonly recorded?: boolean;
  /** Done between the look and the work. */
  readonly meanwhile?: () => unknown;
  readonly timeoutMs?: number;
  /** Is given the sweep's process before it begins. */
  readonly watch?: ((process: PluginProcess) => void) | undefined;
}

/** What `pulumi stack export` would print of a stack with these resources. */
export function exported(resources: readonly StackResource[]): string {
  const rows = resources.flatMap(({ urn, state, pendingDeletes }) => [
    ...(state === undefined ? [] : [row(urn, state, {})]),
    ...pendingDeletes.map((pending) => row(urn, pending, { delete: true })),
  ]);
  return JSON.stringify({ version: 3, deployment: { manifest: { time: "2026-11-21T10:00:00Z" }, resources: rows } });
}

/** The state of a stack with these resources. */
export function stateOf(...resources: readonly StackResource[]): RecordedState {
  return readExport(exported(resources));
}

/** Looks for what is left over of the rig's stack and, asked to, stops or deletes it. */
export async function sweep(rig: Rig, options: SweepOptions = {}): Promise<Swept> {
  const process = rig.startProcess();
  options.watch?.(process);
  const warnings: string[] = [];
  const environment: SweepEnvironment = {
    clock: process.services.clock,
    signal: NEVER,
    connection: process.services.connection,
    aws: {
      endpoint: rig.emulator.url,
      stsEndpoint: rig.emulator.url,
      s3Endpoint: undefined,
      credentials: {},
      assumeRoles: [],
      useFipsEndpoint: undefined,
      maxAttempts: 6,
      allowedAccountIds: [],
      forbiddenAccountIds: [],
    },
    prices: {},
    timeoutMs: options.timeoutMs ?? HOUR_MS,
    report: () => undefined,
    warn: (_thing, message) => {
      warnings.push(message);
    },
  };
  const owner = options.owner ?? rig.owner;
  const search = {
    owner,
    marks: [owner],
    regions: [REGION],
    state: stateOf(),
    superseded: false,
    arns: [],
    ...options,
  };
  try {
    const findings = await findLeftovers(environment, search);
    if (options.action === undefined) return { ...findings, outcomes: [], warnings, changes: [] };
    await options.meanwhile?.();
    const { result, calls } = await rig.record(() =>
      carryOut(environment, findings.leftovers, {
        action: options.action ?? "stop",
        kept: options.kept ?? false,
        forceDestroy: options.forceDestroy ?? false,
        waitForTraining: options.waitForTraining ?? false,
        recorded: options.recorded === true ? owner : undefined,
        arns: options.arns ?? [],
      }),
    );
    const changes = calls.filter(({ effect }) => effect).map(({ operation }) => operation);
    return { ...findings, outcomes: result, warnings, changes };
  } finally {
    process.close();
  }
}

/** What became of each thing, as "deleted ProjectVersion animals/cat". */
export function told({ outcomes }: Swept): string[] {
  return outcomes.map(({ result, thing }) => `${result} ${thing.kind} ${thing.name}`);
}

function row(urn: string, { id, inputs, outputs }: ResourceState, more: object): object {
  return { urn, custom: true, type: urn.split("::")[2], id, inputs, outputs, ...more };
}
