import { expect } from "chai";
import { RekognitionError } from "../../../provider/base/errors.js";
import { absentIfNotFound, ifAllowed } from "../../../provider/observe/asking.js";
import { failureOf } from "../../provider/harness/failure.js";
import { denied, notFound } from "./fake-service.js";

const throttled = new RekognitionError("Throttled", "slow down");

describe("an answer", () => {
  it("of no such thing is an absence; any other failure is one", async () => {
    expect(await absentIfNotFound(Promise.resolve(7))).to.equal(7);
    expect(await absentIfNotFound<number>(Promise.reject(notFound))).to.equal(undefined);
    expect(await failureOf(absentIfNotFound(Promise.reject(throttled)))).to.equal(throttled.message);
  });

  it("that only saves calls is done without where it is denied", async () => {
    const streams = new RekognitionError("StreamProcessorAccessDenied", "no");
    expect(await ifAllowed(Promise.resolve(undefined))).to.deep.equal({ seen: undefined });
    expect(await ifAllowed(Promise.reject(denied))).to.equal(undefined);
    expect(await ifAllowed(Promise.reject(streams))).to.equal(undefined);
    expect(await failureOf(ifAllowed(Promise.reject(throttled)))).to.equal(throttled.message);
  });
});
