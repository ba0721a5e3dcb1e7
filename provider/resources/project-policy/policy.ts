import type { ProjectPolicy } from "@aws-sdk/client-rekognition";
import { projectNameOf } from "../../aws/arns.js";
import type { InputsOf, OutputsOf } from "../../schema/definition.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import type { Observation, Sought, VerdictTable } from "../../lifecycle/wait-for-state.js";
import type { projectPolicyDefinition } from "./definition.js";
import { statusTable } from "../../lifecycle/status-table.js";

export type Inputs = InputsOf<typeof projectPolicyDefinition>;
export type Outputs = OutputsOf<typeof projectPolicyDefinition>;

/** A policy has no status: it is there, under the revision that is looked for or under another one. */
export type PolicyStatus = "PRESENT" | "OTHER_REVISION";
export type Found = Observation<PolicyStatus, ProjectPolicy>;

/** Which policy an operation is about. */
export interface PolicyReference {
  readonly projectArn: string;
  readonly policyName: string;
}

/** The making or changing of one policy. */
export interface Work {
  readonly context: OperationContext;
  readonly reference: PolicyReference;
}

export const policyVisible: VerdictTable<PolicyStatus> = {
  until: "is visible",
  statuses: statusTable({ PRESENT: "target", OTHER_REVISION: "lagging" }),
  absent: "lagging",
};

export const policyGone: VerdictTable<PolicyStatus> = {
  until: "is deleted",
  statuses: statusTable({ PRESENT: "lagging", OTHER_REVISION: "target" }),
  absent: "target",
};

/** The Pulumi id of a policy, which has no ARN of its own. */
export function idOf({ projectArn, policyName }: PolicyReference): string {
  return `${projectArn}/policy/${policyName}`;
}

/** The policy that a Pulumi id is about. */
export function policyIn(id: string): PolicyReference | undefined {
  const [, projectArn, policyName] = /^(.+)\/policy\/([^/]+)$/.exec(id) ?? [];
  return projectArn === undefined || policyName === undefined ? undefined : { projectArn, policyName };
}

/** How messages name it. */
export function subjectOf({ projectArn, policyName }: PolicyReference): string {
  return `policy "${policyName}" of project "${projectNameOf(projectArn)}"`;
}

/** A policy as it is looked for; `revision` is the one that counts as present. */
export function soughtPolicy({ context, reference }: Work, revision?: string): Sought<PolicyStatus, ProjectPolicy> {
  return {
    subject: subjectOf(reference),
    async look() {
      const value = await context.describe.projectPolicy(reference.projectArn, reference.policyName);
      if (value === undefined) return undefined;
      const isPresent = revision === undefined || value.PolicyRevisionId === revision;
      return { status: isPresent ? "PRESENT" : "OTHER_REVISION", value };
    },
    isGone: () => context.describe.isProjectPolicyGone(reference.projectArn, reference.policyName),
  };
}

export function outputsOf(value: ProjectPolicy): Outputs {
  return {
    policyRevisionId: value.PolicyRevisionId,
    creationTimestamp: value.CreationTimestamp?.toISOString(),
    lastUpdatedTimestamp: value.LastUpdatedTimestamp?.toISOString(),
  };
}
