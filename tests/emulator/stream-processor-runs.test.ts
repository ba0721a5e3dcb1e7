import type { StreamProcessorStatus } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { connectedHome, faceSearch } from "./harness/processors.js";
import { refusalName, refusalOf } from "./harness/refusal.js";
import { setScene } from "./harness/scene.js";

const STARTING_MS = 10_000;
const STOPPING_MS = 5_000;
const UPDATING_MS = 5_000;

describe("running stream processors", () => {
  const scene = setScene();
  const Name = "watcher";

  const describeIt = () => scene.client.describeStreamProcessor({ Name });
  const statusOf = async () => (await describeIt()).Status;
  const start = () => scene.client.startStreamProcessor({ Name });
  const startHome = (seconds?: number) =>
    scene.client.startStreamProcessor({
      Name,
      StartSelector: { KVSStreamStartSelector: { ProducerTimestamp: 1_700_000_000_000 } },
      StopSelector: seconds === undefined ? undefined : { MaxDurationInSeconds: seconds },
    });
  const stop = () => scene.client.stopStreamProcessor({ Name });
  const remove = () => scene.client.deleteStreamProcessor({ Name });

  async function createFaceSearch(): Promise<void> {
    await scene.client.createCollection({ CollectionId: "faces" });
    await scene.client.createStreamProcessor(faceSearch(Name));
  }

  async function createHome(): Promise<void> {
    await scene.client.createStreamProcessor(connectedHome(Name));
  }

  it("accepts a role that cannot work: that shows after the start", async () => {
    scene.emulator.setSwitches({ streamProcessorRoleReadyMs: 60_000 });
    await createFaceSearch();
    await start();
    expect(await statusOf()).to.equal("STARTING");
    scene.emulator.advance(STARTING_MS);
    expect(await describeIt()).to.include({ Status: "FAILED", StatusMessage: "Access denied to Role" });
    scene.emulator.advance(60_000);
    await start();
    scene.emulator.advance(STARTING_MS);
    expect(await statusOf()).to.equal("RUNNING");
  });

  it("fails after the start when its collection is gone", async () => {
    await createFaceSearch();
    await scene.client.deleteCollection({ CollectionId: "faces" });
    await start();
    scene.emulator.advance(STARTING_MS);
    expect(await describeIt()).to.include({ Status: "FAILED", StatusMessage: "Collection not found" });
  });

  it("ends a start as scripted", async () => {
    scene.emulator.script({
      streamProcessorStart: [{ status: "FAILED", message: "Access denied to Kinesis Video", seconds: 1 }],
    });
    await createFaceSearch();
    await start();
    scene.emulator.advance(1_000);
    expect(await describeIt()).to.include({ Status: "FAILED", StatusMessage: "Access denied to Kinesis Video" });
  });

  describe("connected home", () => {
    it("works while it is STARTING and stops by itself", async () => {
      await createHome();
      expect((await startHome(120)).SessionId).to.match(/^[0-9a-f-]{36}$/);
      scene.emulator.advance(STARTING_MS + 119_999);
      expect(await statusOf()).to.equal("STARTING");
      scene.emulator.advance(1);
      expect(await statusOf()).to.equal("STOPPED");
    });

    it("works for 10 seconds unless told otherwise", async () => {
      await createHome();
      await startHome();
      scene.emulator.advance(STARTING_MS + 10_000);
      expect(await statusOf()).to.equal("STOPPED");
    });

    it("needs a selector to start, which face search must not have", async () => {
      await createHome();
      expect(await refusalName(start())).to.equal("InvalidParameterException");
      await remove();
      scene.emulator.advance(5_000);
      await createFaceSearch();
      expect(await refusalName(startHome(10))).to.equal("InvalidParameterException");
    });

    it("is updated in place, by way of UPDATING", async () => {
      await createHome();
      await scene.client.updateStreamProcessor({
        Name,
        SettingsForUpdate: { ConnectedHomeForUpdate: { Labels: ["PET", "PACKAGE"], MinConfidence: 70 } },
        RegionsOfInterestForUpdate: [{ BoundingBox: { Left: 0, Top: 0, Width: 0.5, Height: 0.5 } }],
        DataSharingPreferenceForUpdate: { OptIn: true },
      });
      expect(await statusOf()).to.equal("UPDATING");
      scene.emulator.advance(UPDATING_MS);
      const updated = await describeIt();
      expect(updated).to.deep.include({
        Status: "STOPPED",
        Settings: { ConnectedHome: { Labels: ["PET", "PACKAGE"], MinConfidence: 70 } },
        RegionsOfInterest: [{ BoundingBox: { Left: 0, Top: 0, Width: 0.5, Height: 0.5 } }],
        DataSharingPreference: { OptIn: true },
      });
      await scene.client.updateStreamProcessor({
        Name,
        ParametersToDelete: ["ConnectedHomeMinConfidence", "RegionsOfInterest"],
      });
      scene.emulator.advance(UPDATING_MS);
      const reset = await describeIt();
      expect(reset.Settings?.ConnectedHome?.MinConfidence).to.equal(50);
      expect(reset).to.not.have.property("RegionsOfInterest");
    });

    it("cannot be stopped during its session", async () => {
      await createHome();
      await startHome(60);
      expect(await refusalName(stop())).to.equal("AccessDeniedException");
      scene.emulator.setSwitches({ stopConnectedHome: "ResourceInUseException" });
      expect(await refusalName(stop())).to.equal("ResourceInUseException");
    });
  });

  describe("which operation is legal in which state", () => {
    const reach: Record<StreamProcessorStatus, () => Promise<void>> = {
      STOPPED: createFaceSearch,
      STARTING: async () => {
        await createFaceSearch();
        await start();
      },
      RUNNING: async () => {
        await reach.STARTING();
        scene.emulator.advance(STARTING_MS);
      },
      FAILED: async () => {
        scene.emulator.script({ streamProcessorStart: [{ status: "FAILED" }] });
        await reach.RUNNING();
      },
      STOPPING: async () => {
        await reach.RUNNING();
        await stop();
      },
      UPDATING: async () => {
        await createHome();
        await scene.client.updateStreamProcessor({ Name, DataSharingPreferenceForUpdate: { OptIn: true } });
      },
    };
    const operations = [
      { name: "Start", legal: ["STOPPED", "FAILED"], text: "Specified resource is in use." },
      { name: "Stop", legal: ["RUNNING"], text: "Processor not available for stopping stream." },
      { name: "Delete", legal: ["STOPPED", "STARTING", "FAILED"], text: "Cannot delete stream processor." },
    ];
    for (const status of Object.keys(reach) as StreamProcessorStatus[]) {
      for (const { name, legal, text } of operations) {
        const isLegal = legal.includes(status);
        it(`${status}: ${name} ${isLegal ? "is done" : "meets ResourceInUse"}`, async () => {
          await reach[status]();
          expect(await statusOf()).to.equal(status);
          const startAny = status === "UPDATING" ? () => startHome(10) : start;
          const perform = { Start: startAny, Stop: stop, Delete: remove }[name] ?? start;
          if (isLegal) await perform();
          else
            expect(await refusalOf(perform())).to.include({
              name: "ResourceInUseException",
              message: text,
              status: 400,
            });
        });
      }
    }
  });

  it("is STOPPED some seconds after Stop", async () => {
    await createFaceSearch();
    await start();
    scene.emulator.advance(STARTING_MS);
    await stop();
    scene.emulator.advance(STOPPING_MS);
    expect(await statusOf()).to.equal("STOPPED");
  });

  it("stopProcessorWhileStarting: one that is stopped while STARTING never runs, and is never billed", async () => {
    scene.emulator.setSwitches({ stopProcessorWhileStarting: true });
    await createFaceSearch();
    await start();
    await stop();
    scene.emulator.advance(60_000);
    expect(await statusOf()).to.equal("STOPPED");
    expect(scene.emulator.meter().processors).to.deep.equal([]);
  });

  it("deleted while STARTING never comes back to life", async () => {
    await createFaceSearch();
    await start();
    await remove();
    scene.emulator.advance(60_000);
    expect(scene.emulator.state().streamProcessors).to.deep.equal([]);
  });

  it("is refused beyond the number that may work at the same time", async () => {
    scene.emulator.setSwitches({ quotaFaceSearchRunning: 1 });
    await createFaceSearch();
    await start();
    await scene.client.createStreamProcessor(faceSearch("other"));
    expect(await refusalName(scene.client.startStreamProcessor({ Name: "other" }))).to.equal("ResourceInUseException");
  });
});
