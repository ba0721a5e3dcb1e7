import { expect } from "chai";
import { serviceModel } from "../../../emulator/protocol/service-model.js";
import { type Case, casesOf } from "./cases.js";
import { PUBLISHED } from "./comparison.js";
import { FAULTS_IN_DEFINITIONS } from "./faults/in-definitions.js";
import { FAULTS_IN_EMULATOR } from "./faults/in-emulator.js";
import { FAULTS_IN_FUNCTIONS } from "./faults/in-functions.js";
import type { PlantedFault } from "./faults/planted-fault.js";
import { FUNCTION_MAPPINGS } from "./function-mappings.js";
import { type Disagreement, Judge } from "./judge.js";
import { KIND_MAPPINGS } from "./kind-mappings.js";
import type { Mappings } from "./mapping.js";
import { SEED } from "./run-size.js";

/** A fault is looked for in so many runs of so many inputs. */
const RUNS = 5;
const INPUTS_OF_A_RUN = 2_000;

describe("a fault planted in a copy", () => {
  const runs = new Map<Mappings, (readonly Case[])[]>();

  function runOf(mappings: Mappings, index: number): readonly Case[] {
    const made = runs.get(mappings) ?? [];
    runs.set(mappings, made);
    return (made[index] ??= casesOf(serviceModel, mappings, INPUTS_OF_A_RUN, SEED + index * 1_000_003));
  }

  /** The first disagreement, and after how many inputs. */
  function firstDisagreement(
    mappings: Mappings,
    fault: PlantedFault,
  ): { disagreement: Disagreement; inputs: number } | undefined {
    const judge = new Judge(serviceModel, fault.plant(PUBLISHED));
    for (let run = 0; run < RUNS; run++) {
      for (const [index, given] of runOf(mappings, run).entries()) {
        const [disagreement] = judge.judge(given).disagreements;
        if (disagreement !== undefined) return { disagreement, inputs: run * INPUTS_OF_A_RUN + index + 1 };
      }
    }
    return undefined;
  }

  it("is one of ten in definitions and ten in the emulator", () => {
    expect([FAULTS_IN_DEFINITIONS.length, FAULTS_IN_EMULATOR.length]).to.deep.equal([10, 10]);
  });

  const places = [
    { place: "of the definitions", faults: FAULTS_IN_DEFINITIONS, mappings: KIND_MAPPINGS },
    { place: "of the emulator", faults: FAULTS_IN_EMULATOR, mappings: KIND_MAPPINGS },
    { place: "of the functions", faults: FAULTS_IN_FUNCTIONS, mappings: FUNCTION_MAPPINGS },
  ];
  for (const { place, faults, mappings } of places) {
    for (const fault of faults) {
      it(`${place} is found: ${fault.mistake}`, () => {
        const found = firstDisagreement(mappings, fault);
        expect(found?.disagreement.field ?? `nothing, SEED=${SEED}`).to.match(fault.shows);
        console.log(
          `      after ${found?.inputs ?? 0} inputs: ${found?.disagreement.field} = ${found?.disagreement.value}`,
        );
      });
    }
  }
});
