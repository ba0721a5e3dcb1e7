import { replacingInputs } from "../../definition/diff-inputs.js";
import { isRekognitionError } from "../../lifecycle/errors.js";
import type { Kept, OperationContext, ResourceHandler } from "../../lifecycle/handler.js";
import { derivedName } from "../../lifecycle/identity.js";
import { assertRecordedAccount, findRecorded } from "../../lifecycle/presence.js";
import { FOREIGN_META } from "../../lifecycle/recorded.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { projectPolicyDefinition } from "./definition.js";
import { saysTheSame } from "./document.js";
import {
  type Found,
  type Inputs,
  type Outputs,
  type PolicyReference,
  findPolicy,
  idOf,
  metaOf,
  outputsOf,
  policyGone,
  policyIn,
  policyVisible,
  subjectOf,
} from "./policy.js";
import { changePolicy, createPolicy, inTheWay, putPolicy } from "./put.js";

const TEN_MINUTES_MS = 10 * 60_000;

/** The handler of project policies. */
export const projectPolicyHandler: ResourceHandler<Inputs, Outputs> = {
  definition: projectPolicyDefinition,
  timeouts: { createMs: TEN_MINUTES_MS, updateMs: TEN_MINUTES_MS, deleteMs: TEN_MINUTES_MS },

  async create(context, inputs) {
    const reference = { projectArn: inputs.projectArn, policyName: inputs.policyName ?? "" };
    const { policyDocument: document } = inputs;
    const take = (found: Found): Promise<string> => {
      const isSame = saysTheSame(found.value.PolicyDocument, document);
      if (!isDerived(context, inputs) && !(isSame && inputs.adopt === true)) throw inTheWay(reference, found, isSame);
      context.warn(`${subjectOf(reference)} was found and taken up again.`);
      // A put makes a new revision: whoever holds the one before cannot change or delete it any more.
      return putPolicy(context, reference, document, found.value.PolicyRevisionId);
    };
    return whenVisible(context, reference, await createPolicy(context, reference, document, take));
  },

  async read(context, id, recorded) {
    const reference = policyIn(id);
    if (reference === undefined) return undefined;
    const observed = await findRecorded(context, subjectOf(reference), id, recorded?.meta, () =>
      findPolicy(context, reference),
    );
    if (observed === undefined) return undefined;
    const { value } = observed;
    const before = recorded?.inputs.policyDocument;
    const inputs: Inputs = {
      ...recorded?.inputs,
      ...reference,
      region: context.region,
      policyDocument:
        before !== undefined && saysTheSame(before, value.PolicyDocument) ? before : documentOf(value.PolicyDocument),
    };
    const meta = recorded?.meta ?? FOREIGN_META;
    return { inputs, outputs: outputsOf(value), meta: { ...meta, claim: value.PolicyRevisionId ?? "" } };
  },

  async update(context, id, recorded, inputs) {
    const reference = policyIn(id) ?? { projectArn: inputs.projectArn, policyName: inputs.policyName ?? "" };
    const before = { document: recorded.inputs.policyDocument, revision: recorded.meta.claim };
    if (recorded.meta.unfinished !== true && saysTheSame(before.document, inputs.policyDocument)) {
      return { id, outputs: recorded.outputs, meta: recorded.meta };
    }
    return whenVisible(context, reference, await changePolicy(context, reference, before, inputs.policyDocument));
  },

  async delete(context, id, recorded) {
    const reference = policyIn(id) ?? { projectArn: recorded.inputs.projectArn, policyName: "" };
    const revision = recorded.meta.claim;
    try {
      await context.aws.call("DeleteProjectPolicy", {
        ProjectArn: reference.projectArn,
        PolicyName: reference.policyName,
        PolicyRevisionId: revision,
      });
    } catch (error) {
      if (!isRekognitionError(error, "NotFound", "PolicyChanged")) throw error;
      // With its project, a policy is gone as well; to another account's credentials both seem to be.
      if (isRekognitionError(error, "NotFound")) return assertRecordedAccount(context, id);
      if ((await findPolicy(context, reference)) === undefined) return;
      context.warn(`${subjectOf(reference)} was left alone: somebody else has put another revision since.`);
      return;
    }
    await waitForState(context, subjectOf(reference), policyGone, () => findPolicy(context, reference, revision));
  },
};

/** Records the revision at once, then what AWS shows of it. */
async function whenVisible(
  context: OperationContext,
  reference: PolicyReference,
  revision: string,
): Promise<Kept<Inputs, Outputs>> {
  const id = idOf(reference);
  context.keep({ id, outputs: { policyRevisionId: revision }, meta: metaOf(context, revision, context.clock.now()) });
  const { observed } = await waitForState(context, subjectOf(reference), policyVisible, () =>
    findPolicy(context, reference, revision),
  );
  const value = observed?.value ?? {};
  return { id, outputs: outputsOf(value), meta: metaOf(context, revision, value.CreationTimestamp?.getTime() ?? 0) };
}

/** A name that hangs on owner and resource can only be that of an earlier create of this very policy. */
function isDerived(context: OperationContext, inputs: Inputs): boolean {
  const { policyName, ...others } = inputs;
  const replacing = replacingInputs(projectPolicyDefinition, others);
  const maxLength = projectPolicyDefinition.name?.maxLength ?? 0;
  return policyName === derivedName(context.identity, replacing, maxLength);
}

function documentOf(text: string | undefined): Inputs["policyDocument"] {
  try {
    return JSON.parse(text ?? "") as Record<string, unknown>;
  } catch {
    return text ?? "";
  }
}
