/** Where two plain values differ, each as "path: one instead of other". */
export function differences(wanted: unknown, got: unknown, path = ""): string[] {
  if (isObject(wanted) && isObject(got)) {
    const keys = new Set([...Object.keys(wanted), ...Object.keys(got)]);
    return [...keys].flatMap((key) => differences(wanted[key], got[key], path === "" ? key : `${path}.${key}`));
  }
  const [was, is] = [shown(wanted), shown(got)];
  return was === is ? [] : [`${path}: ${is} instead of ${was}`];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  return typeof value === "string" ? value : JSON.stringify(value);
}
