import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { startEmulator } from "../../../emulator/index.js";
import { train } from "../harness/models.js";
import { setKeptScene } from "./scene.js";

const CLI = join(__dirname, "..", "..", "..", "emulator", "cli.js");

describe("a state file that cannot be used", () => {
  const scene = setKeptScene();

  async function refusal(): Promise<string> {
    try {
      await scene.restart();
      return "";
    } catch (error) {
      return String(error);
    }
  }

  const damages: readonly (readonly [what: string, damage: (text: string) => string])[] = [
    ["empty", () => ""],
    ["cut off in its first line", (text) => text.slice(0, 20)],
    ["cut off after its first line", (text) => text.slice(0, text.indexOf("\n") + 1)],
    ["cut off in the middle", (text) => text.slice(0, text.length / 2)],
    ["cut off by one character", (text) => text.slice(0, -1)],
    ["changed in one place", (text) => text.replace("TRAINING_COMPLETED", "TRAINING_COMPLETE_")],
    ["something else", () => "{}\n"],
    ["no text", () => "\0\u0001\u0002"],
  ];
  for (const [what, damage] of damages) {
    it(`is left as it is, and said to be damaged: ${what}`, async () => {
      await train(scene);
      await scene.stop();
      const damaged = damage(readFileSync(scene.file, "utf8"));
      writeFileSync(scene.file, damaged);
      expect(await refusal())
        .to.contain(`${scene.file} is damaged`)
        .and.contain("name another file");
      expect(readFileSync(scene.file, "utf8")).to.equal(damaged);
    });
  }

  it("is left as it is, and said to be of another release", async () => {
    await train(scene);
    await scene.stop();
    const later = readFileSync(scene.file, "utf8").replace(
      /"format":1,"version":"[^"]*"/,
      '"format":2,"version":"9.9.9"',
    );
    writeFileSync(scene.file, later);
    expect(await refusal())
      .to.contain("release 9.9.9")
      .and.contain("start that release");
    expect(readFileSync(scene.file, "utf8")).to.equal(later);
  });

  it("is left as it is if what belongs to it is missing", async () => {
    await train(scene);
    await scene.stop();
    const before = readFileSync(scene.file, "utf8");
    const parts = join(`${scene.file}.objects`, "parts");
    for (const name of readdirSync(parts)) rmSync(join(parts, name));
    expect(await refusal()).to.contain(".objects is damaged");
    expect(readFileSync(scene.file, "utf8")).to.equal(before);
  });

  it("is in use", async () => {
    await train(scene);
    const before = readFileSync(scene.file, "utf8");
    const { status, stderr } = spawnSync(process.execPath, [CLI, "--state", scene.file], { encoding: "utf8" });
    expect(status).to.equal(2);
    expect(stderr).to.contain(`is in use by the emulator with process id ${process.pid}: stop that one first`);
    const second = await startEmulator({ state: scene.file }).catch(String);
    expect(second).to.contain("is in use");
    expect(readFileSync(scene.file, "utf8")).to.equal(before);
  });

  it("is given back when the emulator does not start", async () => {
    const port = scene.emulator.port;
    const state = `${scene.file}.other`;
    expect(await startEmulator({ state, port }).catch(String)).to.contain("EADDRINUSE");
    await (await startEmulator({ state })).close();
  });

  it("is taken over from a process that is gone", async () => {
    await train(scene);
    await scene.stop();
    for (const text of ["", "{", '{"pid":999999999,"startedAt":"1"}', `{"pid":${process.pid},"startedAt":"0"}`]) {
      writeFileSync(`${scene.file}.lock`, text);
      await scene.restart();
    }
  });
});
