import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { PRICES } from "../../../emulator/prices.js";
import { listPrice } from "../../../provider/aws/prices.js";

const root = join(__dirname, "..", "..", "..", "..");
const MAX_UNITS = 5;
const HOURS_A_MONTH = 730;
/** Ten hours on five days a week. */
const OFFICE_HOURS_A_MONTH = (10 * 5 * 52) / 12;

const { usdPerInferenceUnitHour: unit = 0, usdPerTrainingHour: training = 0, asOf = "" } = listPrice("us-east-1") ?? {};

function filesIn(folder: string, extension: string): string[] {
  const files = readdirSync(join(root, folder), { encoding: "utf8", recursive: true });
  return files
    .filter((file) => file.endsWith(extension) && !/node_modules|^adr\b/.test(file))
    .map((file) => join(folder, file));
}

/** What tells sums of prices: one is generated from the table, the other compared with what the live suite reckons. */
const SUMS = [join("docs", "model-life.md"), join("docs", "maintainers", "live.md")];

const stated = [
  "README.md",
  ...filesIn("docs", ".md").filter((file) => !SUMS.includes(file)),
  ...filesIn("examples", ".md"),
  ...filesIn("provider", ".ts"),
].map((file) => ({ file, text: readFileSync(join(root, file), "utf8").replace(/\s+/g, " ") }));

/** What of the texts is found by a pattern's first group and is none of the `right` ones. */
function wrong(pattern: RegExp, right: readonly string[]): string[] {
  const found = stated.flatMap(({ file, text }) =>
    [...text.matchAll(pattern)].map(([, said = ""]) => ({ file, said })),
  );
  expect(found).not.to.deep.equal([]);
  return found.filter(({ said }) => !right.includes(said)).map(({ file, said }) => `${file}: ${said}`);
}

describe("the prices that documents and hover texts state", () => {
  it("are those of the table, of an hour of training or of as many units as a model may have", () => {
    const units = Array.from({ length: MAX_UNITS }, (_, index) => (index + 1) * unit);
    const right = [training, ...units].map((usd) => usd.toFixed(2));
    expect(wrong(/\$(\d+\.\d\d)(?!\d)/g, right)).to.deep.equal([]);
    expect(wrong(/training costs (?:about )?\$(\d+\.\d\d)/gi, [training.toFixed(2)])).to.deep.equal([]);
    expect(wrong(/\$(\d+\.\d\d) (?:a unit|per (?:inference )?unit)/gi, [unit.toFixed(2)])).to.deep.equal([]);
  });

  it("are those of the table by the month as well, in office hours or always", () => {
    const right = [HOURS_A_MONTH * unit, Math.round((OFFICE_HOURS_A_MONTH * unit) / 10) * 10];
    const written = right.map((usd) => usd.toLocaleString("en-US"));
    expect(wrong(/\$([\d,]*\d{3})\b(?!\.\d)/g, written)).to.deep.equal([]);
  });

  it("have the table's date", () => {
    const month = new Date(`${asOf}-01T00:00:00Z`).toLocaleString("en-US", { month: "long", timeZone: "UTC" });
    const right = [asOf, `${month} ${asOf.slice(0, 4)}`];
    expect(wrong(/us-east-1, (\d{4}-\d\d|[A-Z][a-z]+ \d{4})/g, right)).to.deep.equal([]);
  });

  it("are those that the quickstart announces, and those of the emulator", () => {
    const source = readFileSync(join(root, "examples", "quickstart", "announce-cost.ts"), "utf8");
    expect(source).to.contain(`{ trainingHour: ${String(training)}, inferenceUnitHour: ${String(unit)},`);
    expect(PRICES).to.include({ region: "us-east-1", trainingHour: training, inferenceUnitHour: unit });
    expect(PRICES.asOf).to.contain(asOf);
  });
});
