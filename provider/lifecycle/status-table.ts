import { PACKAGE_VERSION } from "../base/version.js";
import { RekognitionError } from "../base/errors.js";

/**
 * What each status of an SDK enum means in one respect. AWS may add statuses that this version does not know: code that
 * looks one up has to say what then, since it must never pass for another one.
 */
export class StatusTable<in out Status extends string, out Meaning> {
  readonly #meanings: ReadonlyMap<string, Meaning>;

  constructor(meanings: Readonly<Record<Status, Meaning>>) {
    this.#meanings = new Map(Object.entries<Meaning>(meanings));
  }

  /** What it means; an error that names status and `subject` where that is not known. */
  of(status: string, subject: string): Meaning {
    if (!this.#meanings.has(status)) throw unknownStatus(status, subject);
    return this.#meanings.get(status) as Meaning;
  }

  /** What it means; `otherwise` where that is not known. */
  or<Otherwise>(status: string | undefined, otherwise: Otherwise): Meaning | Otherwise {
    if (status === undefined || !this.#meanings.has(status)) return otherwise;
    return this.#meanings.get(status) as Meaning;
  }

  knows(status: string): status is Status {
    return this.#meanings.has(status);
  }

  /** The same table with some statuses added or changed. */
  with<More extends string>(meanings: Readonly<Record<More, Meaning>>): StatusTable<Status | More, Meaning> {
    const all = { ...Object.fromEntries(this.#meanings), ...meanings };
    return new StatusTable<Status | More, Meaning>(all as Record<Status | More, Meaning>);
  }

  /** All of it, to be shown: a status is looked up by `of` or `or`. */
  entries(): [Status, Meaning][] {
    return [...this.#meanings] as [Status, Meaning][];
  }
}

/** A table over all statuses of an enum. */
export function statusTable<Status extends string, Meaning>(
  meanings: Readonly<Record<Status, Meaning>>,
): StatusTable<Status, Meaning> {
  return new StatusTable(meanings);
}

/** As in `is in status "ARCHIVED", which pulumi-rekognition 1.2.3 does not know`. */
export function unknownStatusText(status: string): string {
  return `is in status "${status}", which pulumi-rekognition ${PACKAGE_VERSION} does not know`;
}

/** The end of whatever would have acted on a status without knowing what it means. */
function unknownStatus(status: string, subject: string): RekognitionError {
  return new RekognitionError("UnexpectedStatus", `${subject} ${unknownStatusText(status)}: it was left as it is`);
}
