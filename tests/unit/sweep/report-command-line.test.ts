import { expect } from "chai";
import { failsInJson, readReportCommandLine } from "../../../sweep/model-report/command-line.js";
import { REPORT_HELP } from "../../../sweep/model-report/help.js";
import { UsageError } from "../../../sweep/sweep-error.js";

const MODEL = "arn:aws:rekognition:us-east-1:111122223333:project/parts/version/v1/1655158560634";
const PROJECT = "arn:aws:rekognition:us-east-1:111122223333:project/parts/1655158560634";

const refused = [
  { args: ["--format", "pdf"], reason: '--format takes markdown, json, html, not "pdf"' },
  { args: ["--purge"], reason: "--purge" },
  { args: [MODEL], reason: "A model is named with --model" },
  { args: ["parts"], reason: 'takes options only, not "parts"' },
  { args: ["--model", PROJECT], reason: "--model takes the ARN of a model" },
  { args: ["--model", "parts"], reason: "--model takes the ARN of a model" },
  { args: ["--model", MODEL, "--project", "parts"], reason: "exclude each other" },
  { args: ["--state-file", "f", "-s", "dev"], reason: "--state-file takes the place of --stack" },
  { args: ["--owner", "a/b/c"], reason: "--owner goes with --state-file" },
];

describe("the command line of the report", () => {
  for (const { args, reason } of refused) {
    it(`refuses ${args.join(" ")}`, () => {
      expect(() => readReportCommandLine(args)).to.throw(UsageError, reason);
    });
  }

  it("is about the selected stack, as Markdown, where nothing is asked for", () => {
    const invocation = readReportCommandLine([]);
    if (invocation.command !== "report") throw new Error("no report");
    expect(invocation.arguments).to.deep.include({ folder: ".", projects: [], models: [], format: "markdown" });
  });

  it("has every option in its help", () => {
    expect(readReportCommandLine(["-h"])).to.deep.equal({ command: "help" });
    const names = ["stack", "cwd", "config-file", "state-file", "owner", "project", "model", "region", "profile"];
    const more = ["assume-role", "endpoint", "s3-endpoint", "format", "output", "help"];
    for (const name of [...names, ...more]) expect(REPORT_HELP).to.contain(`--${name}`);
    expect(Math.max(...REPORT_HELP.split("\n").map((line) => line.length))).to.be.at.most(120);
  });

  it("fails in JSON where JSON goes to standard output, even if it is not understood", () => {
    const inJson = [
      ["-f", "json"],
      ["--format=json"],
      ["--format", "json", "--purge"],
      ["--format", "html"],
      ["-fjson", "-o", "x"],
    ];
    expect(inJson.map(failsInJson)).to.deep.equal([true, true, true, false, false]);
  });
});
