import { expect } from "chai";
import { failureOf } from "../harness/failure.js";
import { ACCOUNT, OTHER_ACCOUNT, Rig } from "../harness/rig.js";
import { expectWholeMessage } from "../../whole-message.js";
import { allow } from "./policies.js";

const SETTLED_MS = 130_000;

describe("a project policy", () => {
  let rig: Rig;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start();
    projectArn = await rig.makeProject();
  });
  afterEach(() => rig.close());

  const policy = (more: object = {}): object => ({ projectArn, policyDocument: allow(projectArn), ...more });
  const changed = (): object => ({ ...allow(projectArn), Version: "2008-10-17" });
  const listed = async () => (await rig.client.listProjectPolicies({ ProjectArn: projectArn })).ProjectPolicies ?? [];

  it("is put; its id is its place, its revision an output", async () => {
    const copies = rig.resource("projectPolicy", "copies");
    expect((await copies.up(policy())).steps).to.deep.equal(["create"]);
    const [found] = await listed();
    expect(found?.PolicyName).to.match(/^copies-[0-9a-f]{8}$/);
    expect(copies.id).to.equal(`${projectArn}/policy/${found?.PolicyName ?? ""}`);
    expect(copies.outputs).to.deep.include({
      policyRevisionId: found?.PolicyRevisionId,
      creationTimestamp: found?.CreationTimestamp?.toISOString(),
      policyDocument: allow(projectArn),
    });
    expect(JSON.parse(found?.PolicyDocument ?? "")).to.deep.equal(allow(projectArn));
  });

  it("is left alone by a second up, also where its JSON is only written otherwise: not one call", async () => {
    const copies = rig.resource("projectPolicy", "copies");
    await copies.up(policy());
    expect((await copies.up(policy())).calls).to.deep.equal([]);
    const { Version, Statement } = allow(projectArn);
    const text = JSON.stringify({ Statement, Version }, null, 4);
    const again = await copies.up(policy({ policyDocument: text }));
    expect([again.steps, again.calls]).to.deep.equal([["same"], []]);
  });

  it("takes another document in place, which makes a new revision", async () => {
    const copies = rig.resource("projectPolicy", "copies");
    await copies.up(policy());
    const { policyRevisionId: before } = copies.outputs;
    const update = await copies.up(policy({ policyDocument: changed() }));
    expect([update.steps, update.diffs]).to.deep.equal([["update"], ["policyDocument"]]);
    const [found] = await listed();
    expect(found?.PolicyRevisionId).to.equal(copies.outputs.policyRevisionId).and.not.to.equal(before);
    expect(JSON.parse(found?.PolicyDocument ?? "")).to.deep.equal(changed());
  });

  for (const field of ["projectArn", "policyName"]) {
    it(`is replaced for another ${field}`, async () => {
      const copies = rig.resource("projectPolicy", "copies");
      await copies.up(policy());
      const to = field === "projectArn" ? { projectArn: await rig.makeProject("others") } : { policyName: "named" };
      const replaced = await copies.up(policy(to));
      expect(replaced.steps).to.deep.equal(["create-replacement", "delete-replaced"]);
      expect(await listed()).to.have.length(field === "projectArn" ? 0 : 1);
    });
  }

  it("shows a change by somebody else in a refresh, and the next up undoes it", async () => {
    const copies = rig.resource("projectPolicy", "copies");
    await copies.up(policy({ policyName: "copies" }));
    await rig.client.putProjectPolicy({
      ProjectArn: projectArn,
      PolicyName: "copies",
      PolicyRevisionId: String(copies.outputs.policyRevisionId),
      PolicyDocument: JSON.stringify(changed()),
    });
    const refreshed = await copies.refresh();
    expect(refreshed.diffs).to.deep.equal(["policyDocument"]);
    expect((await copies.up(policy({ policyName: "copies" }))).steps).to.deep.equal(["update"]);
    expect(JSON.parse((await listed())[0]?.PolicyDocument ?? "")).to.deep.equal(allow(projectArn));
  });

  it("does not overwrite what somebody else put in the meantime, and leaves it at destroy", async () => {
    const copies = rig.resource("projectPolicy", "copies");
    await copies.up(policy({ policyName: "copies" }));
    const theirs = allow(projectArn, `arn:aws:iam::${ACCOUNT}:root`);
    await rig.client.putProjectPolicy({
      ProjectArn: projectArn,
      PolicyName: "copies",
      PolicyRevisionId: String(copies.outputs.policyRevisionId),
      PolicyDocument: JSON.stringify(theirs),
    });
    const refused = await copies.up(policy({ policyName: "copies", policyDocument: changed() }), { fails: true });
    expect(refused.error).to.contain("[PolicyChanged]").and.to.contain("pulumi refresh");
    expect(refused.operations.filter((name) => name === "ListProjectPolicies")).to.have.length(1);
    const left = await copies.destroy();
    expect(left.warnings.join()).to.contain("was left alone");
    expect(JSON.parse((await listed())[0]?.PolicyDocument ?? "")).to.deep.equal(theirs);
  });

  it("tells an answer that got lost from somebody else's change", async () => {
    const copies = rig.resource("projectPolicy", "copies");
    rig.emulator.addFault({ operation: "PutProjectPolicy", kind: "lostResponse", times: 1 });
    await copies.up(policy());
    expect(await listed()).to.have.length(1);
    rig.emulator.addFault({ operation: "PutProjectPolicy", kind: "lostResponse", times: 1 });
    await copies.up(policy({ policyDocument: changed() }));
    expect((await listed())[0]?.PolicyRevisionId).to.equal(copies.outputs.policyRevisionId);
    rig.emulator.addFault({ operation: "DeleteProjectPolicy", kind: "lostResponse", times: 1 });
    await copies.destroy();
    expect(await listed()).to.deep.equal([]);
  });

  it("is put although the machine slept through the put, for longer than a principal is waited for", async () => {
    let isAwake = true;
    rig.wire = (call, send) => {
      if (isAwake && call.operation === "PutProjectPolicy") {
        isAwake = false;
        rig.emulator.advance(5 * 60_000);
        rig.emulator.addFault({ operation: "PutProjectPolicy", kind: "reset", times: 5 });
      }
      return send();
    };
    await rig.resource("projectPolicy", "copies").up(policy());
    expect(isAwake).to.equal(false);
    expect(await listed()).to.have.length(1);
  });

  it("waits for a principal that IAM does not show everywhere yet", async () => {
    const role = `arn:aws:iam::${OTHER_ACCOUNT}:role/copier`;
    rig.emulator.setSwitches({ missingPrincipals: [role] });
    void rig.time.in(40_000, () => {
      rig.emulator.setSwitches({ missingPrincipals: [] });
    });
    const copies = rig.resource("projectPolicy", "copies");
    const made = await copies.up(policy({ policyDocument: allow(projectArn, role) }));
    expect(made.steps).to.deep.equal(["create"]);
  });

  it("gives AWS's refusal after two minutes for a role, at once for an account", async () => {
    for (const [principal, least, most] of [
      [`arn:aws:iam::${OTHER_ACCOUNT}:role/nobody`, 110_000, 150_000],
      [`arn:aws:iam::${OTHER_ACCOUNT}:root`, 0, 5_000],
    ] as const) {
      rig.emulator.setSwitches({ missingPrincipals: [principal] });
      const before = rig.emulator.nowMs();
      const refused = await rig
        .resource("projectPolicy", "copies")
        .up(policy({ policyDocument: allow(projectArn, principal) }), { fails: true });
      expect(refused.error).to.contain("[MalformedPolicy]").and.to.contain("each principal exists");
      expect(rig.emulator.nowMs() - before).to.be.within(least, most);
    }
  });

  it("survives a forced replacement", async () => {
    const copies = rig.resource("projectPolicy", "copies");
    await copies.up(policy());
    const forced = await copies.up(policy(), { replace: true });
    expect(forced.steps).to.deep.equal(["create-replacement", "delete-replaced"]);
    expect((await listed()).map(({ PolicyRevisionId }) => PolicyRevisionId)).to.deep.equal([
      copies.outputs.policyRevisionId,
    ]);
  });

  it("is taken up again after an interruption, wherever that was, also with another document by then", async () => {
    for (let call = 1; call <= 3; call++) {
      const name = `copies-${String(call)}`;
      const copies = rig.resource("projectPolicy", name);
      await copies.up(policy(), { kill: { call, when: "after" } });
      await copies.up(policy({ policyDocument: changed() }));
      expect(await listed()).to.have.length(1);
      await copies.destroy();
      expect(await listed()).to.deep.equal([]);
    }
  });

  it("is not taken from somebody who put it by hand under the same name", async () => {
    await rig.client.putProjectPolicy({
      ProjectArn: projectArn,
      PolicyName: "copies",
      PolicyDocument: JSON.stringify(changed()),
    });
    const copies = rig.resource("projectPolicy", "copies");
    const refused = await copies.up(policy({ policyName: "copies" }), { fails: true });
    expectWholeMessage(refused.error, "NotAdoptable");
    expect(copies.state).to.equal(undefined);
  });

  it("is gone with its project, and destroy takes that for done", async () => {
    const copies = rig.resource("projectPolicy", "copies");
    await copies.up(policy());
    await rig.client.deleteProject({ ProjectArn: projectArn });
    rig.emulator.advance(SETTLED_MS);
    expect((await copies.destroy()).steps).to.deep.equal(["delete"]);
  });

  it("is found to have disappeared by a refresh, and an update says what to do", async () => {
    const copies = rig.resource("projectPolicy", "copies");
    await copies.up(policy({ policyName: "copies" }));
    rig.emulator.advance(SETTLED_MS);
    await rig.client.deleteProjectPolicy({ ProjectArn: projectArn, PolicyName: "copies" });
    const refused = await copies.up(policy({ policyName: "copies", policyDocument: changed() }), { fails: true });
    expect(refused.error).to.contain("[DeletedOutside]").and.to.contain("pulumi refresh");
    expect((await copies.refresh()).steps).to.deep.equal(["delete"]);
    expect((await copies.up(policy({ policyName: "copies" }))).steps).to.deep.equal(["create"]);
  });

  it("keeps its record with another account's credentials", async () => {
    const copies = rig.resource("projectPolicy", "copies");
    await copies.up(policy());
    rig.emulator.advance(SETTLED_MS);
    rig.credentials = { account: OTHER_ACCOUNT };
    expect((await copies.refresh({ fails: true })).error).to.contain("[WrongAccount]");
    expect((await copies.destroy({ fails: true })).error).to.contain("[WrongAccount]");
    expect((await copies.up(policy({ policyDocument: changed() }), { fails: true })).error).to.contain(
      "[WrongAccount]",
    );
    expect(await listed()).to.have.length(1);
  });

  it("is read by a get without being managed, and a missing one says so", async () => {
    await rig.client.putProjectPolicy({
      ProjectArn: projectArn,
      PolicyName: "theirs",
      PolicyDocument: JSON.stringify(changed()),
    });
    const provider = rig.startProcess().provider("projectPolicy");
    const read = await provider.read(`${projectArn}/policy/theirs`, { __provider: "x" });
    expect(read.props).to.deep.include({ projectArn, policyName: "theirs", policyDocument: changed() });
    const failure = await failureOf(provider.read(`${projectArn}/policy/nobodys`, { __provider: "x" }));
    expect(failure).to.contain("[NotFound]");
  });
});
