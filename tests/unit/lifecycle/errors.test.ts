import { expect } from "chai";
import { expectWholeMessage } from "../../whole-message.js";
import { type ErrorCode, type ErrorEntry, errorTable } from "../../../provider/base/error-table.js";
import { RekognitionError, isRekognitionError, isTransient } from "../../../provider/base/errors.js";

describe("an error", () => {
  for (const [code, entry] of Object.entries(errorTable) as [ErrorCode, ErrorEntry][]) {
    it(`${code}: says what happened, what to do, and its code; its meaning and way out are whole sentences`, () => {
      const error = new RekognitionError(code, 'model "x" is gone');
      expect(error.message).to.equal(`model "x" is gone. ${entry.wayOut} [${code}]`);
      expect(entry.meaning).to.match(/^[A-Z].*\.$/);
      expect(entry.wayOut).to.match(/^[A-Z].*\.$/);
      expect(isTransient(error)).to.equal(entry.retryable);
      expect(entry.retryable && entry.audience === "provider").to.equal(false);
    });
  }

  it("does not double the full stop of AWS's own sentence", () => {
    expect(new RekognitionError("Busy", "It is busy.").message).to.contain("It is busy. Wait");
    expect(new RekognitionError("Busy", "Is it?").message).to.contain("Is it? Wait");
  });

  it("shows no stack: the message is the whole story", () => {
    const error = new RekognitionError("Busy", "It is busy");
    expect(error.stack).to.equal(`RekognitionError: ${error.message}`);
  });

  it("can say more before its way out, and stays what it is", () => {
    const cause = new Error("AWS's own words");
    const first = new RekognitionError("ServiceFault", "It broke", { awsName: "Oops", effectUnknown: true, cause });
    const more = first.withMore("It runs again").withMore("Twice.");
    expect(more.message).to.equal(`It broke. It runs again. Twice. ${errorTable.ServiceFault.wayOut} [ServiceFault]`);
    expect(more).to.include({ code: "ServiceFault", awsName: "Oops", effectUnknown: true, cause });
    expectWholeMessage(more.message, "ServiceFault");
  });

  it("is told apart by its code", () => {
    const error = new RekognitionError("Busy", "x");
    expect(isRekognitionError(error)).to.equal(true);
    expect(isRekognitionError(error, "Busy", "NotFound")).to.equal(true);
    expect(isRekognitionError(error, "NotFound")).to.equal(false);
    expect(isRekognitionError(new Error("Busy"))).to.equal(false);
    expect(isTransient(new Error("Throttled"))).to.equal(false);
  });
});
