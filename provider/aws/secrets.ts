/** Shorter ones would be found in every other word. */
const MIN_LENGTH = 8;
const INSTEAD = "[secret]";

/** What must never be told: the credentials that were used so far, for one connection. */
export class Secrets {
  readonly #known = new Set<string>();

  add(...values: readonly (string | undefined)[]): void {
    for (const value of values) if (value !== undefined && value.length >= MIN_LENGTH) this.#known.add(value);
  }

  /** The text with every known secret blotted out: a refused signature is answered with all that was signed, the session token too. */
  blotted(text: string): string {
    return [...this.#known].reduce(
      (rest, secret) => rest.replaceAll(secret, INSTEAD).replaceAll(encodeURIComponent(secret), INSTEAD),
      text,
    );
  }
}
