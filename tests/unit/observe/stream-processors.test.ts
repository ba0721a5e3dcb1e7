import { expect } from "chai";
import type { Gateway } from "../../../provider/aws/gateway.js";
import { Changes } from "../../../provider/aws/changes.js";
import { SharedDescriptions } from "../../../provider/observe/broker.js";
import { VirtualTime } from "../../provider/harness/virtual-time.js";
import { FakeService, denied, notFound } from "./fake-service.js";

/** A service with so many stream processors that start, which counts what it is asked. */
class Starting {
  readonly names: readonly string[];
  asked: string[] = [];
  status = "STARTING";

  constructor(count: number) {
    this.names = Array.from({ length: count }, (_, index) => `door${String(index)}`);
  }

  readonly #send = (operation: string, { Name = "" }: { readonly Name?: string }): Promise<object> => {
    this.asked.push([operation, Name].join(" ").trim());
    const seen = (name: string): object => ({ Name: name, Status: this.status, StreamProcessorArn: `arn of ${name}` });
    return Promise.resolve(
      operation === "ListStreamProcessors" ? { StreamProcessors: this.names.map(seen) } : seen(Name),
    );
  };

  readonly gateway = {
    inTurn: (operation: string, attempt: (send: (input: object) => Promise<object>) => Promise<object>) =>
      attempt((input) => this.#send(operation, input)),
    lastFailure: () => undefined,
  } as unknown as Gateway;
}

describe("stream processors that are waited for", () => {
  /** What a look at the first of them asks for, and sees, while the others are waited for. */
  async function lookedAtAgain(count: number): Promise<{ asked: string[]; seen: string | undefined }> {
    let nowMs = 0;
    const time = new VirtualTime({ nowMs: () => nowMs, advance: (ms) => (nowMs += ms) });
    const service = new Starting(count);
    const shared = new SharedDescriptions(time.ofProcess(), new Changes(), service.gateway);
    const bounds = { signal: new AbortController().signal, deadline: Infinity };
    const waits = service.names.map((name) => ({ name, broker: shared.brokerFor(service.gateway, bounds, "on") }));
    for (const { name, broker } of waits) await broker.streamProcessor(name);
    service.asked = [];
    service.status = "RUNNING";
    const again = waits.map(async ({ name, broker }, index) => {
      await broker.rest(index === 0 ? 10_000 : 60_000);
      return index === 0 ? (await broker.streamProcessor(name))?.Status : undefined;
    });
    const [seen] = await Promise.all(again);
    return { seen, asked: service.asked };
  }

  it("are described one by one, while there are three of them", async () => {
    expect(await lookedAtAgain(3)).to.deep.equal({ seen: "RUNNING", asked: ["DescribeStreamProcessor door0"] });
  });

  for (const count of [4, 20]) {
    it(`are all told of by one list, once there are ${String(count)} of them`, async () => {
      expect(await lookedAtAgain(count)).to.deep.equal({ seen: "RUNNING", asked: ["ListStreamProcessors"] });
    });
  }
});

describe("looks at stream processors", () => {
  const FOUR = ["a", "b", "c", "d"];
  let service: FakeService;
  let statuses: Map<string, string>;
  beforeEach(() => {
    service = new FakeService();
    statuses = new Map();
    service.answers = {
      DescribeStreamProcessor: ({ Name }) => {
        const Status = statuses.get(Name as string);
        return Status === undefined
          ? notFound
          : { Name, Status, StreamProcessorArn: "arn", StatusMessage: `is ${Status}` };
      },
      ListStreamProcessors: () => ({ StreamProcessors: [...statuses].map(([Name, Status]) => ({ Name, Status })) }),
    };
  });
  const describes = (names: readonly string[]): string[] => names.map((name) => `DescribeStreamProcessor ${name}`);
  const one = (name: string) => service.later(3_000, "on").streamProcessor(name);

  it("list their names", async () => {
    statuses = new Map([
      ["a", "RUNNING"],
      ["b", "STOPPED"],
    ]);
    expect(await service.later().streamProcessorNames()).to.deep.equal(["a", "b"]);
  });

  it("prove one gone by two answers, and one of two of the same name by ten seconds of the other", async () => {
    await one("a");
    expect(service.later().isStreamProcessorGone("a")).to.equal(false);
    await one("a");
    expect(service.later().isStreamProcessorGone("a")).to.equal(true);
    statuses.set("b", "RUNNING");
    await one("b");
    service.clock.advance(10_000);
    await one("b");
    const broker = service.later();
    const gone = [undefined, "arn", "earlier"].map((arn) => broker.isStreamProcessorGone("b", arn));
    expect(gone).to.deep.equal([false, false, true]);
  });

  it("ask for the list where four are missing, which proves them gone once two are ten seconds apart", async () => {
    for (const name of FOUR) await one(name);
    service.asked = [];
    expect(await one("a")).to.equal(undefined);
    service.clock.advance(10_000);
    expect(await one("e")).to.equal(undefined);
    expect(await one("b")).to.equal(undefined);
    expect(service.asked).to.deep.equal(["ListStreamProcessors", "DescribeStreamProcessor e", "ListStreamProcessors"]);
    expect(service.later().isStreamProcessorGone("d")).to.equal(true);
  });

  it("do not ask for the list where four are known, of which one is missing", async () => {
    statuses = new Map(FOUR.map((name) => [name, "RUNNING"]));
    for (const name of FOUR) await one(name);
    await one("e");
    service.asked = [];
    await one("e");
    expect(service.asked).to.deep.equal(["DescribeStreamProcessor e"]);
  });

  it("do without the list where it is denied, and do not ask for it again", async () => {
    for (const name of FOUR) await one(name);
    service.answers.ListStreamProcessors = () => denied;
    service.asked = [];
    for (const name of FOUR) await one(name);
    expect(service.asked).to.deep.equal(["ListStreamProcessors", ...describes(FOUR)]);
  });

  it("list them in one large page, and list them again after a change by this process", async () => {
    const inputs: object[] = [];
    service.answers.ListStreamProcessors = (input) => {
      inputs.push(input);
      return { StreamProcessors: [] };
    };
    await service.later().streamProcessorNames();
    await service.later(0).streamProcessorNames();
    expect(inputs).to.deep.equal([{ MaxResults: 1_000 }]);
    service.changes.tell("StartStreamProcessor", { Name: "a" });
    await service.later(0).streamProcessorNames();
    expect(inputs).to.have.length(2);
  });

  it("do not count a list from before a change by this process", async () => {
    await service.later().streamProcessorNames();
    service.changes.tell("CreateStreamProcessor", { Name: "a" });
    await service.later(10_000).streamProcessorNames();
    const broker = service.later(0);
    expect(["a", "b"].map((name) => broker.isStreamProcessorGone(name))).to.deep.equal([false, true]);
  });

  describe("of many at once", () => {
    /** Looks of operations that have seen their own once: as soon as four look at once, the list tells of the rest. */
    async function operations(): Promise<() => Promise<unknown[]>> {
      const others = ["x", "y", "z"];
      statuses = new Map([...others, ...FOUR].map((name) => [name, "STARTING"]));
      const brokers = [...others, ...FOUR].map((name) => ({ name, broker: service.later() }));
      for (const { name, broker } of brokers) await broker.streamProcessor(name);
      return async () => {
        service.clock.advance(3_000);
        service.asked = [];
        const seen = await Promise.all(brokers.map(({ name, broker }) => broker.streamProcessor(name)));
        expect(service.asked.splice(0, 3)).to.deep.equal(describes(others));
        return seen.slice(3);
      };
    }
    const described = (Name: string, Status: string, StatusMessage?: string): object => {
      return { Name, Status, StreamProcessorArn: "arn", StatusMessage };
    };

    it("take the status from the list, and the rest from what was described", async () => {
      const look = await operations();
      statuses.set("b", "RUNNING");
      expect(await look()).to.deep.equal([
        described("a", "STARTING", "is STARTING"),
        described("b", "RUNNING"),
        described("c", "STARTING", "is STARTING"),
        described("d", "STARTING", "is STARTING"),
      ]);
      expect(service.asked).to.deep.equal(["ListStreamProcessors"]);
    });

    it("describe at first what other operations have described", async () => {
      await (
        await operations()
      )();
      service.clock.advance(3_000);
      service.asked = [];
      await Promise.all([...FOUR, "new"].map((name) => service.later(0).streamProcessor(name)));
      expect(service.asked).to.deep.equal([...describes(["a", "b", "c"]), "ListStreamProcessors", ...describes(["d"])]);
    });

    it("describe what the list shows though it was missing when this operation looked", async () => {
      const brokers = FOUR.map((name) => ({ name, broker: service.later() }));
      for (const { name, broker } of brokers) await broker.streamProcessor(name);
      statuses = new Map(FOUR.map((name) => [name, "STARTING"]));
      service.clock.advance(3_000);
      const seen = await Promise.all(brokers.map(({ name, broker }) => broker.streamProcessor(name)));
      expect(seen).to.deep.equal(FOUR.map((name) => described(name, "STARTING", "is STARTING")));
    });

    it("describe what the list does not tell: why one failed, and other settings", async () => {
      const look = await operations();
      statuses.set("a", "FAILED");
      service.changes.tell("UpdateStreamProcessor", { Name: "c" });
      const [a, , c] = await look();
      expect([a, c]).to.deep.equal([described("a", "FAILED", "is FAILED"), described("c", "STARTING", "is STARTING")]);
      expect(service.asked).to.deep.equal(["ListStreamProcessors", ...describes(["a", "c"])]);
    });

    it("find nothing of what the list leaves out", async () => {
      const look = await operations();
      statuses.delete("d");
      expect((await look())[3]).to.equal(undefined);
      expect(service.asked).to.deep.equal(["ListStreamProcessors"]);
    });
  });
});
