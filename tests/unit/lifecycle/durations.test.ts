import { expect } from "chai";
import fc from "fast-check";
import { humanDuration, parseDurationMs } from "../../../provider/base/durations.js";

describe("durations", () => {
  const parsed: { text: string; ms: number | undefined }[] = [
    { text: "90s", ms: 90_000 },
    { text: "30m", ms: 1_800_000 },
    { text: "1h30m", ms: 5_400_000 },
    { text: "26h", ms: 93_600_000 },
    { text: "1.5h", ms: 5_400_000 },
    { text: "250ms", ms: 250 },
    { text: "1h2m3s4ms", ms: 3_723_004 },
    { text: "1000us", ms: 1 },
    { text: "1000µs", ms: 1 },
    { text: "30", ms: undefined },
    { text: "30 m", ms: undefined },
    { text: "half an hour", ms: undefined },
    { text: "-5m", ms: undefined },
    { text: "", ms: undefined },
  ];
  for (const { text, ms } of parsed) {
    it(`takes "${text}" for ${ms === undefined ? "no duration" : `${ms} ms`}`, () => {
      expect(parseDurationMs(text)).to.equal(ms);
    });
  }

  const said: { ms: number; text: string }[] = [
    { ms: 0, text: "0 s" },
    { ms: 45_400, text: "45 s" },
    { ms: 119_000, text: "119 s" },
    { ms: 120_000, text: "2 min" },
    { ms: 12 * 60_000, text: "12 min" },
    { ms: 2 * 3_600_000, text: "2 h" },
    { ms: 2 * 3_600_000 + 5 * 60_000, text: "2 h 5 min" },
    { ms: 26 * 3_600_000, text: "26 h" },
  ];
  for (const { ms, text } of said) {
    it(`says ${ms} ms as "${text}"`, () => {
      expect(humanDuration(ms)).to.equal(text);
    });
  }

  it("adds up the parts of any duration", () => {
    const part = fc.nat({ max: 1_000 });
    fc.assert(
      fc.property(part, part, part, (hours, minutes, seconds) => {
        const ms = parseDurationMs(`${hours}h${minutes}m${seconds}s`);
        return ms === ((hours * 60 + minutes) * 60 + seconds) * 1_000;
      }),
    );
  });
});
