import { expect } from "chai";
import { VirtualTime } from "./harness/virtual-time.js";

describe("virtual time", () => {
  let nowMs: number;
  let time: VirtualTime;
  beforeEach(() => {
    nowMs = 1_000;
    time = new VirtualTime({
      nowMs: () => nowMs,
      advance: (ms) => {
        nowMs += ms;
      },
    });
  });

  it("wakes sleepers in the order of their times, each at its own", async () => {
    const clock = time.ofProcess();
    const woken: string[] = [];
    const sleep = async (name: string, ms: number): Promise<void> => {
      await clock.sleep(ms);
      woken.push(`${name} at ${clock.now()}`);
    };
    await Promise.all([sleep("long", 500), sleep("short", 100), sleep("also short", 100)]);
    expect(woken).to.deep.equal(["short at 1100", "also short at 1100", "long at 1500"]);
  });

  it("lets the first one act, and sleep again, before the second wakes", async () => {
    const clock = time.ofProcess();
    const told: string[] = [];
    const poller = async (): Promise<void> => {
      for (let look = 0; look < 3; look++) {
        await clock.sleep(100);
        await time.busy(async () => new Promise((resolve) => setImmediate(resolve)));
        told.push(`look at ${clock.now()}`);
      }
    };
    const other = async (): Promise<void> => {
      await clock.sleep(250);
      told.push(`other at ${clock.now()}`);
    };
    await Promise.all([poller(), other()]);
    expect(told).to.deep.equal(["look at 1100", "look at 1200", "other at 1250", "look at 1300"]);
  });

  it("stands still while a call is under way", async () => {
    const clock = time.ofProcess();
    let during = 0;
    const call = time.busy(async () => {
      for (let round = 0; round < 20; round++) await new Promise((resolve) => setImmediate(resolve));
      during = clock.now();
    });
    await Promise.all([clock.sleep(100), call]);
    expect(during).to.equal(1_000);
  });

  it("does a test's task on the way, and does not pass for it alone", async () => {
    let doneAt = 0;
    const task = time.in(150, () => {
      doneAt = nowMs;
    });
    for (let round = 0; round < 20; round++) await new Promise((resolve) => setImmediate(resolve));
    expect(nowMs).to.equal(1_000);
    await time.ofProcess().sleep(200);
    await task;
    expect(doneAt).to.equal(1_150);
  });

  it("rejects a sleeper whose signal is aborted, and wakes nobody of an abandoned process", async () => {
    const [aborted, abandoned, living] = [time.ofProcess(), time.ofProcess(), time.ofProcess()];
    const controller = new AbortController();
    const failure = aborted.sleep(100, controller.signal).catch((error: unknown) => (error as Error).message);
    controller.abort(new Error("no longer wanted"));
    let hasWoken = false;
    void abandoned.sleep(100).then(() => {
      hasWoken = true;
    });
    abandoned.abandon();
    await living.sleep(300);
    expect(await failure).to.equal("no longer wanted");
    expect(hasWoken).to.equal(false);
  });
});
