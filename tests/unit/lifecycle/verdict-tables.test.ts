import { ProjectStatus, ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import type { VerdictTable } from "../../../provider/lifecycle/wait-for-state.js";
import * as model from "../../../provider/resources/trained-model/model.js";
import * as project from "../../../provider/resources/project/handler.js";

/** What is the same of tables over different statuses. */
interface Shown {
  entries(): [string, string][];
}

describe("the verdicts on a status", () => {
  const enums = [
    {
      kind: "a model",
      statuses: Object.values(ProjectVersionStatus),
      waits: {
        trained: model.trained,
        running: model.running,
        runningAgain: model.runningAgain,
        settled: model.settled,
        stopped: model.stopped,
        gone: model.gone,
      },
      maps: { found: model.found, recordedAs: model.recordedAs },
    },
    {
      kind: "a project",
      statuses: Object.values(ProjectStatus),
      waits: { created: project.projectCreated, gone: project.projectGone },
      maps: { found: project.projectFound },
    },
  ];
  for (const { kind, statuses, waits, maps } of enums) {
    for (const [name, table] of Object.entries(waits) as [string, VerdictTable<string>][]) {
      it(`of ${kind}, ${name}: one for every status of the SDK, and no other`, () => {
        expect(table.statuses.entries().map(([status]) => status)).to.have.members(statuses);
        expect([...table.statuses.entries().map(([, verdict]) => verdict), table.absent]).to.include("target");
      });
    }
    for (const [name, map] of Object.entries<Shown>(maps)) {
      it(`of ${kind}, ${name}: one for every status of the SDK, and no other`, () => {
        expect(map.entries().map(([status]) => status)).to.have.members(statuses);
      });
    }
  }

  const cases: {
    table: "trained" | "running" | "runningAgain" | "settled" | "stopped" | "gone";
    status: ProjectVersionStatus;
    verdict: string;
    reason: string;
  }[] = [
    { table: "trained", status: "RUNNING", verdict: "target", reason: "what runs has been trained" },
    { table: "trained", status: "FAILED", verdict: "target", reason: "only its start failed" },
    { table: "trained", status: "TRAINING_FAILED", verdict: "failed", reason: "there is no second try by itself" },
    { table: "running", status: "STOPPED", verdict: "lagging", reason: "the state before the call" },
    { table: "running", status: "FAILED", verdict: "failed", reason: "AWS's word for a start that failed" },
    { table: "runningAgain", status: "FAILED", verdict: "lagging", reason: "here it is the state before the call" },
    { table: "stopped", status: "RUNNING", verdict: "lagging", reason: "the state before the call" },
    { table: "stopped", status: "FAILED", verdict: "target", reason: "nothing runs" },
    { table: "gone", status: "TRAINING_IN_PROGRESS", verdict: "failed", reason: "somebody made another of that name" },
    { table: "settled", status: "STARTING", verdict: "pending", reason: "AWS takes no stop while a model starts" },
  ];
  for (const { table, status, verdict, reason } of cases) {
    it(`${table} takes ${status} for ${verdict}: ${reason}`, () => {
      expect(model[table].statuses.of(status, "model")).to.equal(verdict);
    });
  }

  it("take absence for the end only where something is to go", () => {
    expect([model.gone.absent, model.stopped.absent, model.settled.absent, project.projectGone.absent]).to.deep.equal([
      "target",
      "target",
      "target",
      "target",
    ]);
    expect([model.trained.absent, model.running.absent, project.projectCreated.absent]).not.to.include("target");
  });

  it("never make again what only has to be waited for, or was paid for", () => {
    const recreated = model.found.entries().filter(([, verdict]) => verdict === "recreate");
    expect(recreated.map(([status]) => status)).to.have.members(["TRAINING_FAILED", "COPYING_FAILED", "EXPIRED"]);
  });
});
