import { differences } from "./differences.js";
import type { Ending } from "./ending.js";

/** What makes or ends something, or lets it run or rest. A job, a policy or a tag is not made twice by being asked for again. */
const WEIGHTY = /^(Create|Copy|Delete|Start(Project|Stream)|Stop)/;
/** What a command did more often than it should have: making, deleting, starting and stopping. */
export function excess(wanted: Ending["calls"], got: Ending["calls"]): string[] {
  const meant = countsOf(wanted);
  return [...countsOf(got)]
    .filter(([what, count]) => count > (meant.get(what) ?? 0))
    .map(([what, count]) => `${what} ${String(count)} times instead of ${String(meant.get(what) ?? 0)}`);
}

/** In what an ending is another one than it should be. */
export function deviations(wanted: Ending, got: Ending): string[] {
  return [
    ...(got.error === wanted.error ? [] : [`fails: ${got.error}`]),
    ...unlike("step", wanted.steps, got.steps),
    ...unlike("warning", wanted.warnings, got.warnings),
    ...differences(wanted.world, got.world).map((text) => `in the service: ${text}`),
    ...differences(wanted.recorded, got.recorded).map((text) => `in the state: ${text}`),
    ...(got.running === wanted.running ? [] : [`${String(got.running)} run instead of ${String(wanted.running)}`]),
  ];
}

function unlike(what: string, wanted: readonly string[], got: readonly string[]): string[] {
  return [
    ...wanted.filter((line) => !got.includes(line)).map((line) => `${what} missing: ${line}`),
    ...got.filter((line) => !wanted.includes(line)).map((line) => `${what} besides: ${line}`),
  ];
}

function countsOf(calls: Ending["calls"]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { operation, effect } of calls) {
    if (effect && WEIGHTY.test(operation)) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  }
  return counts;
}
