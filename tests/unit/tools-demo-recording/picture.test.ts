import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { draw } from "../../../tools/demo-recording/picture.js";
import { HeadlessTerminal } from "../../../tools/demo-recording/screen.js";

const recorded = readFileSync(join(__dirname, "..", "..", "..", "..", "docs", "demo.svg"), "utf8");

describe("the recording of the demo", () => {
  it("fits through an image proxy: small, without scripts, and with nothing to fetch", () => {
    expect(recorded.length).to.be.lessThan(150_000);
    expect(recorded).not.to.match(/<script|<foreignObject|<image|@import|url\(|\son\w+=/i);
    expect([...recorded.matchAll(/href="([^#][^"]*)"/g)].map(([, target]) => target)).to.deep.equal([]);
  });

  it("names no folder of the machine it was made on", () => {
    expect(recorded).not.to.match(/\/(home|root|tmp|Users)\//);
  });
});

describe("a recorded terminal", () => {
  it("shows what is left after a program has drawn over its own lines", async () => {
    const terminal = new HeadlessTerminal(20, 3);
    await terminal.write("\u001b[1mmodel\u001b[0m creating\n");
    await terminal.write("\u001b[1A\u001b[2Kmodel    \u001b[32mcreated\u001b[0m\n");
    const [first, second] = terminal.screen();
    const plain = { color: undefined, isBold: false, isDim: false };
    expect(first).to.deep.equal([
      { column: 0, text: "model", ...plain },
      { column: 9, text: "created", ...plain, color: 2 },
    ]);
    expect(second).to.deep.equal([]);
  });

  it("is drawn with each row written once, however many screens show it", async () => {
    const terminal = new HeadlessTerminal(20, 2);
    await terminal.write("$ pulumi up <all>\n");
    const one = { screen: terminal.screen(), durationMs: 1_000 };
    await terminal.write("done");
    const other = { screen: terminal.screen(), durationMs: 3_000 };
    const frames = [one, other];
    const picture = draw({ columns: 20, rows: 2, frames, still: other.screen, title: "t", description: "d" });
    expect(picture.split("pulumi up &lt;all&gt;")).to.have.length(2);
    expect(picture.match(/<use href="#r0" /g)).to.have.length(2);
    expect(picture).to.contain("animation:play 4.0s").and.to.contain("25%{transform:translateX(-169px)}");
    expect(picture).to.contain(".strip{transform:translateX(-169px)");
  });
});
