import { allow } from "../../project-policy/policies.js";
import { type ResourceScenario, callsOf } from "../scenario.js";

export const projectPolicyScenario: ResourceScenario = async (rig) => {
  const projectArn = await rig.makeProject();
  const policy = rig.resource("projectPolicy", "copies");
  const made = await policy.up({ projectArn, policyDocument: allow(projectArn) });
  const changed = await policy.up({ projectArn, policyDocument: { ...allow(projectArn), Version: "2008-10-17" } });
  const removed = await policy.destroy();
  await policy.up({ projectArn, policyDocument: allow(projectArn) });
  rig.emulator.advance(300_000);
  await rig.client.deleteProject({ ProjectArn: projectArn });
  rig.emulator.advance(300_000);
  return callsOf(made, changed, removed, await policy.refresh());
};
