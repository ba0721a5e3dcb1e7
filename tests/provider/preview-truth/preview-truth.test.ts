import { expect } from "chai";
import { serviceModel } from "../../../emulator/protocol/service-model.js";
import type { Bag } from "../../../provider/schema/definition.js";
import { families } from "../../../provider/functions/table.js";
import { kinds } from "../../../tools/generate/kinds.js";
import { type Case, casesOf } from "./cases.js";
import { type Comparison, PUBLISHED, compare } from "./comparison.js";
import { Judge } from "./judge.js";
import { FUNCTION_MAPPINGS } from "./function-mappings.js";
import { KIND_MAPPINGS, OPERATIONS_WITHOUT_INPUTS } from "./kind-mappings.js";
import type { Mappings } from "./mapping.js";
import { liesIn, sitesOf, visitValues } from "./model-sites.js";
import { disagreementText, hitTable, percentOf } from "./report.js";
import { INPUTS, SEED } from "./run-size.js";
import { Translation } from "./translation.js";

const SUBJECTS: Readonly<Record<string, Mappings>> = {
  "preview tells the truth about the inputs of resources": KIND_MAPPINGS,
  "a function's own check tells the truth about its arguments": FUNCTION_MAPPINGS,
};

for (const [title, mappings] of Object.entries(SUBJECTS))
  describe(title, () => {
    let cases: readonly Case[];
    let comparison: Comparison;

    before(() => {
      cases = casesOf(serviceModel, mappings, INPUTS, SEED);
      comparison = compare(mappings, cases, PUBLISHED);
    });

    it("says the same as AWS's model, field by field", () => {
      const { inputs, accepted, disagreements } = comparison;
      console.log(`    SEED=${SEED}: ${inputs} inputs, ${percentOf(accepted, inputs)} % accepted, the rest rejected`);
      expect(disagreementText(disagreements)).to.equal("");
    });

    it("accepts and rejects at least a quarter of the inputs", () => {
      const accepted = percentOf(comparison.accepted, comparison.inputs);
      expect(accepted).to.be.within(25, 75);
      expect(comparison.inputs).to.equal(INPUTS);
    });

    it("meets every bound of the model and every rule beyond it", () => {
      console.log(hitTable(comparison).replace(/^/gm, "    "));
      const constraints = comparison.hits.filter(({ hits }) => hits === 0);
      expect(
        constraints.map(({ kind, mapping, path, bound }) => `${kind} ${mapping.operation} ${path} ${bound}`),
      ).to.deep.equal([]);
      const rules = comparison.extraRules.filter(({ hits }) => hits === 0);
      expect(rules.map(({ kind, rule }) => `${kind} ${rule.says.source}`)).to.deep.equal([]);
    });

    it("loses nothing between AWS's words and ours", () => {
      const judge = new Judge(serviceModel, PUBLISHED);
      for (const given of cases) {
        const translation = judge.translationOf(given);
        const inputs = translation.toInputs(given.request);
        const back = translation.toRequest(inputs);
        expect(translation.toInputs(back)).to.deep.equal(inputs);
        expect(valuesOf(given, back)).to.include.members(valuesOf(given, given.request));
      }
    });
  });

function valuesOf({ mapping }: Case, request: Bag): string[] {
  const values: string[] = [];
  const inputShape = serviceModel.operations[mapping.operation]?.input ?? "";
  visitValues(serviceModel.shapes, inputShape, request, (path, value) => {
    if (Array.isArray(value)) values.push(`${path} ${value.length} entries`);
    else if (value !== undefined && typeof value !== "object") values.push(`${path} ${JSON.stringify(value)}`);
  });
  return values;
}

describe("what preview is compared by", () => {
  const definitions = kinds.map(({ definition }) => ({ name: definition.kind, definition }));
  const functions = Object.values(families)
    .flat()
    .map((definition) => ({ name: definition.name, definition }));
  for (const { name, definition } of [...definitions, ...functions]) {
    const mapping = KIND_MAPPINGS[name] ?? FUNCTION_MAPPINGS[name];
    it(`has every input of ${name}, from AWS's model or named with a reason`, () => {
      if (mapping === undefined) throw new Error(`say in kind- or function-mappings.ts which requests ${name} makes`);
      const reached = mapping.operations.flatMap((operation) => {
        const translation = new Translation(serviceModel, operation);
        const inputShape = serviceModel.operations[operation.operation]?.input ?? "";
        const others = Object.keys(operation.notInputs ?? {});
        const sites = sitesOf(serviceModel.shapes, inputShape).filter(
          ({ path }) => !others.some((other) => liesIn(path, other)),
        );
        return sites.flatMap(({ path }) => translation.inputPath(path).slice(0, 1));
      });
      const named = new Set([...reached, ...Object.keys(mapping.ownInputs)]);
      expect([...named]).to.have.members(Object.keys(definition.inputs));
    });

    // Of a kind that makes no request of Rekognition there is nothing to compare: its rules have tests of their own.
    if (mapping?.operations.length === 0) continue;
    it(`names every rule of ${name} over several inputs`, () => {
      const names = mapping?.extraRules ?? [];
      const unnamed = definition.rules
        .map(({ property, reason }) => `${property}: ${reason}`)
        .filter((text) => !names.some(({ says }) => says.test(text)));
      expect(unnamed).to.deep.equal([]);
    });
  }

  it("has every operation that makes, starts, puts, copies or changes something", () => {
    const mapped = Object.values(KIND_MAPPINGS).flatMap(({ operations }) =>
      operations.map(({ operation }) => operation),
    );
    const all = Object.keys(serviceModel.operations).filter((name) =>
      /^(Create|Start|Put|Copy|Update)[A-Z]/.test(name),
    );
    expect([...mapped, ...Object.keys(OPERATIONS_WITHOUT_INPUTS)]).to.include.members(all);
  });
});
