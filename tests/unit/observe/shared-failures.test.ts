import { expect } from "chai";
import { RekognitionError } from "../../../provider/base/errors.js";
import { Viewer } from "../../../provider/observe/shared-answers.js";
import { failureOf } from "../../provider/harness/failure.js";
import { SharedService } from "./shared-service.js";

describe("shared answers, where a call fails,", () => {
  let service: SharedService;
  beforeEach(() => {
    service = new SharedService();
  });

  it("fail for all who wait, and the next one asks again", async () => {
    service.failure = () => new RekognitionError("Throttled", "slow down");
    const failed = await Promise.all([
      failureOf(service.look(service.viewer(), "a")),
      failureOf(service.look(service.viewer(), "b")),
    ]);
    expect(failed.every((text) => text.includes("[Throttled]"))).to.equal(true);
    service.failure = undefined;
    expect(await service.look(service.viewer(), "a")).to.equal("old");
  });

  it("that fail before their turn do so as well, and the next one asks again", async () => {
    service.withoutTurn = new RekognitionError("ConnectionFailed", "no credentials");
    expect(await failureOf(service.look(service.viewer(), "a"))).to.equal(service.withoutTurn.message);
    service.withoutTurn = undefined;
    expect(await service.look(service.viewer(), "a")).to.equal("old");
  });

  it("spare the others a name that AWS does not take", async () => {
    const [one, other] = [service.viewer(), service.viewer()];
    await Promise.all([service.look(one, "a"), service.look(other, "not one")]);
    service.failure = (names) =>
      names?.includes("not one") === true ? new RekognitionError("InvalidInput", "pattern") : undefined;
    const [found, refused] = await Promise.all([service.look(one, "a"), failureOf(service.look(other, "not one"))]);
    expect(found).to.equal("old");
    expect(refused).to.contain("[InvalidInput]");
    expect(service.asked).to.deep.equal(["all", ["a", "not one"], ["a"], ["not one"]]);
  });

  it("spare them one that somebody rests for, too", async () => {
    const [one, other] = [service.viewer(), service.viewer()];
    await Promise.all([service.look(one, "a"), service.look(other, "not one")]);
    service.failure = (names) =>
      names?.includes("not one") === true ? new RekognitionError("InvalidInput", "pattern") : undefined;
    const rested = other.rest(60_000);
    await one.rest(1_000);
    expect(await service.look(one, "a")).to.equal("old");
    await rested;
  });

  it("that say that there is nothing where that makes no sense are an error", async () => {
    service.failure = () => new RekognitionError("NotFound", "no such thing");
    expect(await failureOf(service.shared.all(service.viewer()))).to.contain("[NotFound]");
  });

  it("that do not come before the end of an operation's time are an error that says why", async () => {
    service.takesMs = 60_000;
    const late = (): Promise<string> => {
      const bounds = { signal: new AbortController().signal, deadline: service.nowMs + 5_000 };
      return failureOf(service.look(new Viewer(service.time.ofProcess(), bounds), "a"));
    };
    expect(await late()).to.match(/^DescribeStreamProcessor: no answer before the timeout.*\[ConnectionFailed\]$/);
    service.lastFailure = new RekognitionError("Throttled", "slow down");
    expect(await late()).to.equal(service.lastFailure.message);
    expect(service.nowMs).to.equal(10_000);
  });

  it("that fail for one who asks alone, or for all, are not asked for again", async () => {
    service.failure = () => new RekognitionError("InvalidInput", "pattern");
    expect(await failureOf(service.look(service.viewer(undefined, "on"), "a"))).to.contain("[InvalidInput]");
    expect(await failureOf(service.shared.all(service.viewer()))).to.contain("[InvalidInput]");
    expect(service.asked).to.deep.equal([["a"], "all"]);
  });

  it("that fail otherwise are not asked for again by name", async () => {
    service.failure = () => new RekognitionError("AccessDenied", "no");
    const [one, other] = [service.viewer(undefined, "on"), service.viewer(undefined, "on")];
    const failed = await Promise.all([failureOf(service.look(one, "a")), failureOf(service.look(other, "b"))]);
    expect(failed.every((text) => text.includes("[AccessDenied]"))).to.equal(true);
    expect(service.asked).to.deep.equal([["a", "b"]]);
  });
});
