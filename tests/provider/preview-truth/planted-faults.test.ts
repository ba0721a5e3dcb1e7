import { expect } from "chai";
import { serviceModel } from "../../../emulator/protocol/service-model.js";
import { type Case, casesOf } from "./cases.js";
import { PUBLISHED } from "./comparison.js";
import { FAULTS_IN_DEFINITIONS } from "./faults/in-definitions.js";
import { FAULTS_IN_EMULATOR } from "./faults/in-emulator.js";
import type { PlantedFault } from "./faults/planted-fault.js";
import { type Disagreement, Judge } from "./judge.js";
import { KIND_MAPPINGS } from "./kind-mappings.js";
import { SEED } from "./run-size.js";

/** A fault is looked for in so many runs of so many inputs. */
const RUNS = 5;
const INPUTS_OF_A_RUN = 2_000;

describe("a fault planted in a copy", () => {
  const runs: (readonly Case[])[] = [];

  function runOf(index: number): readonly Case[] {
    return (runs[index] ??= casesOf(serviceModel, KIND_MAPPINGS, INPUTS_OF_A_RUN, SEED + index * 1_000_003));
  }

  /** The first disagreement, and after how many inputs. */
  function firstDisagreement(fault: PlantedFault): { disagreement: Disagreement; inputs: number } | undefined {
    const judge = new Judge(serviceModel, fault.plant(PUBLISHED));
    for (let run = 0; run < RUNS; run++) {
      for (const [index, given] of runOf(run).entries()) {
        const [disagreement] = judge.judge(given).disagreements;
        if (disagreement !== undefined) return { disagreement, inputs: run * INPUTS_OF_A_RUN + index + 1 };
      }
    }
    return undefined;
  }

  it("is one of ten in definitions and ten in the emulator", () => {
    expect([FAULTS_IN_DEFINITIONS.length, FAULTS_IN_EMULATOR.length]).to.deep.equal([10, 10]);
  });

  const places = { "of the definitions": FAULTS_IN_DEFINITIONS, "of the emulator": FAULTS_IN_EMULATOR };
  for (const [place, faults] of Object.entries(places)) {
    for (const fault of faults) {
      it(`${place} is found: ${fault.mistake}`, () => {
        const found = firstDisagreement(fault);
        expect(found?.disagreement.field ?? `nothing, SEED=${SEED}`).to.match(fault.shows);
        console.log(
          `      after ${found?.inputs ?? 0} inputs: ${found?.disagreement.field} = ${found?.disagreement.value}`,
        );
      });
    }
  }
});
