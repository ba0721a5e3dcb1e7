import { expect } from "chai";
import { EFFECT, type Operation } from "../../../provider/aws/operations.js";
import { paceOf, Pacer } from "../../../provider/aws/pacer.js";
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
  async function turns(count: number, operation: Operation): Promise<number[]> {
    const at: number[] = [];
    const one = async (): Promise<void> => {
      await pacer.turn(operation, bounds);
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
