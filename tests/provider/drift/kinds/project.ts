import type { DescribeProjectsResponse } from "@aws-sdk/client-rekognition";
import { type KindDrift, SETTLED_MS, tagsOf } from "../drift.js";
import { FOLLOWS_STATUS, NOT_AT_AWS, NO_CALL_CHANGES_IT, PART_OF_THE_ARN, WRITTEN_ONCE } from "../reasons.js";
import { tagDrifts } from "../tag-drifts.js";

const switchedOff = (arn: string) => (answer: DescribeProjectsResponse) => ({
  ...answer,
  ProjectDescriptions: answer.ProjectDescriptions?.map((each) =>
    each.ProjectArn === arn ? { ...each, AutoUpdate: "DISABLED" as const } : each,
  ),
});

export const projectDrift: KindDrift = {
  kind: "project",
  args: () => Promise.resolve({ projectName: "animals", tags: { team: "vision", stage: "test" } }),
  look: async (scene) => {
    const { ProjectDescriptions = [] } = await scene.rig.client.describeProjects({
      ProjectNames: ["animals"],
      Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"],
    });
    const [project] = ProjectDescriptions;
    return [project?.Status, project?.Feature, project?.AutoUpdate, await tagsOf(scene)];
  },
  attributes: {
    projectName: PART_OF_THE_ARN,
    feature: NO_CALL_CHANGES_IT,
    autoUpdate: [
      {
        was: "switched off by AWS",
        args: () => ({ feature: "CONTENT_MODERATION", autoUpdate: "ENABLED" }),
        change: ({ rig, resource }) => {
          rig.rewrite = { DescribeProjects: switchedOff(resource.id) };
          return Promise.resolve();
        },
        repair: "replace",
        isStaged: true,
      },
    ],
    forceDestroy: NOT_AT_AWS,
    region: PART_OF_THE_ARN,
    tags: tagDrifts,
    adopt: NOT_AT_AWS,
    status: `CREATED until it is deleted, which is a case of its own: ${FOLLOWS_STATUS}`,
    creationTimestamp: WRITTEN_ONCE,
    consoleUrl: PART_OF_THE_ARN,
  },
  async remove({ rig, resource }) {
    await rig.client.deleteProject({ ProjectArn: resource.id });
    rig.emulator.advance(SETTLED_MS);
  },
  makeAnother: ({ rig }) => rig.client.createProject({ ProjectName: "animals" }),
};
