import { expect } from "chai";
import { unreadableFile } from "../../../provider/base/local-file.js";

describe("a file of the program that cannot be read", () => {
  const says = (failure: unknown): string => unreadableFile("manifest file train.jsonl", failure).what;

  it("is said not to exist where it does not", () => {
    const missing = Object.assign(new Error("ENOENT: no such file"), { code: "ENOENT" });
    expect(says(missing)).to.equal("manifest file train.jsonl does not exist.");
  });

  it("is told of with the system's reason otherwise", () => {
    const denied = Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" });
    expect(says(denied)).to.equal("manifest file train.jsonl cannot be read: EACCES: permission denied.");
    expect(says(new Error("too long"))).to.equal("manifest file train.jsonl cannot be read: too long.");
    expect(says("odd")).to.equal("manifest file train.jsonl cannot be read: odd.");
  });

  it("keeps the system's error as its cause", () => {
    const cause = new Error("too long");
    expect(unreadableFile("file", cause).cause).to.equal(cause);
  });
});
