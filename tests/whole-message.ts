import { expect } from "chai";
import { type ErrorCode, errorTable } from "../provider/base/error-table.js";

const CODES = Object.keys(errorTable) as ErrorCode[];

/** Asserts that a text is one message of the provider: what happened, the way out once, and one `[Code]`, at the end. */
export function expectWholeMessage(message: string, code: ErrorCode): void {
  expect(codesIn(message), message).to.deep.equal([code]);
  expectNoMessageWithin(message);
}

/** Asserts of any text that no message of the provider stands within another: a code is its only one, and its end. */
export function expectNoMessageWithin(message: string): void {
  const [code, ...others] = codesIn(message);
  if (code === undefined) return;
  expect(others, `more than one [Code] in: ${message}`).to.deep.equal([]);
  const waysOut = CODES.map((each) => errorTable[each].wayOut).filter((wayOut) => message.includes(wayOut));
  expect(message, "the way out and the code are its end").to.satisfy((text: string) =>
    text.endsWith(`${errorTable[code].wayOut} [${code}]`),
  );
  expect(waysOut, `ways out in: ${message}`).to.deep.equal([errorTable[code].wayOut]);
  expect(message.split(errorTable[code].wayOut), `the way out is said once: ${message}`).to.have.length(2);
}

/** The codes that a text names, as often as it names them. */
function codesIn(message: string): ErrorCode[] {
  const words = [...message.matchAll(/\[([A-Za-z]+)\]/g)].map(([, word]) => word);
  return words.filter((word): word is ErrorCode => CODES.some((code) => code === word));
}
