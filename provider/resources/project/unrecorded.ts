import type { ProjectStatus } from "@aws-sdk/client-rekognition";
import { projectNameOf } from "../../aws/arns.js";
import { findOrGone } from "../../lifecycle/presence.js";
import { statusTable } from "../../lifecycle/status-table.js";
import type { Activity, Unrecorded } from "../../lifecycle/unrecorded.js";
import { type Removals, emptyProject } from "./contents.js";
import { deleteProject, soughtProject } from "./project.js";

const activity = statusTable<ProjectStatus, Activity>({
  CREATING: "making",
  CREATED: "idle",
  DELETING: "deleting",
});

/** Projects that no record leads to. Their policies go with them. */
export function unrecordedProjects(removals: Removals): Unrecorded {
  return {
    noun: "project",
    order: 3,
    async list({ describe }) {
      const projects = await describe.projects();
      return projects.map(({ ProjectArn = "", Status = "" }) => ({
        arn: ProjectArn,
        name: projectNameOf(ProjectArn),
        status: Status,
        activity: activity.or(Status, "unknown"),
        usdPerHour: 0,
        remark: "",
      }));
    },
    async remove(context, { arn, name }) {
      const project = soughtProject(context, name, arn);
      const found = await findOrGone(context, project);
      if (found === undefined) return;
      project.found.of(found.status, project.subject);
      // What is still in it was not listed, or has been left: not ours to take.
      await deleteProject(context, name, arn, found, (value) => emptyProject(context, value, undefined, removals));
    },
  };
}
