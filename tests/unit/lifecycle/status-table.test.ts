import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RekognitionError } from "../../../provider/base/errors.js";
import { isUp, runState } from "../../../provider/lifecycle/running.js";
import { statusTable } from "../../../provider/lifecycle/status-table.js";
import { PACKAGE_VERSION } from "../../../provider/base/version.js";

const table = statusTable<"ON" | "OFF", number>({ ON: 1, OFF: 0 });

/** What the call throws. */
function thrownBy(call: () => unknown): RekognitionError {
  try {
    call();
  } catch (error) {
    return error as RekognitionError;
  }
  throw new Error("nothing was thrown");
}

describe("a table of statuses", () => {
  it("says what a status means", () => {
    expect([table.of("ON", "lamp"), table.or("OFF", undefined), table.knows("ON")]).to.deep.equal([1, 0, true]);
  });

  it("takes no status that it does not know for another one, even one that every object inherits", () => {
    for (const status of ["DIMMED", "constructor", "__proto__", ""]) {
      const error = thrownBy(() => table.of(status, 'lamp "x"'));
      expect(error.code).to.equal("UnexpectedStatus");
      expect(error.what).to.equal(
        `lamp "x" is in status "${status}", which pulumi-rekognition ${PACKAGE_VERSION} does not know: it was left as it is.`,
      );
      expect([table.or(status, "unknown"), table.knows(status)]).to.deep.equal(["unknown", false]);
    }
  });

  it("holds no status of its own under its members' names: they are looked up by calls only", () => {
    expect(Object.keys(table)).to.deep.equal([]);
  });

  it("can be had with some statuses changed or added", () => {
    expect(table.with({ OFF: 2, DIMMED: 3 }).entries()).to.deep.equal([
      ["ON", 1],
      ["OFF", 2],
      ["DIMMED", 3],
    ]);
  });
});

describe("whether something runs", () => {
  it("is told by its status, and unknown for a status that is not known", () => {
    expect([runState("RUNNING"), runState("STARTING"), runState("STOPPED"), runState(undefined)]).to.deep.equal([
      "up",
      "up",
      "down",
      "down",
    ]);
    expect(runState("SCALING")).to.equal("unknown");
    expect(thrownBy(() => isUp("SCALING", "model")).code).to.equal("UnexpectedStatus");
  });
});

describe("the version that messages name", () => {
  it("is the package's", () => {
    const text = readFileSync(join(__dirname, "..", "..", "..", "..", "package.json"), "utf8");
    expect(PACKAGE_VERSION).to.equal((JSON.parse(text) as { version: string }).version);
  });
});
