/** Things that are to be in no record, by the word that takes their place. */
export type Secrets = readonly (readonly [secret: string, word: string])[];

/** What must not be in a record by its form: addresses of accounts' things, ids of requests, keys and account numbers. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/\barn:[\w-]+:[^\s"'\\]*/g, "ARN"],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "ID"],
  [/\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b/g, "KEY"],
  [/\b(?:https?|s3):\/\/[^\s"'\\]+/g, "ADDRESS"],
  [/\b\d{12}\b/g, "ACCOUNT"],
  // Extended request ids and signatures.
  [/\b[A-Za-z0-9+/]{40,}={0,2}/g, "ID"],
];

/** A copy in which no text holds a secret, or what has the form of one. */
export function scrubbed<T>(value: T, secrets: Secrets): T {
  const known = secrets.filter(([secret]) => secret !== "").toSorted(([one], [other]) => other.length - one.length);
  const clean = (text: string): string => {
    const named = known.reduce((rest, [secret, word]) => rest.replaceAll(secret, word), text);
    return FORMS.reduce((rest, [form, word]) => rest.replaceAll(form, word), named);
  };
  const walk = (part: unknown): unknown => {
    if (typeof part === "string") return clean(part);
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, each]) => [clean(key), walk(each)]));
  };
  return walk(value) as T;
}
