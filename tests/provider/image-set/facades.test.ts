import { expect } from "chai";
import { openDynamic } from "../facades/dynamic.js";
import type { Facade, Held, OpenFacade } from "../facades/facade.js";
import { openPlugin } from "../facades/plugin.js";
import { openSession } from "../facades/session.js";
import { BUCKET } from "../harness/rig.js";
import type { PluginProcess } from "../harness/plugin-process.js";
import { manifestOf, S3Scene } from "./scene.js";
import { ImageFolder } from "./sets.js";

const DECLARED = { kind: "imageSet", name: "shapes" } as const;

/** The plugin reads the folder itself; for the others a class in the program has read it. */
const FACADES: Readonly<Record<string, { readonly open: OpenFacade; readonly reads: boolean }>> = {
  "a session": { open: openSession, reads: false },
  "the dynamic façade": { open: openDynamic, reads: false },
  "the plugin": { open: openPlugin, reads: true },
};

for (const [name, { open, reads }] of Object.entries(FACADES)) {
  describe(`an image set, over ${name},`, () => {
    let scene: S3Scene;
    let folder: ImageFolder;
    let processes: PluginProcess[];
    beforeEach(async () => {
      scene = await S3Scene.open();
      folder = new ImageFolder();
      processes = [];
    });
    afterEach(async () => {
      for (const process of processes) process.close();
      await scene.close();
    });

    const opened = (): Facade => {
      const process = scene.rig.startProcess();
      processes.push(process);
      return open(scene.rig, process, DECLARED);
    };
    /** What reaches the façade of a program. */
    const args = async (more: object = {}): Promise<Record<string, unknown>> =>
      reads ? { bucket: BUCKET, folder: folder.path, ...more } : folder.args({ ...more });
    const made = async (): Promise<Held> => {
      const facade = opened();
      const { inputs, failures } = await facade.check(await args());
      expect(failures).to.deep.equal([]);
      const { held, error } = await facade.create(inputs);
      expect(error).to.equal("");
      if (held === undefined) throw new Error("nothing is recorded");
      return held;
    };

    it("is planned with its manifest, made, read as it was recorded, and compared without a change", async () => {
      const { inputs } = await opened().check(await args());
      const held = await made();
      expect(held.properties).to.deep.include({
        manifest: inputs.manifest,
        images: 3,
        labels: { circle: 2, square: 1 },
      });
      expect(await scene.imagesIn(manifestOf(held.properties))).to.have.length(3);
      const next = opened();
      expect(await next.read(held.id, held)).to.deep.equal(held);
      const again = await next.check(await args(), held);
      expect((await next.diff(held, again.inputs)).changes).to.equal(false);
    });

    it("is replaced for other contents, under the same name, and its objects are deleted with the old one", async () => {
      const held = await made();
      folder.put("circle/9.png", 90);
      const facade = opened();
      const checked = await facade.check(await args(), held);
      expect(await facade.diff(held, checked.inputs)).to.deep.equal({
        changes: true,
        replaces: ["contentHash"],
        deleteFirst: false,
      });
      const { inputs } = await facade.check(await args());
      expect(manifestOf(inputs)).to.equal(manifestOf(checked.inputs));
      const { held: after } = await facade.create(inputs);
      await facade.delete(held);
      const { setName } = held.properties;
      expect(await scene.keys(`${String(setName)}/`)).to.have.length(5);
      if (after !== undefined) await opened().delete(after);
      expect(await scene.keys(`${String(setName)}/`)).to.deep.equal([]);
      expect(await opened().read(held.id, held)).to.equal(undefined);
    });

    it("is got by its id alone", async () => {
      const { id, properties } = await made();
      const got = await opened().read(id);
      expect(got?.properties).to.deep.include({
        bucket: BUCKET,
        setName: properties.setName,
        contentHash: properties.contentHash,
        manifest: properties.manifest,
        images: 3,
      });
    });

    it("goes on after a failure with what is missing", async () => {
      scene.rig.emulator.addFault({ operation: "PutObject", kind: "deny", skip: 1 });
      const facade = opened();
      const { inputs } = await facade.check(await args());
      const { held, error } = await facade.create(inputs);
      expect(error).to.contain("s3:PutObject").and.to.contain("[AccessDenied]");
      if (held === undefined) throw new Error("nothing is recorded");
      scene.rig.emulator.clearFaults();
      const next = opened();
      const again = await next.check(await args(), held);
      expect((await next.diff(held, again.inputs)).changes).to.equal(true);
      expect((await next.update(held, again.inputs)).error).to.equal("");
      expect(await scene.keys(`${String(held.properties.setName)}/`)).to.have.length(4);
    });

    if (!reads) return;
    it("is refused where there is no such folder, once", async () => {
      const { failures } = await opened().check({ bucket: BUCKET, folder: "no-such-folder" });
      expect(failures).to.have.length(1);
      expect(failures[0]?.reason).to.contain("no-such-folder");
    });
  });
}
