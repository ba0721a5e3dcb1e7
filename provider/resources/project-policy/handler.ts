import { replacingInputs } from "../../schema/diff-inputs.js";
import { awsCased } from "../../aws/camel-case.js";
import { RekognitionError, isRekognitionError } from "../../base/errors.js";
import type { Kept, OperationContext, ResourceHandler } from "../../lifecycle/handler.js";
import { derivedName } from "../../lifecycle/identity.js";
import { metaOf } from "../../lifecycle/ownership.js";
import { afterDeletion, assertRecordedAccount, findOrGone, findRecorded } from "../../lifecycle/presence.js";
import { metaAsFound } from "../../lifecycle/recorded.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { projectPolicyDefinition, saysTheSame } from "./definition.js";
import {
  changePolicy,
  createPolicy,
  type Found,
  idOf,
  type Inputs,
  inTheWay,
  type Outputs,
  outputsOf,
  policyGone,
  policyIn,
  policyVisible,
  putPolicy,
  soughtPolicy,
  subjectOf,
  type Work,
} from "./policy.js";

const TEN_MINUTES_MS = 10 * 60_000;
/** So often AWS may say of a policy that it lists that it is not there. */
const MAX_ROUNDS = 3;

/** The handler of project policies. */
export const projectPolicyHandler: ResourceHandler<Inputs, Outputs> = {
  definition: projectPolicyDefinition,
  timeouts: { createMs: TEN_MINUTES_MS, updateMs: TEN_MINUTES_MS, deleteMs: TEN_MINUTES_MS },

  async create(context, inputs) {
    const { projectArn, policyName = "", policyDocument: document } = inputs;
    const reference = { projectArn, policyName };
    const work = { context, reference };
    const take = (found: Found): Promise<string> => {
      const isSame = saysTheSame(found.value.PolicyDocument, document);
      if (!isDerived(context, inputs) && !(isSame && inputs.adopt === true)) throw inTheWay(reference, found, isSame);
      context.warn(`${subjectOf(reference)} was found and taken up again.`);
      // A put makes a new revision: a holder of the one before cannot change or delete it any more.
      return putPolicy(work, document, found.value.PolicyRevisionId);
    };
    return whenVisible(work, await createPolicy(work, document, take));
  },

  async read(context, id, recorded) {
    const reference = policyIn(id);
    if (reference === undefined) return undefined;
    const observed = await findRecorded(context, soughtPolicy({ context, reference }), id, recorded?.meta);
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
    const meta = recorded?.meta ?? metaAsFound(value.CreationTimestamp?.getTime() ?? 0);
    return { inputs, outputs: outputsOf(value), meta: { ...meta, claim: value.PolicyRevisionId ?? "" } };
  },

  async update(context, id, recorded, inputs) {
    const reference = policyIn(id) ?? { projectArn: inputs.projectArn, policyName: inputs.policyName ?? "" };
    const before = { document: recorded.inputs.policyDocument, revision: recorded.meta.claim };
    if (recorded.meta.unfinished !== true && saysTheSame(before.document, inputs.policyDocument)) {
      return { id, outputs: recorded.outputs, meta: recorded.meta };
    }
    const work = { context, reference };
    return whenVisible(work, await changePolicy(work, before, inputs.policyDocument));
  },

  async delete(context, id, recorded) {
    const reference = policyIn(id) ?? { projectArn: recorded.inputs.projectArn, policyName: "" };
    const revision = recorded.meta.claim;
    const work = { context, reference };
    const thing = soughtPolicy(work, revision);
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const answer = await deletion(work, revision);
      if (answer === "taken") {
        await waitForState(context, afterDeletion(thing), policyGone);
        return;
      }
      // To another account's credentials it seems to be missing, too.
      if (answer === "missing") await assertRecordedAccount(context, id);
      const found = await findOrGone(context, thing);
      if (found === undefined) return;
      if (found.status === "PRESENT") continue;
      context.warn(`${subjectOf(reference)} was left alone: somebody else has put another revision since.`);
      return;
    }
    const what = `${subjectOf(reference)} is listed, but AWS says ${String(MAX_ROUNDS)} times that it is not there`;
    throw new RekognitionError("StateDidNotChange", what);
  },
};

/** Asks for the deletion of a revision; what AWS says to it. */
async function deletion(
  { context, reference }: Work,
  policyRevisionId: string,
): Promise<"taken" | "missing" | "another revision"> {
  try {
    await context.aws.call("DeleteProjectPolicy", awsCased({ ...reference, policyRevisionId }));
    return "taken";
  } catch (error) {
    if (!isRekognitionError(error, "NotFound", "PolicyChanged")) throw error;
    return error.code === "NotFound" ? "missing" : "another revision";
  }
}

/** Records the revision at once, then what AWS shows of it. */
async function whenVisible(work: Work, revision: string): Promise<Kept<Inputs, Outputs>> {
  const { context } = work;
  const id = idOf(work.reference);
  // The revision is what it is held by, and AWS itself the fence.
  const held = { revision };
  context.keep({ id, outputs: { policyRevisionId: revision }, meta: metaOf(context, held) });
  const { observed } = await waitForState(context, soughtPolicy(work, revision), policyVisible);
  const value = observed?.value ?? {};
  return { id, outputs: outputsOf(value), meta: metaOf(context, held, value.CreationTimestamp?.getTime() ?? 0) };
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
