import { allow } from "../../project-policy/policies.js";
import { type KindDrift, SETTLED_MS, type Scene } from "../drift.js";
import { NOT_AT_AWS, PART_OF_THE_ARN, WRITTEN_ONCE } from "../reasons.js";

const projectOf = ({ resource }: Scene): string => String(resource.outputs.projectArn);

async function put(scene: Scene, document: string): Promise<void> {
  const { rig } = scene;
  const ProjectArn = projectOf(scene);
  const { ProjectPolicies = [] } = await rig.client.listProjectPolicies({ ProjectArn });
  const { PolicyName, PolicyRevisionId } = ProjectPolicies[0] ?? {};
  await rig.client.putProjectPolicy({ ProjectArn, PolicyName, PolicyRevisionId, PolicyDocument: document });
  rig.emulator.advance(SETTLED_MS);
}

async function remove(scene: Scene): Promise<void> {
  const PolicyName = String(scene.resource.outputs.policyName);
  await scene.rig.client.deleteProjectPolicy({ ProjectArn: projectOf(scene), PolicyName });
  scene.rig.emulator.advance(SETTLED_MS);
}

const OTHER_PRINCIPAL = "arn:aws:iam::555566667777:root";
const REPUT = "a put of the same document makes another revision, which is no difference to anybody";

export const projectPolicyDrift: KindDrift = {
  kind: "projectPolicy",
  args: async (rig) => {
    const projectArn = await rig.makeProject();
    return { projectArn, policyDocument: allow(projectArn) };
  },
  look: async (scene) => {
    const { ProjectPolicies = [] } = await scene.rig.client.listProjectPolicies({ ProjectArn: projectOf(scene) });
    return ProjectPolicies.map(({ PolicyDocument = "" }) => JSON.parse(PolicyDocument) as unknown);
  },
  attributes: {
    projectArn: PART_OF_THE_ARN,
    policyName: "its place: another name is another policy",
    policyDocument: [
      {
        was: "replaced by another",
        change: (scene) => put(scene, JSON.stringify(allow(projectOf(scene), OTHER_PRINCIPAL))),
      },
      {
        was: "deleted and put again with other words",
        change: async (scene) => {
          await remove(scene);
          const PolicyDocument = JSON.stringify(allow(projectOf(scene), OTHER_PRINCIPAL));
          const PolicyName = String(scene.resource.outputs.policyName);
          await scene.rig.client.putProjectPolicy({ ProjectArn: projectOf(scene), PolicyName, PolicyDocument });
        },
      },
    ],
    region: PART_OF_THE_ARN,
    adopt: NOT_AT_AWS,
    policyRevisionId: [
      {
        was: `made again (${REPUT})`,
        change: (scene) => put(scene, JSON.stringify(allow(projectOf(scene)), undefined, 2)),
        shows: [],
        isStaged: true,
      },
    ],
    creationTimestamp: WRITTEN_ONCE,
    lastUpdatedTimestamp: "comes with the revision, which has its own case",
  },
  remove,
};
