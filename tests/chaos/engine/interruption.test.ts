import { expect } from "chai";
import { changesIn } from "../../e2e/harness/operation.js";
import type { Operation } from "../../e2e/harness/operation.js";
import { interrupt } from "./interruption.js";
import type { Aftermath, Interruption } from "./interruption.js";

const SIGNALS = { SIGINT: "^C", SIGTERM: "SIGTERM" } as const;
const PLACES = { TRAINING_IN_PROGRESS: "training", STARTING: "starting" } as const;

const warningsOf = ({ diagnostics }: Operation): string =>
  diagnostics.flatMap(({ severity, message }) => (severity === "warning" ? [message] : [])).join("\n");

const cases: Interruption[] = (["TRAINING_IN_PROGRESS", "STARTING"] as const).flatMap((status) => [
  { signal: "SIGINT", times: 1, status } as const,
  { signal: "SIGINT", times: 2, status } as const,
  { signal: "SIGTERM", times: status === "STARTING" ? 1 : 2, status } as const,
]);

for (const { signal, times, status } of cases) {
  const what = `${SIGNALS[signal]}${times === 2 ? ", twice," : ""} in the middle of ${PLACES[status]}`;

  describe(what, () => {
    let seen: Aftermath;
    before(async () => {
      seen = await interrupt({ signal, times, status });
    });

    if (times === 1) {
      it("lets the model get to where it was going, then ends the run as cancelled", () => {
        expect(seen.interrupted.exitCode).to.equal(1);
        expect(seen.interrupted.text).to.contain("update canceled");
        expect(seen.state.resource("model").outputs).to.include({ status: "RUNNING" });
        expect(seen.state.pendingOperations).to.deep.equal([]);
      });

      it("leaves the next up nothing to do", () => {
        expect(changesIn(seen.next)).to.deep.equal([]);
        expect(warningsOf(seen.next)).to.equal("");
        expect(seen.nextEffects).to.deep.equal([]);
      });
    } else {
      it("ends the run at once, plugin included, with a pending operation for what goes on in AWS", () => {
        expect(seen.interrupted.exitCode).not.to.equal(0);
        expect(seen.interrupted.text).to.contain("received; terminating");
        expect(seen.survivors).to.equal(0);
        expect(seen.state.find("model")).to.equal(undefined);
        expect(seen.state.pendingOperations.map(({ type }) => type)).to.deep.equal(["creating"]);
      });

      it("lets the next up say what it found, and go on with it", () => {
        expect(warningsOf(seen.next)).to.match(
          new RegExp(`was found ${status}\\b.* taken up again.*nothing is trained`),
        );
        expect(changesIn(seen.next)).to.deep.equal(["create model"]);
        const going = status === "STARTING" ? [] : ["StartProjectVersion"];
        expect(seen.nextEffects).to.deep.equal(["TagResource", ...going, "TagResource"]);
      });

      it("is warned about until the pending operation is cleared", () => {
        expect(warningsOf(seen.next)).to.contain("1 pending operations").and.to.contain("interrupted while creating");
        expect(seen.after.pendingOperations).to.have.length(1);
        expect(warningsOf(seen.cleared)).to.equal("");
      });
    }

    it("has trained once, and runs what it trained", () => {
      expect(seen.trainings).to.equal(1);
      expect(seen.models).to.deep.equal([{ arn: seen.arn, status: "RUNNING" }]);
      expect(seen.after.id("model")).to.equal(seen.arn);
    });
  });
}
