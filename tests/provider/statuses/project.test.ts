import { ProjectStatus } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";

/** How a command ends that meets a project in a status; `done`, or the code of the error. */
const ENDS: Readonly<Record<ProjectStatus, { readonly update: string; readonly delete: string }>> = {
  CREATING: { update: "done", delete: "done" },
  CREATED: { update: "done", delete: "done" },
  DELETING: { update: "DeletedOutside", delete: "done" },
};

describe("a project in any status", () => {
  let rig: Rig;
  let project: StackResource;
  beforeEach(async () => {
    rig = await Rig.start();
    project = rig.resource("project", "shapes");
  });
  afterEach(() => rig.close());

  /** Nothing forces a project into a status, so the describes say it, until the next change. */
  async function inStatus(status: ProjectStatus): Promise<void> {
    await project.up({});
    rig.emulator.advance(300_000);
    if (status === "DELETING") await rig.client.deleteProject({ ProjectArn: project.id });
    if (status !== "CREATING") return;
    const untilMs = rig.emulator.nowMs() + 20_000;
    rig.rewrite = {
      DescribeProjects: (answer) => ({
        ProjectDescriptions: answer.ProjectDescriptions?.map((each) =>
          rig.emulator.nowMs() < untilMs ? { ...each, Status: status } : each,
        ),
      }),
    };
  }

  it("has an end for every status of the SDK", () => {
    expect(Object.keys(ENDS)).to.have.members(Object.values(ProjectStatus));
  });

  for (const [status, ends] of Object.entries(ENDS) as [ProjectStatus, (typeof ENDS)[ProjectStatus]][]) {
    it(`${status}: update ends with ${ends.update}`, async () => {
      await inStatus(status);
      const { error } = await project.up({ tags: { stage: "test" } }, { fails: "either" });
      if (ends.update === "done") expect(error).to.equal("");
      else expect(error).to.contain(`[${ends.update}]`);
      expect(project.id).not.to.equal("");
    });

    it(`${status}: delete ends with ${ends.delete}`, async () => {
      await inStatus(status);
      await project.destroy();
      expect(rig.emulator.state().projects).to.deep.equal([]);
    });
  }
});
