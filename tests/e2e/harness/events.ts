import { existsSync, readFileSync } from "node:fs";
import type { EngineEvent } from "@pulumi/pulumi/automation";

/** What the engine did, or would do, with one resource. */
export interface Step {
  /** Pulumi's word: "create", "same", "update", "replace", "create-replacement", "delete", "refresh", "read", … */
  readonly op: string;
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** The top-level properties that differ, as far as the engine knows them. */
  readonly diffs: readonly string[];
  /** The properties that make it a replacement. */
  readonly replaceKeys: readonly string[];
}

export interface Diagnostic {
  readonly severity: string;
  readonly message: string;
  readonly urn: string | undefined;
  /** A passing message such as progress, which is not part of the result. */
  readonly ephemeral: boolean;
}

/** The name at the end of a URN. */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** Reads the event log a run of the CLI has left. A line that a kill cut short is dropped. */
export function readEvents(file: string): EngineEvent[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as EngineEvent];
      } catch {
        return [];
      }
    });
}

/** The steps of a run in their order, without the stack itself and without default providers. */
export function stepsOf(events: readonly EngineEvent[]): Step[] {
  return events.flatMap(({ resourcePreEvent }) => {
    const metadata = resourcePreEvent?.metadata;
    if (metadata === undefined || metadata.type === "pulumi:pulumi:Stack") return [];
    if (metadata.type.startsWith("pulumi:providers:")) return [];
    const { op, type, urn } = metadata;
    return [{ op, type, name: nameOf(urn), urn, diffs: metadata.diffs ?? [], replaceKeys: metadata.keys ?? [] }];
  });
}

/** How many resources had which operation, stack and providers included: the engine's own summary. */
export function changesOf(events: readonly EngineEvent[]): Record<string, number> {
  return { ...events.findLast((event) => event.summaryEvent !== undefined)?.summaryEvent?.resourceChanges };
}

/** What the engine, the program and the provider said, debug messages left out. */
export function diagnosticsOf(events: readonly EngineEvent[]): Diagnostic[] {
  return events.flatMap(({ diagnosticEvent: event }) => {
    const severity: string | undefined = event?.severity;
    if (event === undefined || severity === undefined || severity === "debug") return [];
    const { message, urn } = event;
    return [{ severity, message, urn, ephemeral: event.ephemeral ?? false }];
  });
}
