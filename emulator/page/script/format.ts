const SECOND_MS = 1000;
const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", SECOND_MS],
] as const;

/** Virtual time in UTC, to the second. */
export const time = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace("T", " ")} UTC`;

/** The time of day alone, where the day is plain. */
export const timeOfDay = (ms: number): string => new Date(ms).toISOString().slice(11, 19);

/** The two largest units of a duration, such as "2 h 5 min". */
export function duration(ms: number): string {
  const first = UNITS.findIndex(([, unit]) => ms >= unit);
  if (first < 0) return "0 s";
  let rest = ms;
  const parts = UNITS.slice(first, first + 2).map(([name, unit]) => {
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    return count === 0 ? "" : `${count} ${name}`;
  });
  return parts.filter(Boolean).join(" ");
}

export const hours = (seconds: number): string => `${(seconds / 3600).toFixed(2)} h`;

export const dollars = (usd: number): string =>
  `$${usd.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

/** What people call the thing of an ARN: animals/first. */
export const nameOf = (arn: string): string =>
  arn
    .replace(/^[^/]*\//, "")
    .replace(/\/\d+$/, "")
    .replace("/version/", "/");

export const tagList = (tags: Readonly<Record<string, string>>): string =>
  Object.entries(tags)
    .map(([key, value]) => `${key}=${value}`)
    .join(", ");

/** "1 model", "2 models". */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
