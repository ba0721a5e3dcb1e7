/** An answer of AWS to one of the suite's own calls. */
export interface RecordedCall {
  readonly case: string;
  readonly operation: string;
  readonly atMs: number;
  readonly ms: number;
  readonly httpStatus?: number;
  readonly error?: { readonly name: string; readonly message: string };
}

/** A call of the provider, as its own log has it. */
export interface ProviderCall {
  readonly case: string;
  readonly operation: string;
  readonly attempt: number;
  readonly outcome: string;
  readonly ms: number;
}

/** When a thing was first seen in a status. */
export interface SeenStatus {
  readonly case: string;
  readonly thing: string;
  readonly status: string;
  readonly message?: string;
  readonly atMs: number;
}

/** What a probe was answered. */
export interface ProbeAnswer {
  readonly probe: string;
  readonly answer: "ok" | { readonly error: string; readonly message: string };
}

export interface CaseOutcome {
  readonly name: string;
  readonly outcome: "passed" | "failed" | "skipped" | "stopped";
  readonly reason?: string;
  readonly worstUsd: number;
  readonly seconds: number;
}

/** What AWS answered in a run. Times are the service's, in milliseconds since the run began. */
export interface LiveRecord {
  readonly form: 1;
  readonly package: string;
  readonly against: "aws" | "endpoint";
  readonly region: string;
  readonly cases: readonly CaseOutcome[];
  readonly calls: readonly RecordedCall[];
  readonly providerCalls: readonly ProviderCall[];
  readonly statuses: readonly SeenStatus[];
  readonly probes: readonly ProbeAnswer[];
  /** Figures by name, such as how long a new thing's tags were not shown. */
  readonly measures: Readonly<Record<string, number | string | boolean>>;
}

/** Gathers what is to be in the record. */
export class Recorder {
  readonly cases: CaseOutcome[] = [];
  readonly calls: RecordedCall[] = [];
  readonly providerCalls: ProviderCall[] = [];
  readonly statuses: SeenStatus[] = [];
  readonly probes: ProbeAnswer[] = [];
  readonly measures: Record<string, number | string | boolean> = {};
  /** The case that goes on. */
  current = "";

  /** Notes a status if it is another than the last one of that thing. */
  saw(thing: string, status: string | undefined, message: string | undefined, atMs: number): void {
    if (status === undefined) return;
    const last = this.statuses.findLast((seen) => seen.thing === thing && seen.case === this.current);
    if (last?.status === status && last.message === message) return;
    this.statuses.push({ case: this.current, thing, status, ...(message === undefined ? {} : { message }), atMs });
  }
}
