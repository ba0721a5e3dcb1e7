import { expect } from "chai";
import { EFFECT, type Operation } from "../../../provider/aws/operations.js";
import { paceOf, Pacer, type Purpose } from "../../../provider/aws/pacer.js";
import { failureOf } from "../../provider/harness/failure.js";
import { VirtualTime } from "../../provider/harness/virtual-time.js";

describe("the pace of calls", () => {
  let nowMs: number;
  let time: VirtualTime;
  let pacer: Pacer;
  beforeEach(() => {
    nowMs = 0;
    const keeper = { nowMs: () => nowMs, advance: (ms: number): number => (nowMs += ms) };
    time = new VirtualTime(keeper);
    pacer = new Pacer(time.ofProcess(), "us-east-1");
  });

  const bounds = { signal: new AbortController().signal, deadline: Infinity };

  /** When each of so many calls that were wanted at once could be made. */
  async function turns(count: number, operation: Operation, purpose?: Purpose): Promise<number[]> {
    const at: number[] = [];
    const one = async (): Promise<void> => {
      await pacer.turn(operation, bounds, purpose);
      at.push(nowMs);
    };
    await Promise.all(Array.from({ length: count }, one));
    return at;
  }

  const mostInASecond = (at: readonly number[]): number =>
    Math.max(...at.map((from) => at.filter((other) => other >= from && other < from + 1_000).length));

  it("lets a first call through at once, whatever it is", async () => {
    for (const operation of Object.keys(EFFECT) as Operation[]) {
      await pacer.turn(operation, bounds);
    }
    expect(nowMs).to.equal(0);
  });

  it("stays within the quota in every second, however many calls are wanted", async () => {
    for (const [operation, quota] of [
      ["StopProjectVersion", 5],
      ["DescribeProjectVersions", 5],
      ["ListTagsForResource", 10],
      ["DescribeStreamProcessor", 20],
      ["StopStreamProcessor", 1],
    ] as const) {
      expect(mostInASecond(await turns(60, operation)), operation).to.be.at.most(quota);
    }
  });

  it("stops 50 models within 1.1 times of what the quota of 5 a second allows", async () => {
    const at = await turns(50, "StopProjectVersion");
    expect(at.at(-1)).to.be.at.most(1.1 * 10_000);
  });

  it("leaves more than half of the quota of what is polled to others", async () => {
    const at = await turns(200, "DescribeProjectVersions");
    const seconds = (at.at(-1) ?? 0) / 1_000;
    expect((200 - paceOf("DescribeProjectVersions", "us-east-1").atOnce) / seconds).to.be.at.most(2.01);
  });

  it("lets a refresh ask faster than waits, and yet stays within the quota in every second", async () => {
    const at = await turns(40, "DescribeProjectVersions", "refresh");
    expect(mostInASecond(at)).to.be.at.most(5);
    // Of ten projects.
    expect(at[9]).to.be.at.most(1_850);
  });

  it("gives a refresh what waits that go on leave of the quota", async () => {
    const inARow = async (count: number, purpose: Purpose): Promise<number[]> => {
      const at: number[] = [];
      for (let call = 0; call < count; call += 1) at.push(...(await turns(1, "DescribeProjectVersions", purpose)));
      return at;
    };
    const waits = [inARow(20, "wait"), inARow(20, "wait")];
    const reads = Array.from({ length: 8 }, () => inARow(5, "refresh"));
    const at = (await Promise.all([...waits, ...reads])).flat();
    // Turns that were given before the other purpose asked stay given: one call more, once.
    expect(mostInASecond(at)).to.be.at.most(6);
    expect(at.length / (Math.max(...at) / 1_000)).to.be.at.most(4.2);
  });

  it("asks at the pace of other reads from the first wait of a process on", async () => {
    await turns(1, "DescribeProjectVersions");
    nowMs += 10_000;
    const from = nowMs;
    const at = await turns(10, "DescribeProjectVersions", "refresh");
    expect((at[9] ?? 0) - from).to.equal(2_250);
  });

  it("holds up no wait by more than a second for a refresh, however much that asks for", async () => {
    await turns(200, "DescribeProjectVersions", "refresh");
    const from = nowMs;
    const at = await turns(5, "DescribeProjectVersions");
    expect(mostInASecond(at)).to.be.at.most(5);
    expect((at[0] ?? Infinity) - from).to.be.at.most(1_000);
  });

  it("is first come, first served", async () => {
    const order: number[] = [];
    const one = async (_: unknown, index: number): Promise<void> => {
      await pacer.turn("StartProjectVersion", bounds);
      order.push(index);
    };
    await Promise.all(Array.from({ length: 20 }, one));
    expect(order).to.deep.equal(Array.from({ length: 20 }, (_, index) => index));
  });

  it("takes a turn back from who no longer wants it", async () => {
    const controller = new AbortController();
    await pacer.turn("StopStreamProcessor", bounds);
    const left = failureOf(pacer.turn("StopStreamProcessor", { ...bounds, signal: controller.signal }));
    controller.abort(new Error("left"));
    expect(await left).to.contain("left");
    await pacer.turn("StopStreamProcessor", bounds);
    expect(nowMs).to.be.at.most(1_100);
  });

  it("halves with every refusal and comes back with what is taken", async () => {
    const operation = "DescribeProjectVersions";
    await turns(3, operation);
    pacer.refused(operation);
    pacer.refused(operation);
    const from = nowMs;
    await pacer.turn(operation, bounds);
    expect(nowMs - from).to.equal(2_000);
    for (let taken = 0; taken < 20; taken++) pacer.taken(operation);
    const again = nowMs;
    await pacer.turn(operation, bounds);
    expect(nowMs - again).to.equal(500);
  });

  it("knows where AWS admits more", () => {
    expect(paceOf("GetFaceSearch", "us-east-1").callsPerSecond).to.equal(16);
    expect(paceOf("GetFaceSearch", "eu-central-1").callsPerSecond).to.equal(4);
  });
});
