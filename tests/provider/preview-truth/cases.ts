import fc from "fast-check";
import type { ServiceModel } from "../../../emulator/protocol/service-model.js";
import type { Bag } from "../../../provider/schema/definition.js";
import { type Bound, boundsOf, isOutside } from "./bounds.js";
import type { ExtraRule, KindMapping, Mappings, OperationMapping } from "./mapping.js";
import { type SitePath, liesIn, sitesOf } from "./model-sites.js";
import { RequestWriter, type Target } from "./requests.js";
import { type Draw, drawFrom } from "./texts/draw.js";
import { flawsIn } from "./texts/values.js";

/** One input to judge. */
export interface Case {
  /** Of a resource, or the name of a function. */
  readonly kind: string;
  readonly mapping: OperationMapping;
  /** As a user of the API writes it. */
  readonly request: Bag;
  readonly region: string;
  /** Inputs that no request carries. */
  readonly besides: Bag;
}

/** A place and bound that has to be hit. */
export interface Aim {
  readonly kind: string;
  readonly mapping: OperationMapping;
  readonly path: SitePath;
  readonly bound: Bound;
  readonly target: Target;
}

const REGION = "us-east-1";
/** Each rule's example is laid over so many requests. */
const EXAMPLES = 3;

/** Every bound of every place that is an input, of every operation. */
export function aimsOf(model: ServiceModel, mappings: Mappings): Aim[] {
  return everyOperation(mappings).flatMap(({ kind, mapping }) => {
    const others = Object.keys(mapping.notInputs ?? {});
    return sitesOf(model.shapes, model.operations[mapping.operation]?.input ?? "")
      .filter(({ path }) => !others.some((other) => liesIn(path, other)))
      .filter(({ path }) => mapping.asEntry?.includes(path) !== true)
      .flatMap((site) =>
        boundsOf(site).map((bound) => ({ kind, mapping, path: site.path, bound, target: { site, bound } })),
      );
  });
}

/** So many cases, the same for the same seed: every extra rule's example, and half of the rest on either side of the bounds. */
export function casesOf(model: ServiceModel, mappings: Mappings, count: number, seed: number): Case[] {
  const examples = Object.entries(mappings).flatMap(([kind, mapping], index) =>
    mapping.extraRules.flatMap((rule, place) => examplesOf(model, kind, mapping, rule, seed + 1000 * index + place)),
  );
  const aims = aimsOf(model, mappings);
  const inside = aims.filter(({ bound }) => !isOutside(bound));
  const outside = aims.filter(({ bound }) => isOutside(bound));
  const half = Math.floor((count - examples.length) / 2);
  return [
    ...examples,
    ...aimed(model, inside, half, seed),
    ...aimed(model, outside.flatMap(eachWay), count - examples.length - half, seed + 500_000),
  ];
}

/** Every aim as often as every other, and at least once. */
function aimed(model: ServiceModel, aims: readonly Aim[], count: number, seed: number): Case[] {
  if (count < aims.length) throw new Error(`${count} inputs are too few for ${aims.length} aims`);
  return aims.flatMap(({ kind, mapping, target }, index) => {
    const share = Math.floor((count * (index + 1)) / aims.length) - Math.floor((count * index) / aims.length);
    const writer = new RequestWriter(model, mapping);
    return sample(share, seed + index, (draw) => caseOf(kind, mapping, writer.write(target, draw)));
  });
}

/** A pattern can be missed in many ways, each of which is an aim. */
function eachWay(aim: Aim): Aim[] {
  const { target } = aim;
  if (target.bound !== "not pattern") return [aim];
  return Array.from({ length: flawsIn(target.site.shape) }, (_, flaw) => ({ ...aim, target: { ...target, flaw } }));
}

function examplesOf(model: ServiceModel, kind: string, of: KindMapping, rule: ExtraRule, seed: number): Case[] {
  const mapping = of.operations.find(({ operation }) => operation === rule.operation);
  if (mapping === undefined) throw new Error(`${kind} has no ${rule.operation}`);
  const writer = new RequestWriter(model, mapping);
  return sample(EXAMPLES, seed, (draw) => {
    const request = Object.entries({ ...writer.writeFine(draw), ...rule.example });
    const written = Object.fromEntries(request.filter(([, value]) => value !== undefined));
    return { ...caseOf(kind, mapping, written), region: rule.region ?? REGION, besides: rule.exampleInputs ?? {} };
  });
}

function caseOf(kind: string, mapping: OperationMapping, request: Bag): Case {
  return { kind, mapping, request, region: REGION, besides: {} };
}

function sample<T>(numRuns: number, seed: number, make: (draw: Draw) => T): T[] {
  if (numRuns === 0) return [];
  const arbitrary = fc.gen().map((generate) => make(drawFrom(generate)));
  return fc.sample(arbitrary, { numRuns, seed });
}

function everyOperation(mappings: Mappings): { kind: string; mapping: OperationMapping }[] {
  return Object.entries(mappings).flatMap(([kind, { operations }]) => operations.map((mapping) => ({ kind, mapping })));
}
