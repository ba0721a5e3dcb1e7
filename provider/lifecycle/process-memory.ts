import { WaitingLine } from "./waiting-line.js";

/**
 * What this process did. The engine runs one plugin process per operation, so this is the memory of one `up` or
 * `destroy`; it guards against what tags, which lag and can be stripped, cannot.
 */
export class ProcessMemory {
  readonly #claimed = new Map<string, string>();
  readonly #failed = new Set<string>();
  readonly #checkedWithRecord = new Set<string>();
  readonly #running = new Map<string, Set<string>>();
  readonly #lines = new Map<string, WaitingLine>();

  /** This ARN is held under this claim token: by a create or adoption of this process, or by the record it compared. */
  rememberClaim(arn: string, token: string): void {
    this.#claimed.set(arn, token);
  }

  /** The token under which the ARN is held, as far as this process knows. */
  claimToken(arn: string): string | undefined {
    return this.#claimed.get(arn);
  }

  /** Create or update of the resource failed, or ended unfinished. */
  rememberFailed(urn: string): void {
    this.#failed.add(urn);
  }

  /** Create or update of the resource ended well. */
  forgetFailed(urn: string): void {
    this.#failed.delete(urn);
  }

  hasFailed(urn: string): boolean {
    return this.#failed.has(urn);
  }

  /** Check saw recorded inputs of the resource: a create that follows is a replacement. */
  rememberRecord(urn: string): void {
    this.#checkedWithRecord.add(urn);
  }

  /** What is replaced is deleted first: nothing serves while the new one is made. */
  forgetRecord(urn: string): void {
    this.#checkedWithRecord.delete(urn);
  }

  hadRecord(urn: string): boolean {
    return this.#checkedWithRecord.has(urn);
  }

  /** How many run, of one sort and in one place, by the records compared so far; `id` is one more of them. */
  countRunning(of: string, id: string | undefined): number {
    const known = this.#running.get(of) ?? new Set();
    if (id !== undefined) this.#running.set(of, known.add(id));
    return known.size;
  }

  /** Those of this process who wait for the same thing. */
  line(of: string): WaitingLine {
    const line = this.#lines.get(of) ?? new WaitingLine();
    this.#lines.set(of, line);
    return line;
  }
}
