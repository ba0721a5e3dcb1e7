import type { ProjectPolicy } from "@aws-sdk/client-rekognition";
import { projectNameOf } from "../../aws/arns.js";
import { isRekognitionError, RekognitionError } from "../../base/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { assertRecordedAccount, findOrGone, waitToAppear } from "../../lifecycle/presence.js";
import { statusTable } from "../../lifecycle/status-table.js";
import { untilAccepted } from "../../lifecycle/until-taken.js";
import type { Observation, Sought, VerdictTable } from "../../lifecycle/wait-for-state.js";
import type { InputsOf, OutputsOf } from "../../schema/definition.js";
import { asText, namesIdentity, type projectPolicyDefinition, saysTheSame } from "./definition.js";

export type Inputs = InputsOf<typeof projectPolicyDefinition>;
export type Outputs = OutputsOf<typeof projectPolicyDefinition>;

/** A policy has no status: it is there, under the revision that is looked for or under another one. */
type PolicyStatus = "PRESENT" | "OTHER_REVISION";
export type Found = Observation<PolicyStatus, ProjectPolicy>;

/** Which policy an operation is about. */
interface PolicyReference {
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

/** A role that was made just before is known everywhere within about a minute. */
export const IAM_PROPAGATION_MS = 120_000;

/** Puts a document and returns its revision; a principal that is not known yet is waited for. */
export async function putPolicy(work: Work, document: unknown, revision: string | undefined): Promise<string> {
  const { context, reference } = work;
  let isAnswerLost = false;
  let unknownSinceMs: number | undefined;
  const put = async (): Promise<string> => {
    try {
      const answer = await context.aws.call("PutProjectPolicy", {
        ProjectArn: reference.projectArn,
        PolicyName: reference.policyName,
        PolicyDocument: asText(document),
        ...(revision === undefined ? {} : { PolicyRevisionId: revision }),
      });
      return answer.PolicyRevisionId ?? "";
    } catch (error) {
      const wasTaken = isAnswerLost && isRekognitionError(error, "NameTaken", "PolicyChanged");
      if (wasTaken) return ownRevision(work, document, error);
      isAnswerLost ||= isRekognitionError(error) && error.effectUnknown;
      throw error;
    }
  };
  const mayPass = ({ code }: RekognitionError): boolean => {
    // To put the same in place of the same revision once more is safe.
    if (isAnswerLost) return true;
    if (code !== "MalformedPolicy" || !namesIdentity(document)) return false;
    unknownSinceMs ??= context.clock.monotonicMs();
    return context.clock.monotonicMs() - unknownSinceMs < IAM_PROPAGATION_MS;
  };
  const until = "is accepted: a principal may not be known yet";
  return untilAccepted(context, subjectOf(reference), until, put, mayPass);
}

/** The revision that a put of ours made whose answer got lost: a repeated one finds it in its place. */
async function ownRevision(work: Work, document: unknown, refusal: RekognitionError): Promise<string> {
  const found = await waitToAppear(work.context, soughtPolicy(work));
  if (found?.value.PolicyRevisionId === undefined || !saysTheSame(found.value.PolicyDocument, document)) throw refusal;
  return found.value.PolicyRevisionId;
}

/** Puts a new policy; one that stands under its name already is taken over by `take`. */
export async function createPolicy(
  work: Work,
  document: unknown,
  take: (found: Found) => Promise<string>,
): Promise<string> {
  const policy = soughtPolicy(work);
  const found = await policy.look();
  if (found !== undefined) return take(found);
  try {
    return await putPolicy(work, document, undefined);
  } catch (error) {
    if (!isRekognitionError(error, "NameTaken")) throw error;
    const late = await waitToAppear(work.context, policy);
    if (late === undefined) throw error;
    return take(late);
  }
}

/**
 * Puts another document in the place of the recorded one. Where AWS says that the revision is another one by now, a second
 * look tells an answer that got lost from a change by somebody else.
 */
export async function changePolicy(
  work: Work,
  recorded: { readonly document: unknown; readonly revision: string },
  document: unknown,
): Promise<string> {
  try {
    return await putPolicy(work, document, recorded.revision);
  } catch (error) {
    if (!isRekognitionError(error, "PolicyChanged", "NotFound")) throw error;
    const { context, reference } = work;
    const now = await findOrGone(context, soughtPolicy(work));
    if (now === undefined) {
      await assertRecordedAccount(context, reference.projectArn);
      throw new RekognitionError("DeletedOutside", `${subjectOf(reference)} is gone`, { cause: error });
    }
    const { PolicyDocument, PolicyRevisionId = "" } = now.value;
    if (saysTheSame(PolicyDocument, document)) return PolicyRevisionId;
    if (saysTheSame(PolicyDocument, recorded.document)) return putPolicy(work, document, PolicyRevisionId);
    throw changedByOther(reference, now);
  }
}

/** The end of a create that finds a policy of its name. Whose it is, nothing tells: an equal document is no ownership. */
export function inTheWay(reference: PolicyReference, { value }: Found, isSame: boolean): RekognitionError {
  const { CreationTimestamp, PolicyRevisionId = "" } = value;
  const since = CreationTimestamp === undefined ? "" : `, put ${CreationTimestamp.toISOString()}`;
  const says = isSame ? "says the same, which does not tell whose it is" : "says something else";
  return new RekognitionError(
    isSame ? "NameTaken" : "NotAdoptable",
    `${subjectOf(reference)} already exists (revision ${PolicyRevisionId}${since}) and ${says}`,
  );
}

/** The end of an update that would undo somebody else's change. */
function changedByOther(reference: PolicyReference, now: Found): RekognitionError {
  const { PolicyRevisionId = "", LastUpdatedTimestamp } = now.value;
  const when = LastUpdatedTimestamp === undefined ? "" : ` since ${LastUpdatedTimestamp.toISOString()}`;
  return new RekognitionError(
    "PolicyChanged",
    `${subjectOf(reference)} holds another document${when} (revision ${PolicyRevisionId})`,
  );
}
