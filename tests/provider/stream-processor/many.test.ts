import { expect } from "chai";
import { Rig } from "../harness/rig.js";
import { faceSearch } from "./args.js";

const COUNT = 10;

describe("many stream processors at once", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
    await rig.client.createCollection({ CollectionId: "visitors" });
  });
  afterEach(() => rig.close());

  it("are waited for by one list of all, and not by a call for each", async () => {
    rig.emulator.setSwitches({ streamProcessorStartingMs: 60_000 });
    const process = rig.startProcess();
    const doors = Array.from({ length: COUNT }, (_, index) => rig.resource("streamProcessor", `door${String(index)}`));
    const { calls } = await rig.record(() =>
      Promise.all(
        doors.map((door, index) =>
          door.up(
            {
              ...faceSearch({ running: true }),
              input: {
                kinesisVideoStream: { arn: `arn:aws:kinesisvideo:us-east-1:111122223333:stream/s${String(index)}/1` },
              },
              output: { kinesisDataStream: { arn: `arn:aws:kinesis:us-east-1:111122223333:stream/d${String(index)}` } },
            },
            { process },
          ),
        ),
      ),
    );
    process.close();
    const count = (name: string): number => calls.filter(({ operation }) => operation === name).length;
    expect(rig.emulator.state().streamProcessors.map(({ status }) => status)).to.deep.equal(doors.map(() => "RUNNING"));
    expect(count("ListStreamProcessors")).to.be.greaterThan(0);
    expect(count("DescribeStreamProcessor")).to.be.at.most(10 * COUNT);
  });
});
