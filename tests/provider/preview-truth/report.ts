import type { Comparison } from "./comparison.js";
import type { Disagreement } from "./judge.js";

/** Disagreements, one line each; the same field, value and verdicts once. */
export function disagreementText(disagreements: readonly Disagreement[]): string {
  const lines = disagreements.map(
    ({ field, value, preview, service }) => `${field} = ${value}\n    preview: ${preview}\n    service: ${service}`,
  );
  return [...new Set(lines)].join("\n");
}

/** Hits of every bound, one place a line, and of every rule beyond the model. */
export function hitTable({ hits, extraRules }: Comparison): string {
  const places = new Map<string, string[]>();
  for (const { kind, mapping, path, bound, hits: count } of hits) {
    const place = `${kind} ${mapping.operation} ${path}`;
    places.set(place, [...(places.get(place) ?? []), `${bound} ${count}`]);
  }
  const constraints = [...places].map(([place, counts]) => `  ${place}: ${counts.join(" · ")}`);
  const rules = extraRules.map(
    ({ kind, rule, hits: count }) => `  ${kind} ${rule.says.source}: ${count} (${rule.why})`,
  );
  return ["hits by place and bound:", ...constraints, "hits by rule beyond the model:", ...rules].join("\n");
}

/** A share in percent. */
export function percentOf(part: number, whole: number): number {
  return Math.round((1000 * part) / whole) / 10;
}
