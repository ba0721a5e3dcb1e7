import type { ServiceModel, Shape } from "../../../emulator/protocol/service-model.js";
import { type Bound, boundsOf, isOutside } from "./bounds.js";
import type { OperationMapping, Typical, Variant } from "./mapping.js";
import { type Site, type SitePath, liesIn, memberPath, shapeNamed } from "./model-sites.js";
import { type Draw, oneOf } from "./texts/draw.js";
import { scalarOn, sizeOn, validScalar } from "./texts/values.js";

/** What a request is made for: one bound of one place. */
export interface Target {
  readonly site: Site;
  readonly bound: Bound;
  /** Which way to miss a pattern. */
  readonly flaw?: number;
}

/** `usual`: as users write it; `free`: as the model alone allows; `sloppy`: other places may be wrong as well. */
type Mood = "usual" | "free" | "sloppy";

const ANYTHING: Variant = { present: [], absent: [] };

/** Writes requests of one operation from AWS's model. */
export class RequestWriter {
  readonly #model: ServiceModel;
  readonly #mapping: OperationMapping;

  constructor(model: ServiceModel, mapping: OperationMapping) {
    this.#model = model;
    this.#mapping = mapping;
  }

  /** A request that has a target's bound in it; most are otherwise as the service and our rules want them. */
  write(target: Target, draw: Draw): Record<string, unknown> {
    const chance = draw(100);
    // What is refused anyhow may as well be wrong in more places: each input is compared by itself.
    const sloppy = isOutside(target.bound) ? 40 : 4;
    return this.#write(target, draw, chance < 2 ? "free" : chance < 2 + sloppy ? "sloppy" : "usual");
  }

  /** A request that nothing should be wrong with. */
  writeFine(draw: Draw): Record<string, unknown> {
    return this.#write(undefined, draw, "usual");
  }

  #write(target: Target | undefined, draw: Draw, mood: Mood): Record<string, unknown> {
    const ways = this.#mapping.variants ?? [ANYTHING];
    const open = ways.filter(({ absent }) => !absent.some((path) => liesIn(target?.site.path ?? "", path)));
    const variant = mood === "free" ? ANYTHING : oneOf(draw, open);
    const attempt = new Attempt(this.#model, this.#mapping, variant, draw, mood);
    const input = this.#model.operations[this.#mapping.operation]?.input;
    return attempt.value(input, "", target) as Record<string, unknown>;
  }
}

class Attempt {
  constructor(
    private readonly model: ServiceModel,
    private readonly mapping: OperationMapping,
    private readonly variant: Variant,
    private readonly draw: Draw,
    private readonly mood: Mood,
  ) {}

  value(name: string | undefined, path: SitePath, target: Target | undefined): unknown {
    const shape = shapeNamed(this.model.shapes, name);
    const bound = target?.site.path === path ? target.bound : undefined;
    if (shape.type === "structure") return this.#structure(shape, path, target);
    if (shape.type === "list") return this.#list(shape, path, target, bound);
    if (shape.type === "map") return this.#map(shape, path, target, bound);
    return this.#scalar(shape, path, bound, target?.flaw);
  }

  #structure(shape: Shape, path: SitePath, target: Target | undefined): Record<string, unknown> {
    const structure: Record<string, unknown> = {};
    for (const [member, name] of Object.entries(shape.members ?? {})) {
      const place = memberPath(path, member);
      if (this.mapping.notInputs?.[place] !== undefined) continue;
      const isTarget = target?.site.path === place;
      if (isTarget && target.bound === "missing") continue;
      const isRequired = shape.required?.includes(member) === true;
      if (!isRequired && !liesIn(target?.site.path ?? "", place) && !this.#isTaken(place)) continue;
      structure[member] = this.value(name, place, target);
    }
    return structure;
  }

  #isTaken(place: SitePath): boolean {
    const { present, absent } = this.variant;
    if (present.some((path) => liesIn(path, place))) return true;
    return !absent.includes(place) && this.draw(5) < 2;
  }

  #list(shape: Shape, path: SitePath, target: Target | undefined, bound: Bound | undefined): unknown[] {
    const size = this.#size(shape, path, target, bound);
    const chosen = this.draw(Math.max(1, size));
    return Array.from({ length: size }, (_, index) =>
      this.value(shape.member, `${path}[]`, index === chosen ? target : undefined),
    );
  }

  #map(shape: Shape, path: SitePath, target: Target | undefined, bound: Bound | undefined): Record<string, unknown> {
    const size = this.#size(shape, path, target, bound);
    const map = new Map<string, unknown>();
    while (map.size < size) {
      const isChosen = map.size === 0;
      const key = this.value(shape.key, `${path}{key}`, isChosen ? target : undefined) as string;
      if (map.has(key)) continue;
      map.set(key, this.value(shape.value, `${path}{value}`, isChosen ? target : undefined));
    }
    return Object.fromEntries(map);
  }

  #size(shape: Shape, path: SitePath, target: Target | undefined, bound: Bound | undefined): number {
    if (this.mapping.asEntry?.includes(path) === true) return 1;
    const added = Object.keys(this.mapping.added?.[path] ?? {}).length;
    if (bound !== undefined) return sizeOn(bound, shape) - (bound.startsWith("max") ? oneOf(this.draw, [0, added]) : 0);
    const [least, most] = this.#typical(path)?.size ?? [shape.min ?? 0, Math.min(shape.max ?? Infinity, 3)];
    const size = least + this.draw(most - least + 1);
    return target !== undefined && liesIn(target.site.path, path) ? Math.max(1, size) : size;
  }

  #scalar(shape: Shape, path: SitePath, aimed: Bound | undefined, flaw: number | undefined): unknown {
    const bound = aimed ?? this.#slip(shape);
    const typical = this.#typical(path);
    if (bound === undefined) {
      const value = typical?.value?.(this.draw) ?? validScalar(shape, this.draw);
      return typical?.form === undefined ? value : typical.form(String(value));
    }
    const value = scalarOn(bound, shape, this.draw, flaw);
    return typical?.form === undefined || bound.startsWith("min") ? value : typical.form(String(value));
  }

  /** A bound that a place is on though nothing aims at it. */
  #slip(shape: Shape): Bound | undefined {
    const bounds = boundsOf({ shape, required: false });
    return this.mood === "sloppy" && bounds.length > 0 && this.draw(2) === 0 ? this.#anyOf(bounds) : undefined;
  }

  #anyOf(bounds: readonly Bound[]): Bound {
    return bounds.includes("not pattern") && this.draw(2) === 0 ? "not pattern" : oneOf(this.draw, bounds);
  }

  #typical(path: SitePath): Typical | undefined {
    return this.mood === "free" ? undefined : this.mapping.typical?.[path];
  }
}
