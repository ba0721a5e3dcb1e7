import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { CallRecord } from "../../../emulator/index.js";
import { OBSERVED_CALLS, type ObservedCalls, observedCalls } from "../../../tools/generate/actions/observed.js";
import { actionTable, flaws } from "../../../tools/generate/actions/table.js";
import { apiModel } from "../../../tools/generate/actions/api-model.js";
import { WHO_AM_I, callersIn } from "../../../tools/generate/permissions/callers.js";
import { Rig } from "../harness/rig.js";
import { functionScenarios } from "./functions.js";
import { resourceScenarios } from "./resources.js";

/*
 * Each resource and function does all it can do; the calls that then succeed are the record from which the policies and the
 * table of actions are made. With RECORD_OBSERVED_CALLS=1 the record is written instead of compared. A policy that lacks a
 * call, or has one too many, is found by the tests of permissions, which deny each action in turn.
 */
describe("the calls that the documents speak of", () => {
  const record = observedCalls();
  const seen: { [Group in keyof ObservedCalls]: Record<string, string[]> } = { resources: {}, functions: {} };
  const operations = new Set(apiModel().operations);
  const isRecorded = (operation: string): boolean => operations.has(operation) || operation === WHO_AM_I;
  const callers = callersIn(record);
  let rig: Rig;

  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  function succeeded(calls: readonly CallRecord[]): string[] {
    const ours = calls.filter(({ status, operation }) => status === 200 && isRecorded(operation));
    return [...new Set(ours.map(({ operation }) => operation))].sort();
  }

  function check(group: keyof ObservedCalls, name: string, calls: readonly CallRecord[]): void {
    seen[group][name] = succeeded(calls);
    if (process.env.RECORD_OBSERVED_CALLS !== "1") expect(seen[group][name]).to.deep.equal(record[group][name]);
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
    expect(flaws(actionTable([...operations], callers))).to.deep.equal([]);
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
