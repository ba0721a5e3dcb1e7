import type { ReadRequest } from "../../../emulator/protocol/validation.js";
import type { ServiceModel } from "../../../emulator/protocol/service-model.js";
import { type Finding, checkInputs } from "../../../provider/schema/check-inputs.js";
import type { Bag, Checkable, ResourceDefinition } from "../../../provider/schema/definition.js";
import type { ServiceFunction } from "../../../provider/functions/function.js";
import { check } from "../../../provider/session/check.js";
import type { Case } from "./cases.js";
import type { ExtraRule, OperationMapping } from "./mapping.js";
import { siteOfViolation } from "./model-sites.js";
import { Translation } from "./translation.js";

/** Both sides of the comparison. Faults are planted by handing in a changed copy of one. */
export interface Sides {
  readonly definitionOf: (kind: string) => ResourceDefinition;
  /** Nothing where the name is a kind's. */
  readonly functionOf: (name: string) => ServiceFunction | undefined;
  readonly readRequest: (inputShape: string, body: unknown) => ReadRequest;
  readonly extraRulesOf: (kind: string) => readonly ExtraRule[];
}

/** An input that the two sides see differently. */
export interface Disagreement {
  readonly field: string;
  readonly value: string;
  readonly preview: string;
  readonly service: string;
}

/** What both sides say of a case. */
export interface Judgement {
  readonly accepted: boolean;
  /** The request as the service would get it. */
  readonly sent: Bag;
  readonly extraRules: readonly ExtraRule[];
  readonly disagreements: readonly Disagreement[];
}

const HIDDEN = {
  owner: "organization/project/stack",
  urn: "urn:pulumi:stack::project::pulumi-nodejs:dynamic/rekognition:Kind::name",
};
const SHOWN = 60;

/** Judges cases; what does not change from one to the next is made once. */
export class Judge {
  readonly #translations = new Map<OperationMapping, Translation>();

  constructor(
    private readonly model: ServiceModel,
    private readonly sides: Sides,
  ) {}

  judge(given: Case): Judgement {
    const { kind, mapping } = given;
    const translation = this.translationOf(given);
    const inputs = { ...translation.toInputs(given.request), ...given.besides };
    const { definition, ...checked } = this.#checked(given, inputs);
    const written = translation.toRequest(checked.inputs);
    const isCalled = mapping.onlyWith === undefined || written[mapping.onlyWith] !== undefined;
    const sent = translation.asSent(written);
    const refusals = this.#refusals(given, translation, sent);
    const rules = this.sides.extraRulesOf(kind);
    const extraRules = checked.findings.flatMap(({ reason }) => rules.filter(({ says }) => says.test(reason)));
    const found = new Set(checked.findings.map(({ property }) => property));
    // Rules over several inputs are asked only when nothing else is wrong: one may have had something to say.
    const unasked = new Set(found.size > 0 ? definition.rules.map(({ property }) => property) : []);
    const isMissed = (property: string): boolean => isCalled && !found.has(property) && !unasked.has(property);
    const missed = [...refusals.keys()].filter(isMissed);
    const invented = checked.findings.filter(
      ({ property, reason }) => !refusals.has(property) && !rules.some(({ says }) => says.test(reason)),
    );
    const told = (property: string, preview: string, service: string): Disagreement => ({
      field: `${kind}.${property} (${mapping.operation})`,
      value: shortened(checked.inputs[property]),
      preview,
      service,
    });
    return {
      accepted: checked.findings.length === 0,
      sent,
      extraRules,
      disagreements: [
        ...missed.map((property) => told(property, "accepts", refusals.get(property) ?? "")),
        ...invented.map(({ property, reason }: Finding) => told(property, reason, "accepts")),
      ],
    };
  }

  translationOf({ mapping }: Pick<Case, "mapping">): Translation {
    const known = this.#translations.get(mapping) ?? new Translation(this.model, mapping);
    this.#translations.set(mapping, known);
    return known;
  }

  #checked(
    { kind, region }: Case,
    inputs: Bag,
  ): { readonly definition: Checkable; readonly inputs: Bag; readonly findings: readonly Finding[] } {
    const called = this.sides.functionOf(kind);
    if (called !== undefined) return { definition: called, inputs, findings: checkInputs(called, inputs) };
    const definition = this.sides.definitionOf(kind);
    return { definition, ...check(definition, HIDDEN, region, {}, inputs, false) };
  }

  /** What the service refuses, by the input that it comes from. */
  #refusals({ mapping }: Case, translation: Translation, sent: Bag): Map<string, string> {
    const inputShape = this.model.operations[mapping.operation]?.input ?? "";
    const { violations } = this.sides.readRequest(inputShape, sent);
    return new Map(
      violations.map(({ path, message }) => {
        const [property = path] = translation.inputPath(siteOfViolation(this.model.shapes, inputShape, path));
        return [property, message.slice(message.lastIndexOf(" at '"))];
      }),
    );
  }
}

function shortened(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  const length = typeof value === "string" ? value.length : text.length;
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}... (${length} characters)`;
}
