import { type ServiceModel, serviceModel } from "../../../emulator/protocol/service-model.js";
import { requestReader } from "../../../emulator/protocol/validation.js";
import type { Bag } from "../../../provider/schema/definition.js";
import { families } from "../../../provider/functions/table.js";
import { kinds } from "../../../tools/generate/kinds.js";
import { type Bound, boundsHit } from "./bounds.js";
import { type Aim, type Case, aimsOf } from "./cases.js";
import { type Disagreement, Judge, type Sides } from "./judge.js";
import { FUNCTION_MAPPINGS } from "./function-mappings.js";
import { KIND_MAPPINGS } from "./kind-mappings.js";
import type { ExtraRule, Mappings } from "./mapping.js";
import { type Site, type SitePath, sitesOf, visitValues } from "./model-sites.js";

/** What many cases came to. */
export interface Comparison {
  readonly inputs: number;
  readonly accepted: number;
  readonly disagreements: readonly Disagreement[];
  readonly hits: readonly (Aim & { readonly hits: number })[];
  readonly extraRules: readonly { readonly kind: string; readonly rule: ExtraRule; readonly hits: number }[];
}

const functions = new Map(
  Object.values(families)
    .flat()
    .map((one) => [one.name, one]),
);

/** The definitions and the emulator as they are published. */
export const PUBLISHED: Sides = {
  definitionOf: (kind) => {
    const found = kinds.find(({ definition }) => definition.kind === kind);
    if (found === undefined) throw new Error(`there is no kind ${kind}`);
    return found.definition;
  },
  readRequest: requestReader(serviceModel.shapes),
  functionOf: (name) => functions.get(name),
  extraRulesOf: (name) => (KIND_MAPPINGS[name] ?? FUNCTION_MAPPINGS[name])?.extraRules ?? [],
};

/** Judges every case of these kinds or functions and counts which bounds its values were on, as they were written and as they are sent. */
export function compare(mappings: Mappings, cases: readonly Case[], sides: Sides): Comparison {
  const judge = new Judge(serviceModel, sides);
  const hits = new HitCount(serviceModel);
  const ruleHits = new Map<ExtraRule, number>();
  const disagreements: Disagreement[] = [];
  let accepted = 0;
  for (const given of cases) {
    const judgement = judge.judge(given);
    if (judgement.accepted) accepted++;
    disagreements.push(...judgement.disagreements);
    hits.add(given, judgement.sent);
    for (const rule of new Set(judgement.extraRules)) ruleHits.set(rule, (ruleHits.get(rule) ?? 0) + 1);
  }
  return {
    inputs: cases.length,
    accepted,
    disagreements,
    hits: aimsOf(serviceModel, mappings).map((aim) => ({ ...aim, hits: hits.of(aim) })),
    extraRules: Object.entries(mappings).flatMap(([kind, { extraRules }]) =>
      extraRules.map((rule) => ({ kind, rule, hits: ruleHits.get(rule) ?? 0 })),
    ),
  };
}

/** Counts the requests that have a value on a bound, for every bound of every place. */
class HitCount {
  readonly #counts = new Map<string, number>();
  readonly #sites = new Map<string, Site>();

  constructor(private readonly model: ServiceModel) {}

  of({ kind, mapping, path, bound }: Pick<Aim, "kind" | "mapping" | "path" | "bound">): number {
    return this.#counts.get(key(kind, mapping.operation, path, bound)) ?? 0;
  }

  add({ kind, mapping: { operation }, request }: Case, sent: Bag): void {
    const inputShape = this.model.operations[operation]?.input ?? "";
    const met = new Set<string>();
    const visit = (path: SitePath, value: unknown): void => {
      const site = this.#siteOf(inputShape, path);
      if (site !== undefined) for (const bound of boundsHit(site, value)) met.add(key(kind, operation, path, bound));
    };
    visitValues(this.model.shapes, inputShape, request, visit);
    visitValues(this.model.shapes, inputShape, sent, visit);
    for (const each of met) this.#counts.set(each, (this.#counts.get(each) ?? 0) + 1);
  }

  #siteOf(inputShape: string, path: SitePath): Site | undefined {
    if (!this.#sites.has(`${inputShape} ${path}`)) {
      for (const site of sitesOf(this.model.shapes, inputShape)) this.#sites.set(`${inputShape} ${site.path}`, site);
    }
    return this.#sites.get(`${inputShape} ${path}`);
  }
}

function key(kind: string, operation: string, path: SitePath, bound: Bound): string {
  return `${kind} ${operation} ${path} ${bound}`;
}
