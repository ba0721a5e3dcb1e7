import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { CallRecord } from "../../../emulator/index.js";
import { OBSERVED_CALLS, type ObservedCalls, observedCalls } from "../../../tools/generate/actions/observed.js";
import { actionTable, flaws } from "../../../tools/generate/actions/table.js";
import { apiModel } from "../../../tools/generate/actions/api-model.js";
import { type Callers, findCallers } from "../../../tools/generate/calls/callers.js";
import { Rig } from "../harness/rig.js";
import { functionScenarios } from "./functions.js";
import { resourceScenarios } from "./resources.js";

/*
 * What each resource and function can call is read off the code, for the policies and the table of actions. Here each of
 * them does all it can do; the calls that then succeed must be just those, and the committed record must say the same.
 * With RECORD_OBSERVED_CALLS=1 the record is written instead of compared.
 */
describe("the calls that the documents speak of", () => {
  const record = observedCalls();
  const seen: { [Group in keyof ObservedCalls]: Record<string, string[]> } = { resources: {}, functions: {} };
  const operations = new Set(apiModel().operations);
  let callers: Callers;
  let rig: Rig;

  before(function () {
    // The types of all sources are read.
    this.timeout(120_000);
    callers = findCallers();
  });
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  function succeeded(calls: readonly CallRecord[]): string[] {
    const ours = calls.filter(({ status, operation }) => status === 200 && operations.has(operation));
    return [...new Set(ours.map(({ operation }) => operation))].sort();
  }

  function check(group: keyof ObservedCalls, name: string, calls: readonly CallRecord[]): void {
    const observed = succeeded(calls);
    const caller = callers[group].find((one) => one.name === name);
    expect(observed, "seen, and read off the code").to.deep.equal([...(caller?.operations ?? [])].sort());
    seen[group][name] = observed;
  }

  for (const [kind, scenario] of Object.entries(resourceScenarios)) {
    it(`are made by ${kind}, all of them`, async () => {
      check("resources", kind, (await scenario?.(rig)) ?? []);
    });
  }

  for (const [name, scenario] of Object.entries(functionScenarios)) {
    it(`are made by ${name}, all of them`, async () => {
      check("functions", name, (await scenario?.(rig)) ?? []);
    });
  }

  it("are looked at for every resource and function there is", () => {
    expect(Object.keys(resourceScenarios).sort()).to.deep.equal(callers.resources.map(({ name }) => name).sort());
    expect(Object.keys(functionScenarios).sort()).to.deep.equal(callers.functions.map(({ name }) => name).sort());
  });

  it("are, with the reasons for those that nobody makes, all of today's actions", () => {
    expect(operations.size).to.equal(75);
    expect(flaws(actionTable([...operations], callers, seen))).to.deep.equal([]);
  });

  it("stand in the committed record", () => {
    const sorted = { resources: byName(seen.resources), functions: byName(seen.functions) };
    if (process.env.RECORD_OBSERVED_CALLS === "1") {
      const path = join(__dirname, "..", "..", "..", "..", OBSERVED_CALLS);
      writeFileSync(path, `${JSON.stringify(sorted, undefined, 2)}\n`);
      return;
    }
    expect(record).to.deep.equal(sorted);
  });
});

function byName<T>(values: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}
