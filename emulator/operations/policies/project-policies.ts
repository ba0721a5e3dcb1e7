import { createHash } from "node:crypto";
import type {
  DeleteProjectPolicyRequest,
  DeleteProjectPolicyResponse,
  ListProjectPoliciesRequest,
  ListProjectPoliciesResponse,
  PutProjectPolicyRequest,
  PutProjectPolicyResponse,
} from "@aws-sdk/client-rekognition";
import { invalidParameter, resourceNotFound, serviceError } from "../../protocol/errors.js";
import { epochSeconds } from "../../protocol/wire.js";
import { requireProject } from "../../store/lookup.js";
import type { Project } from "../../store/things.js";
import type { Call } from "../../world.js";
import type { Handler } from "../handler.js";
import { paginate } from "../paging.js";
import { readPolicyDocument } from "./policy-document.js";

const LIST_PAGE = 5;

/** @param given the revision the caller knows */
function checkRevision(project: Project, name: string, given: string | undefined): void {
  if (given === undefined || given.toLowerCase() === project.policies.get(name)?.revisionId) return;
  const text = `The policy revision ${given} is not the latest of policy ${name}.`;
  throw serviceError("InvalidPolicyRevisionIdException", text);
}

function checkRoom(call: Call, project: Project): void {
  const { quotaPoliciesPerProject, tooManyPolicies } = call.world.switches;
  if (project.policies.size < quotaPoliciesPerProject) return;
  throw serviceError(tooManyPolicies, `Project policy limit exceeded for project, limit - ${quotaPoliciesPerProject}.`);
}

/** Each put makes a revision; only the latest is kept. */
export const putProjectPolicy: Handler<PutProjectPolicyRequest, PutProjectPolicyResponse> = (input, call) => {
  const { switches, store } = call.world;
  const name = input.PolicyName;
  const statements = readPolicyDocument(input.PolicyDocument, {
    missingPrincipals: switches.missingPrincipals,
    effectInAnyCase: switches.policyEffectInAnyCase,
  });
  const project = requireProject(call, input.ProjectArn);
  if (project.feature !== "CUSTOM_LABELS") throw invalidParameter("Policies are for Custom Labels projects only.");
  checkRevision(project, name, input.PolicyRevisionId);
  const before = project.policies.get(name);
  if (before !== undefined && input.PolicyRevisionId === undefined) {
    throw serviceError("ResourceAlreadyExistsException", `A policy named ${name} already exists.`);
  }
  if (before === undefined) checkRoom(call, project);
  const revision = `${project.arn}/${name}/${store.stamp(call.nowMs)}`;
  const revisionId = createHash("md5").update(revision).digest("hex");
  project.policies.set(name, {
    name,
    revisionId,
    document: input.PolicyDocument,
    statements,
    createdAtMs: before?.createdAtMs ?? call.nowMs,
    updatedAtMs: call.nowMs,
  });
  return { PolicyRevisionId: revisionId };
};

export const listProjectPolicies: Handler<ListProjectPoliciesRequest, ListProjectPoliciesResponse> = (input, call) => {
  const project = requireProject(call, input.ProjectArn);
  const page = paginate(call, {
    operation: "ListProjectPolicies",
    of: project.arn,
    items: project.policies.values(),
    keyOf: (policy) => policy.name,
    order: "ascending",
    maxResults: input.MaxResults,
    token: input.NextToken,
    maxPage: LIST_PAGE,
  });
  return {
    ProjectPolicies: page.items.map((policy) => ({
      ProjectArn: project.arn,
      PolicyName: policy.name,
      PolicyRevisionId: policy.revisionId,
      PolicyDocument: policy.document,
      CreationTimestamp: epochSeconds(policy.createdAtMs),
      LastUpdatedTimestamp: epochSeconds(policy.updatedAtMs),
    })),
    NextToken: page.nextToken,
  };
};

/** Without a revision the policy is deleted whichever it has. */
export const deleteProjectPolicy: Handler<DeleteProjectPolicyRequest, DeleteProjectPolicyResponse> = (input, call) => {
  const project = requireProject(call, input.ProjectArn);
  if (!project.policies.has(input.PolicyName)) {
    throw resourceNotFound(`The project has no policy named ${input.PolicyName}.`);
  }
  checkRevision(project, input.PolicyName, input.PolicyRevisionId);
  project.policies.delete(input.PolicyName);
  return {};
};
