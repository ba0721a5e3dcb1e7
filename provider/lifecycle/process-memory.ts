/**
 * What this process did. The engine runs one plugin process per operation, so this is the memory of one `up` or
 * `destroy`; it guards against what tags, which lag and can be stripped, cannot.
 */
export class ProcessMemory {
  readonly #created = new Map<string, string>();
  readonly #failed = new Set<string>();
  readonly #checkedWithRecord = new Set<string>();

  /** A create or adoption returned this ARN under this claim token. */
  rememberCreated(arn: string, token: string): void {
    this.#created.set(arn, token);
  }

  /** The token under which a create of this process returned the ARN. */
  createdToken(arn: string): string | undefined {
    return this.#created.get(arn);
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
}
