import { expect } from "chai";
import { makeProject } from "./harness/models.js";
import { policyOf } from "./harness/policies.js";
import { refusalName, refusalOf } from "./harness/refusal.js";
import { setScene } from "./harness/scene.js";

describe("project policies", () => {
  const scene = setScene();
  const document = policyOf({});
  const put = (ProjectArn: string, PolicyName = "sharing", PolicyRevisionId?: string, PolicyDocument = document) =>
    scene.client.putProjectPolicy({ ProjectArn, PolicyName, PolicyRevisionId, PolicyDocument });
  const list = async (ProjectArn: string) =>
    (await scene.client.listProjectPolicies({ ProjectArn })).ProjectPolicies ?? [];

  it("are listed as they were put, with a revision and their times", async () => {
    const project = await makeProject(scene);
    const { PolicyRevisionId } = await put(project);
    expect(PolicyRevisionId).to.match(/^[0-9a-f]{32}$/);
    const now = new Date(scene.emulator.nowMs());
    expect(await list(project)).to.deep.equal([
      {
        ProjectArn: project,
        PolicyName: "sharing",
        PolicyRevisionId,
        PolicyDocument: document,
        CreationTimestamp: now,
        LastUpdatedTimestamp: now,
      },
    ]);
  });

  it("get a new revision with each put, even of the same document, and need the last one", async () => {
    const project = await makeProject(scene);
    const { PolicyRevisionId: first } = await put(project);
    scene.emulator.advance(60_000);
    const { PolicyRevisionId: second } = await put(project, "sharing", first);
    expect(second).to.not.equal(first);
    const [policy] = await list(project);
    expect(policy?.PolicyRevisionId).to.equal(second);
    expect(policy?.LastUpdatedTimestamp?.getTime()).to.equal((policy?.CreationTimestamp?.getTime() ?? 0) + 60_000);
    expect(await refusalName(put(project, "sharing", first))).to.equal("InvalidPolicyRevisionIdException");
    expect(await refusalName(put(project))).to.equal("ResourceAlreadyExistsException");
    expect(await refusalName(put(project, "other", second))).to.equal("InvalidPolicyRevisionIdException");
  });

  it("are deleted at once, by the latest revision or by none", async () => {
    const project = await makeProject(scene);
    const remove = (PolicyRevisionId?: string) =>
      scene.client.deleteProjectPolicy({ ProjectArn: project, PolicyName: "sharing", PolicyRevisionId });
    const { PolicyRevisionId: first } = await put(project);
    const { PolicyRevisionId: second } = await put(project, "sharing", first);
    expect(await refusalName(remove(first))).to.equal("InvalidPolicyRevisionIdException");
    await remove(second);
    expect(await list(project)).to.deep.equal([]);
    expect(await refusalName(remove())).to.equal("ResourceNotFoundException");
    await put(project);
    await remove();
    expect(await list(project)).to.deep.equal([]);
  });

  it("go with their project, which they do not keep from being deleted", async () => {
    const project = await makeProject(scene);
    await put(project);
    expect((await scene.client.deleteProject({ ProjectArn: project })).Status).to.equal("DELETING");
    scene.emulator.advance(60_000);
    expect(await refusalName(list(project))).to.equal("ResourceNotFoundException");
  });

  it("are paged by at most five, and five there can be", async () => {
    const project = await makeProject(scene);
    for (const name of ["e", "c", "a", "b", "d"]) await put(project, name);
    expect(await refusalName(put(project, "f"))).to.equal("ServiceQuotaExceededException");
    scene.emulator.setSwitches({ tooManyPolicies: "LimitExceededException" });
    expect(await refusalName(put(project, "f"))).to.equal("LimitExceededException");
    const first = await scene.client.listProjectPolicies({ ProjectArn: project, MaxResults: 3 });
    expect(first.ProjectPolicies?.map((policy) => policy.PolicyName)).to.deep.equal(["a", "b", "c"]);
    const { NextToken } = first;
    const second = await scene.client.listProjectPolicies({ ProjectArn: project, NextToken });
    expect(second.ProjectPolicies?.map((policy) => policy.PolicyName)).to.deep.equal(["d", "e"]);
    const other = scene.client.listProjectPolicies({ ProjectArn: await makeProject(scene, "other"), NextToken });
    expect(await refusalName(other)).to.equal("InvalidPaginationTokenException");
    const long = scene.client.listProjectPolicies({ ProjectArn: project, MaxResults: 6 });
    expect(await refusalName(long)).to.equal("ValidationException");
  });

  it("are for Custom Labels only", async () => {
    const request = { ProjectName: "safety", Feature: "CONTENT_MODERATION" } as const;
    const { ProjectArn = "" } = await scene.client.createProject(request);
    expect(await refusalName(put(ProjectArn))).to.equal("InvalidParameterException");
  });

  it("policyEffectInAnyCase: ALLOW is taken, or refused", async () => {
    const project = await makeProject(scene);
    const shouted = policyOf({ Effect: "ALLOW" });
    expect((await put(project, "sharing", undefined, shouted)).PolicyRevisionId).to.be.a("string");
    scene.emulator.setSwitches({ policyEffectInAnyCase: false });
    expect(await refusalName(put(project, "other", undefined, shouted))).to.equal("MalformedPolicyDocumentException");
  });

  describe("documents that are refused", () => {
    const cases: { reason: string; text: string; word: string }[] = [
      { reason: "no JSON", text: "{", word: "JSON" },
      { reason: "no object", text: "[]", word: "JSON" },
      { reason: "no statement", text: '{"Version":"2012-10-17","Statement":[]}', word: "statement" },
      { reason: "an unknown version", text: '{"Version":"2026-01-01","Statement":[]}', word: "Version" },
      { reason: "no principal", text: policyOf({ Principal: undefined }), word: "Principal is missing" },
      { reason: "no resource", text: policyOf({ Resource: undefined }), word: "Resource is missing" },
      { reason: "no action", text: policyOf({ Action: undefined }), word: "Action is missing" },
      { reason: "no effect", text: policyOf({ Effect: undefined }), word: "Effect is missing" },
      { reason: "another effect", text: policyOf({ Effect: "Perhaps" }), word: "Effect must be" },
      { reason: "another action", text: policyOf({ Action: "rekognition:*" }), word: "only supported action" },
      { reason: "NotAction", text: policyOf({ NotAction: "a" }), word: "NotAction is not allowed" },
      { reason: "NotResource", text: policyOf({ NotResource: "a" }), word: "NotResource is not allowed" },
      { reason: "NotPrincipal", text: policyOf({ NotPrincipal: "*" }), word: "NotPrincipal is not allowed" },
      { reason: "a service", text: policyOf({ Principal: { Service: "a.amazonaws.com" } }), word: "Principal" },
      { reason: "a name", text: policyOf({ Principal: { AWS: "somebody" } }), word: "invalid principal somebody" },
      { reason: "an empty list", text: policyOf({ Resource: [] }), word: "Resource" },
    ];
    for (const { reason, text, word } of cases) {
      it(reason, async () => {
        const refusal = await refusalOf(put(await makeProject(scene), "sharing", undefined, text));
        expect(refusal.name).to.equal("MalformedPolicyDocumentException");
        expect(refusal.message).to.contain(word);
      });
    }

    it("missingPrincipals: a principal that IAM does not know yet", async () => {
      const role = "arn:aws:iam::999988887777:role/fresh";
      const project = await makeProject(scene);
      const text = policyOf({ Principal: { AWS: [role] } });
      scene.emulator.setSwitches({ missingPrincipals: [role] });
      expect(await refusalName(put(project, "sharing", undefined, text))).to.equal("MalformedPolicyDocumentException");
      scene.emulator.setSwitches({ missingPrincipals: [] });
      expect((await put(project, "sharing", undefined, text)).PolicyRevisionId).to.be.a("string");
    });
  });
});
