import { expect } from "chai";
import { ProcessMemory, type ShownRecord } from "../../../provider/lifecycle/process-memory.js";

const shown = (more: Partial<ShownRecord> = {}): ShownRecord => ({
  id: "arn:b",
  token: "b",
  predecessors: ["a"],
  isSpent: false,
  isOpen: false,
  ...more,
});

/** What check and diff of an update or a replacement leave. */
function compared(record: ShownRecord, urn = "urn:m"): ProcessMemory {
  const memory = new ProcessMemory();
  memory.rememberRecord(urn, true);
  memory.rememberShown(urn, record);
  return memory;
}

describe("what a process remembers of a resource's predecessors", () => {
  it("is what diff showed, oldest first, and the claim that was replaced", () => {
    expect(compared(shown()).predecessorsOf("urn:m", "c")).to.deep.equal(["a", "b", "c"]);
  });

  it("names each once", () => {
    expect(compared(shown()).predecessorsOf("urn:m", "a")).to.deep.equal(["a", "b"]);
  });

  it("is the last 16", () => {
    const many = Array.from({ length: 20 }, (_, index) => `t${String(index)}`);
    const listed = compared(shown({ predecessors: many })).predecessorsOf("urn:m");
    expect(listed).to.have.length(16);
    expect(listed.at(0)).to.equal("t5");
    expect(listed.at(-1)).to.equal("b");
  });

  it("is nothing for another resource", () => {
    expect(compared(shown()).predecessorsOf("urn:n", "c")).to.deep.equal(["c"]);
  });

  it("is nothing that a refresh compared: that is under the URN of the record, another resource's by now perhaps", () => {
    const memory = new ProcessMemory();
    memory.rememberShown("urn:m", shown());
    expect([memory.shownOf("urn:m"), memory.predecessorsOf("urn:m")]).to.deep.equal([undefined, []]);
    expect(memory.holdingOf("arn:b")).to.deep.equal({ token: "b", urn: undefined });
  });
});

describe("a successor that did not come about", () => {
  const predecessor = { id: "arn:a", token: "a" };

  it("keeps its predecessor from being deleted, as its record shows it in any process", () => {
    expect(compared(shown({ isOpen: true })).hasOpenSuccessor("urn:m", predecessor)).to.equal(true);
    expect(compared(shown({ isOpen: false })).hasOpenSuccessor("urn:m", predecessor)).to.equal(false);
  });

  it("keeps it where its successor took up the very same object", () => {
    const memory = compared(shown({ isOpen: true, predecessors: [] }));
    expect(memory.hasOpenSuccessor("urn:m", { id: "arn:b", token: "earlier" })).to.equal(true);
  });

  it("keeps it as well where it was recorded under another URN: its list names it", () => {
    const memory = compared(shown({ isOpen: true }), "urn:m2");
    expect(memory.hasOpenSuccessor("urn:m", predecessor)).to.equal(true);
    expect(memory.hasOpenSuccessor("urn:m", { id: "arn:x", token: "x" })).to.equal(false);
  });

  it("may be deleted itself", () => {
    const memory = compared(shown({ isOpen: true }));
    expect(memory.hasOpenSuccessor("urn:m", { id: "arn:b", token: "b" })).to.equal(false);
    const untagged = compared(shown({ isOpen: true, token: undefined, predecessors: [] }));
    expect(untagged.hasOpenSuccessor("urn:m", { id: "arn:b", token: undefined })).to.equal(false);
  });

  it("keeps it until create or update ends well", () => {
    const memory = compared(shown());
    memory.rememberFailed("urn:m");
    expect(memory.hasOpenSuccessor("urn:m", predecessor)).to.equal(true);
    memory.forgetFailed("urn:m");
    expect(memory.hasOpenSuccessor("urn:m", predecessor)).to.equal(false);
  });

  it("is thought of where the check of a record failed, so that nothing tells what became of it", () => {
    const memory = new ProcessMemory();
    memory.rememberRecord("urn:m", true);
    expect(memory.hasOpenSuccessor("urn:m", predecessor)).to.equal(true);
  });

  it("keeps nothing in a destroy, where nothing is checked, though a refresh compares", () => {
    const memory = new ProcessMemory();
    memory.rememberShown("urn:m", shown({ isOpen: true }));
    expect(memory.hasOpenSuccessor("urn:m", predecessor)).to.equal(false);
  });
});

describe("what a process remembers beside", () => {
  const memory = (): ProcessMemory => new ProcessMemory();

  it("is since when it knows of an object", () => {
    const known = memory();
    expect([known.seenAt("arn:a", 5), known.seenAt("arn:a", 9), known.seenAt("arn:b", 9)]).to.deep.equal([5, 5, 9]);
  });

  it("is how many run in a place, each counted once", () => {
    const known = memory();
    expect(known.countRunning("models", undefined)).to.equal(0);
    expect([known.countRunning("models", "a"), known.countRunning("models", "a")]).to.deep.equal([1, 1]);
    expect([known.countRunning("models", "b"), known.countRunning("models", undefined)]).to.deep.equal([2, 2]);
    expect(known.countRunning("processors", undefined)).to.equal(0);
  });

  it("is what it gave the engine for a resource, under every token", () => {
    const known = memory();
    known.rememberMarked("urn:m", "a");
    known.rememberMarked("urn:m", "b");
    expect(["a", "b", "c"].map((token) => known.hasMarked("urn:m", token))).to.deep.equal([true, true, false]);
    expect(known.hasMarked("urn:n", "a")).to.equal(false);
  });

  it("is whether what a create replaces serves meanwhile", () => {
    const known = memory();
    known.rememberRecord("urn:m", true);
    known.rememberRecord("urn:n", false);
    expect(["urn:m", "urn:n", "urn:o"].map((urn) => known.hadRecord(urn))).to.deep.equal([true, false, false]);
    known.forgetRecord("urn:m");
    expect(known.hadRecord("urn:m")).to.equal(false);
  });

  it("is who holds an object by the record that was compared", () => {
    expect(compared(shown()).holdingOf("arn:b")).to.deep.equal({ token: "b", urn: "urn:m" });
    expect(compared(shown({ token: undefined })).holdingOf("arn:b")).to.equal(undefined);
  });

  it("is who waits for the same thing, in one line for all", () => {
    const known = memory();
    const place = known.line("training").join();
    expect([known.line("training").before(place), known.line("running").isEmpty]).to.deep.equal([0, true]);
  });
});
