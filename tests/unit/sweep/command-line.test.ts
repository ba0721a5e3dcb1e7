import { expect } from "chai";
import { readCommandLine } from "../../../sweep/command/command-line.js";
import { HELP } from "../../../sweep/command/help.js";
import { UsageError } from "../../../sweep/sweep-error.js";

const refused = [
  { args: ["swipe"], reason: '"swipe" is no command' },
  { args: ["sweep", "more"], reason: "no command" },
  { args: ["sweep", "--purge"], reason: "--purge" },
  { args: ["sweep", "--stop", "--delete"], reason: "exclude each other" },
  { args: ["sweep", "--kept"], reason: "--kept goes with --delete" },
  { args: ["sweep", "--stop", "--force-destroy"], reason: "--force-destroy goes with --delete" },
  { args: ["sweep", "--wait-for-training"], reason: "--wait-for-training goes with --delete" },
  { args: ["sweep", "--gone"], reason: "--gone goes with --owner" },
  { args: ["sweep", "--owner", "a/b/c", "--state-file", "f", "--gone"], reason: "--gone goes with --owner" },
  { args: ["sweep", "--owner", "a/b/c", "--stack", "dev"], reason: "--stack is for one that exists" },
  { args: ["sweep", "--owner", "a/b/c", "--superseded"], reason: "--superseded needs a state" },
  { args: ["sweep", "--state-file", "f", "-s", "dev"], reason: "--state-file takes the place of --stack" },
  { args: ["sweep", "--timeout", "soon"], reason: 'not "soon"' },
  { args: ["sweep", "--timeout", "0s"], reason: 'not "0s"' },
];

describe("the command line of the sweep", () => {
  for (const { args, reason } of refused) {
    it(`refuses ${args.join(" ")}`, () => {
      expect(() => readCommandLine(args)).to.throw(UsageError, reason);
    });
  }

  it("only looks where nothing is asked for", () => {
    const invocation = readCommandLine(["sweep"]);
    if (invocation.command !== "sweep") throw new Error("no sweep");
    expect(invocation.arguments).to.include({ action: undefined, kept: false, yes: false, timeoutMs: 3_600_000 });
  });

  it("waits for a training as long as one may take", () => {
    const invocation = readCommandLine(["sweep", "--delete", "--wait-for-training"]);
    if (invocation.command !== "sweep") throw new Error("no sweep");
    expect(invocation.arguments.timeoutMs).to.equal(26 * 3_600_000);
  });

  it("shows the help where no command is given", () => {
    for (const args of [[], ["help"], ["--help"], ["sweep", "-h"]]) {
      expect(readCommandLine(args)).to.deep.equal({ command: "help" });
    }
  });

  it("has every option in its help", () => {
    const names = [
      ...[
        "stack",
        "cwd",
        "config-file",
        "state-file",
        "owner",
        "gone",
        "superseded",
        "region",
        "stop",
        "delete",
        "kept",
      ],
      ...["force-destroy", "wait-for-training", "timeout", "yes", "assume-unlocked", "profile", "endpoint"],
      ...["assume-role", "json", "help", "version"],
    ];
    for (const name of names) expect(HELP).to.include(`--${name}`);
    for (const line of HELP.split("\n")) expect(line.length).to.be.at.most(120);
  });
});
