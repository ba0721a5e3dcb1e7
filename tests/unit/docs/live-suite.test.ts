import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { CASES } from "../../live/cases/all.js";
import { dollars, pricesIn, worstUsd } from "../../live/money/prices.js";
import type { Settings } from "../../live/settings.js";

const root = join(__dirname, "..", "..", "..", "..");

describe("the page on the live suite", () => {
  it("states the most that each case can cost, and all of them together, as the suite reckons", () => {
    const page = readFileSync(join(root, "docs", "maintainers", "live.md"), "utf8");
    const prices = pricesIn("us-east-1", {});
    const settings = { video: { file: "clip.mp4", minutes: 1 }, streams: { minutes: 15 } } as unknown as Settings;
    const costs = CASES.map(({ name, bounds }) => ({ name, usd: worstUsd(bounds(settings), prices) }));
    const stated = [...page.matchAll(/^\| (`[\w-]+`|together) +\| (\$\d+\.\d\d) /gm)].map(([, name, usd]) => [
      name,
      usd,
    ]);
    expect(stated).to.deep.equal([
      ...costs.map(({ name, usd }) => [`\`${name}\``, dollars(usd)]),
      ["together", dollars(costs.reduce((sum, { usd }) => sum + usd, 0))],
    ]);
  });
});
