import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Emulator } from "../../emulator/index.js";
import { type Recording, importable } from "../../tools/recorded-stacks/recording.js";
import { recordings } from "../../tools/recorded-stacks/recordings.js";
import { replay } from "../../tools/recorded-stacks/replay.js";
import { changesIn } from "../e2e/harness/operation.js";
import { providePlugin } from "../e2e/harness/plugin-program.js";
import { Stack } from "../e2e/harness/stack.js";

/** Slow enough that the shortest timeout, of ten minutes, is three seconds for a busy machine. */
const TIME_SCALE = 200;

/** A recorded stack, brought back with `pulumi stack import`, and the service it is of. */
class Revived {
  private constructor(
    readonly stack: Stack,
    readonly emulator: Emulator,
  ) {}

  static async create(recording: Recording): Promise<Revived> {
    const emulator = await replay(recording);
    emulator.setTimeScale(TIME_SCALE);
    const { program } = recording;
    const config = { "rekognition:s3Endpoint": emulator.url };
    const stack = await Stack.create({ program, endpoint: emulator.url, config, clockScale: TIME_SCALE });
    providePlugin(stack);
    const revived = new Revived(stack, emulator);
    await revived.import(importable(recording, emulator.url));
    return revived;
  }

  async import(text: string): Promise<void> {
    const file = join(this.stack.folder, "deployment.json");
    writeFileSync(file, text);
    await this.stack.cli(["stack", "import", "--stack", this.stack.name, "--file", file]);
  }

  async dispose(): Promise<void> {
    this.stack.dispose();
    await this.emulator.close();
  }
}

/** What each recording asks for, without any change of its program. */
const OUTSTANDING: Readonly<Record<string, readonly string[]>> = {
  settled: [],
  "over-plugin": [],
  images: [],
  unfinished: [
    "create-replacement door",
    "create-replacement failed",
    "delete-replaced failed",
    "delete-replaced serving",
    "replace door",
    "replace failed",
    "update faces",
    "update train",
    "update unstarted",
  ],
};

describe("stacks that earlier releases deployed", () => {
  for (const recording of recordings()) {
    describe(`${recording.version}, ${recording.name}`, () => {
      let revived: Revived;
      before(async () => {
        revived = await Revived.create(recording);
      });
      after(() => revived.dispose());

      it("previews what is outstanding, and nothing else", async () => {
        const preview = await revived.stack.preview();
        expect(changesIn(preview).sort()).to.deep.equal(OUTSTANDING[recording.name]);
      });

      it("refreshes, updates and destroys with this release", async () => {
        const { stack, emulator } = revived;
        const args = OUTSTANDING[recording.name]?.length === 0 ? ["--expect-no-changes"] : [];
        await stack.refresh({ args });
        stack.setProgram(recording.changed);
        expect(changesIn(await stack.up())).not.to.deep.equal([]);
        expect(changesIn(await stack.preview())).to.deep.equal([]);
        await stack.destroy();
        const { projects, collections, streamProcessors } = emulator.state();
        expect([projects, collections, streamProcessors]).to.deep.equal([[], [], []]);
      });
    });
  }

  it("are refused by code that is older than their state, which stays as it is", async () => {
    const [recording] = recordings();
    if (recording === undefined) throw new Error("nothing is recorded");
    const revived = await Revived.create(recording);
    try {
      const newer = importable(recording, revived.emulator.url).replace(/"v":\d+/g, '"v":99');
      await revived.import(newer);
      const before = await revived.stack.state();
      const refused = await revived.stack.destroy({ fails: true });
      expect(refused.text).to.contain("[NewerState]").and.to.contain("Install that version or a newer one.");
      expect((await revived.stack.state()).custom).to.deep.equal(before.custom);
      expect(revived.emulator.calls().filter(({ effect }) => effect)).to.deep.equal([]);
    } finally {
      await revived.dispose();
    }
  });
});
