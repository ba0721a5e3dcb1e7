const UNITS = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** A size as people read it, as in "1.2 MB": thousands, with a decimal below ten. */
export function sizeText(bytes: number): string {
  let size = bytes;
  let unit = 0;
  // What would be rounded to a thousand belongs to the next unit.
  while (size >= 999.5 && unit < UNITS.length - 1) {
    size /= 1_000;
    unit += 1;
  }
  return `${unit > 0 && size < 9.95 ? size.toFixed(1) : size.toFixed(0)} ${UNITS[unit] ?? ""}`;
}
