import { parseArn } from "../aws/arns.js";
import { createGateway } from "../aws/gateway.js";
import type { AwsSettings } from "../aws/settings.js";
import type { Bag } from "../schema/definition.js";
import { replacingInputs } from "../schema/diff-inputs.js";
import type { Kept, OperationContext, ResourceHandler } from "../lifecycle/handler.js";
import { humanDuration } from "../base/durations.js";
import { type Identity, fingerprint, identityOf } from "../lifecycle/identity.js";
import { type WrittenClaim, markRecorded } from "../lifecycle/mark.js";
import { assertRecordedAccount } from "../lifecycle/presence.js";
import type { ProviderConfig } from "./config.js";
import type { ProcessServices } from "./process-services.js";
import { progressReporter } from "./progress.js";

/** What one operation is about. */
export interface OperationRequest {
  readonly verb: "create" | "read" | "update" | "delete";
  readonly kind: ResourceHandler;
  readonly subject: Identity;
  readonly inputs: Bag;
  /** Of what there is already; left out for a create. */
  readonly id?: string;
  /** The program's own; the kind's without it. */
  readonly timeoutMs: number | undefined;
  readonly isImport?: boolean;
  /** Whether what is recorded is only compared with what there is. */
  readonly isRefresh?: boolean;
  /** Whether the caller's account is compared with the record's before anything recorded is changed. */
  readonly comparesAccount?: boolean;
}

/** A context, and what its operation has kept so far. */
export interface Operation {
  readonly context: OperationContext;
  kept(): Kept | undefined;
  /** Says in the claim that was written that the engine is given the id now; fails where another create has the object. */
  mark(): Promise<void>;
  /** Ends progress with what came of it. */
  end(outcome: string): void;
}

/** How long the last mark may take after the deadline. */
const MARK_LIMIT_MS = 30_000;

/** Puts together what a handler needs for one operation. */
export function beginOperation(
  services: ProcessServices,
  config: ProviderConfig,
  {
    verb,
    kind,
    subject,
    inputs,
    id,
    timeoutMs,
    isImport = false,
    isRefresh = false,
    comparesAccount,
  }: OperationRequest,
): Operation {
  const { clock, watchdog, engine, memory } = services;
  const { createMs, updateMs, deleteMs } = kind.timeouts;
  const defaultMs = { create: createMs, read: updateMs, update: updateMs, delete: deleteMs };
  const identity = identityOf(subject);
  const region = typeof inputs.region === "string" ? inputs.region : (config.region ?? "");
  const settings: AwsSettings = { ...config.aws, region };
  const { connection, shared, descriptions } = services.connection(settings);
  const worksOn = (of: string): void => {
    const account = parseArn(of)?.account;
    if (account !== undefined) connection.worksIn(account);
  };
  if (id !== undefined) worksOn(id);
  const startedAt = clock.monotonicMs();
  const bounds = {
    clock,
    signal: watchdog.signal,
    deadline: startedAt + (timeoutMs ?? defaultMs[verb]),
    purpose: isRefresh ? ("refresh" as const) : ("wait" as const),
    async beforeMutation() {
      await watchdog.assertEngine();
      if (id !== undefined && comparesAccount === true) await assertRecordedAccount(context, id);
    },
  };
  const aws = createGateway(connection, settings, bounds, shared);
  const looks = isRefresh ? "refresh" : verb === "read" || verb === "delete" ? "once" : "on";
  const progress = progressReporter(engine, subject.urn, services.isLive ? services.wallClock : clock, services.isLive);
  let kept: Kept | undefined;
  let written: WrittenClaim | undefined;
  const context: OperationContext = {
    aws,
    clock,
    deadline: bounds.deadline,
    lastUntil: (deadline) => {
      bounds.deadline = Math.max(bounds.deadline, deadline);
    },
    isTimeoutChosen: timeoutMs !== undefined,
    region,
    prices: config.prices,
    signal: watchdog.signal,
    describe: descriptions.brokerFor(aws, bounds, looks),
    identity,
    memory,
    ignoredTags: config.ignoredTags,
    inputsFingerprint: fingerprint(replacingInputs(kind.definition, inputs)),
    claimPhase: verb === "create" ? "making" : "recorded",
    isImport,
    isReplacement: verb === "create" && memory.hadRecord(identity.urn),
    report: (step) => {
      progress.report(step);
    },
    warn: (message) => {
      engine.log(message, { urn: subject.urn, severity: "warning", ephemeral: false });
    },
    keep: (next) => {
      kept = next;
      worksOn(next.id);
    },
    claimed: (claim) => {
      written = claim;
    },
  };
  return {
    context,
    kept: () => kept,
    end: (outcome) => {
      const tookMs = clock.monotonicMs() - startedAt;
      progress.end(`${outcome} after ${humanDuration(tookMs)}`);
    },
    async mark() {
      if (written === undefined) return;
      // It is to be written as well where the operation ends because its time is up.
      const endMs = clock.monotonicMs() + MARK_LIMIT_MS;
      context.lastUntil(endMs);
      await markRecorded({ ...context, deadline: Math.max(bounds.deadline, endMs) }, written);
    },
  };
}
