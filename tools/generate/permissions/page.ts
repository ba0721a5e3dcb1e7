import { kinds } from "../kinds.js";
import { code, codeBlock, enumerate, generatedFrom, page } from "../reference/markdown.js";
import { otherPermissions, whenNeeded } from "./other-services.js";
import { ACCESS_PAGE, type Caller, isTagging, policyFor } from "./policy.js";

/** The page of permissions: what every kind and function calls, and a policy for all kinds. */
export function permissionsPage(resources: readonly Caller[], functions: readonly Caller[]): string {
  const files = [...kinds.map(({ file }) => file), "all"];
  return page(
    generatedFrom("the calls in provider/ and the tables in tools/generate/permissions"),
    "# Permissions",
    "What the identity that runs Pulumi needs, taken from the calls that each resource can make; a test compares it with the calls that tests observed. Policies to copy, per resource: " +
      `${files.map((file) => `[${file}](reference/policies/${file}.json)`).join(", ")}.`,
    '**Every resource that takes tags** needs `rekognition:TagResource`, `UntagResource` and `ListTagsForResource`. A refused `ListTagsForResource` is an error, not "no tags": without the tags the provider cannot know who owns an object, and it neither adopts nor deletes what it does not know to be its own.',
    "`tag:GetResources` is optional: a refresh learns the tags of up to 100 resources from one call of the Resource Groups Tagging API, and believes it only if they are the recorded ones. Without it, or with a `rekognition:endpoint` but no `rekognition:taggingEndpoint`, each resource's tags are listed by themselves: a refresh of 200 takes some 25 seconds for that. A refresh of more than three resources then shows one denied call in CloudTrail. AWS checks the action against no resource.",
    "`sts:GetCallerIdentity` is called once for each set of credentials: before a resource counts as deleted, if `allowedAccountIds` or `forbiddenAccountIds` is set, and when credentials change during a run. AWS allows it to everybody.",
    "With `assumeRoles` the identity needs `sts:AssumeRole` on the first role, each role the same on the next, and the last one everything else. Session tags also need `sts:TagSession`, a source identity `sts:SetSourceIdentity`. With `assumeRoleWithWebIdentity` the role's trust policy decides.",
    ...resources.flatMap((caller) => resourceSection(caller)),
    "## Functions",
    functions.map((caller) => `- ${code(caller.name)}: ${actions(caller)}.${othersOf(caller)}`).join("\n"),
    "## What often goes wrong",
    "- **The bucket.** Rekognition reads images, manifests and videos, and writes a training's output, with the caller's permissions. A bucket policy for `rekognition.amazonaws.com` is not needed, although older guides ask for one. The bucket must be in the region of the model.",
    "- **The stream processor's role.** It must trust `rekognition.amazonaws.com` and be allowed to read the video stream and write the data stream. AWS's managed policy `AmazonRekognitionServiceRole` does that for data streams whose name begins with `AmazonRekognition`. A wrong role is accepted at creation and is noticed only when the processor starts, as status `FAILED` with \"Access denied to Role\".",
    "- **Copying a model to another account.** The identity of the destination needs `rekognition:CopyProjectVersion` on both projects, and the source project needs a `ProjectPolicy` that allows it.",
    "## One policy for all resources",
    `\`REGION\`, \`ACCOUNT\`, \`BUCKET\`, \`PREFIX\`, \`KEY\` and \`ROLE\` are placeholders. Names can narrow the ARNs: a derived name is \`<logical name>-<hash>\`, so \`project/parts-*\` covers what \`Project("parts")\` creates. [AWS's table](${ACCESS_PAGE}) says which action can be narrowed to which resources; \`"*"\` is for actions that cannot be narrowed.`,
    codeBlock("json", JSON.stringify(policyFor(resources), undefined, 2)),
  );
}

function resourceSection(caller: Caller): string[] {
  const notes = whenNeeded[caller.name] ?? {};
  const always = [...caller.operations].sort().filter((action) => !isTagging(action) && notes[action] === undefined);
  const applying = Object.entries(notes).filter(([action]) => caller.operations.has(action));
  const sometimes = applying.map(([action, when]) => `- ${code(`rekognition:${action}`)}: ${when}`);
  const others = (otherPermissions[caller.name] ?? []).map(({ when, statement }) => {
    const what = enumerate(statement.Action.map((action) => code(action)));
    return `- ${what} on ${code(String(statement.Resource))}${when === undefined ? "" : `: ${when}`}`;
  });
  const own = always.length === 0 ? [] : [`- ${enumerate(always.map((action) => code(`rekognition:${action}`)))}`];
  return [`## ${caller.name}`, [...own, ...sometimes, ...others].join("\n")];
}

function actions({ operations }: Caller): string {
  return enumerate([...operations].sort().map((action) => code(`rekognition:${action}`)));
}

function othersOf({ name }: Caller): string {
  const others = otherPermissions[name] ?? [];
  const texts = others.map(
    ({ when, statement }) => `${enumerate(statement.Action.map((action) => code(action)))} ${when ?? ""}`,
  );
  return texts.length === 0 ? "" : ` Also ${enumerate(texts.map((text) => text.trim()))}.`;
}
