import { expect } from "chai";
import type { Gateway } from "../../../provider/aws/gateway.js";
import { Changes } from "../../../provider/aws/changes.js";
import { SharedDescriptions } from "../../../provider/observe/broker.js";
import { VirtualTime } from "../../provider/harness/virtual-time.js";

/** When each of so many waits that rest at once is awake again, the last time that they do so one after the other. */
async function awakeAfterMs(waits: number, restMs: number, times = 1): Promise<number[]> {
  let nowMs = 0;
  const time = new VirtualTime({ nowMs: () => nowMs, advance: (ms) => (nowMs += ms) });
  const clock = time.ofProcess();
  const aws = {} as Gateway;
  const descriptions = new SharedDescriptions(clock, new Changes(), aws);
  const bounds = { clock, signal: new AbortController().signal, deadline: Infinity };
  const all = (): Promise<number[]> => {
    const startedMs = nowMs;
    return Promise.all(
      Array.from({ length: waits }, async () => {
        await descriptions.brokerFor(aws, bounds).rest(restMs);
        return nowMs - startedMs;
      }),
    );
  };
  for (let round = 1; round < times; round++) await all();
  return all();
}

describe("the rests of waits", () => {
  it("last as long as a wait asks for", async () => {
    expect(await awakeAfterMs(1, 29_000)).to.deep.equal([29_000]);
  });

  it("last as long each time: those that are over do not count", async () => {
    expect(await awakeAfterMs(1, 29_000, 40)).to.deep.equal([29_000]);
  });

  it("leave time to mark what ended where many wait: AWS admits 10 TagResource a second", async () => {
    const awake = await awakeAfterMs(80, 29_000);
    expect(Math.max(...awake)).to.equal(29_000);
    expect(awake.at(-1)).to.equal(20_000);
  });

  it("are never shorter than 15 s for that, nor longer than asked for", async () => {
    expect((await awakeAfterMs(500, 29_000)).at(-1)).to.equal(15_000);
    expect((await awakeAfterMs(500, 2_000)).at(-1)).to.equal(2_000);
  });
});
