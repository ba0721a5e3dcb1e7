import { expect } from "chai";
import { failureOf } from "../harness/failure.js";
import { OTHER_ACCOUNT, Rig } from "../harness/rig.js";
import { arnOf, subjects } from "./subjects.js";

describe("what AWS refuses stops at once and keeps the state", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  for (const { kind, args, change, createCalls, updateCalls, deleteCalls, projectName, count } of subjects) {
    describe(kind, () => {
      for (const operation of createCalls) {
        it(`create without permission for ${operation}`, async () => {
          const inputs = await args(rig);
          rig.emulator.addFault({ operation, kind: "deny" });
          const resource = rig.resource(kind, "x");
          const refused = await resource.up(inputs, { fails: true });
          expect(refused.error).to.contain("AccessDenied]").and.to.contain(`rekognition:${operation}`);
          expect(refused.calls.filter(({ error }) => error !== undefined)).to.have.length(1);
          // What is there then is marked as recorded; nothing else follows.
          const existed = count(rig);
          const following = refused.operations.slice(refused.operations.lastIndexOf(operation) + 1);
          const marks = following.filter((name) => name !== "ListTagsForResource");
          expect(marks).to.deep.equal(existed === 0 ? [] : ["TagResource"]);
          rig.emulator.clearFaults();
          const next = await resource.up(inputs);
          expect(next.steps).to.deep.equal([existed === 0 ? "create" : "update"]);
          expect(count(rig)).to.equal(1);
        });
      }

      for (const operation of updateCalls) {
        it(`update without permission for ${operation}`, async () => {
          const inputs = await args(rig);
          const resource = rig.resource(kind, "x");
          await resource.up(inputs);
          const { id } = resource;
          rig.emulator.addFault({ operation, kind: "deny" });
          const refused = await resource.up({ ...inputs, ...change }, { fails: true });
          expect(refused.error).to.contain("AccessDenied]").and.to.contain(`rekognition:${operation}`);
          expect(refused.calls.at(-1)?.operation).to.equal(operation);
          expect(resource.id).to.equal(id);
          rig.emulator.clearFaults();
          await resource.up({ ...inputs, ...change });
          const { Tags } = await rig.client.listTagsForResource({ ResourceArn: arnOf(resource) });
          expect(Tags).to.include({ stage: "test" }).and.not.to.have.property("team");
        });
      }

      for (const operation of deleteCalls) {
        it(`delete without permission for ${operation}`, async () => {
          const resource = rig.resource(kind, "x");
          await resource.up(await args(rig));
          const { id } = resource;
          rig.emulator.addFault({ operation, kind: "deny" });
          const refused = await resource.destroy({ fails: true });
          expect(refused.error).to.contain("AccessDenied]").and.to.contain(`rekognition:${operation}`);
          expect(refused.calls.at(-1)?.operation).to.equal(operation);
          expect(resource.id).to.equal(id);
          rig.emulator.clearFaults();
          await resource.destroy();
          expect(count(rig)).to.equal(0);
        });
      }

      describe("with the credentials of another account", () => {
        const attempts = ["refresh", "update", "destroy"] as const;
        for (const attempt of attempts) {
          it(`${attempt} fails and forgets nothing`, async () => {
            const inputs = await args(rig);
            const resource = rig.resource(kind, "x");
            await resource.up(inputs);
            const { state } = resource;
            rig.emulator.advance(300_000);
            rig.credentials = { account: OTHER_ACCOUNT };
            const refused =
              attempt === "update"
                ? await resource.up({ ...inputs, ...change }, { fails: true })
                : await resource[attempt]({ fails: true });
            expect(refused.error).to.contain("[WrongAccount]").and.to.contain(OTHER_ACCOUNT);
            expect(resource.state).to.deep.equal(state);
            expect(count(rig)).to.equal(1);
          });
        }

        it("destroy does not take the same name in the other account for the recorded one", async () => {
          const inputs = await args(rig);
          const resource = rig.resource(kind, "x");
          await resource.up(inputs);
          const { state } = resource;
          rig.emulator.advance(300_000);
          rig.credentials = { account: OTHER_ACCOUNT };
          const client = rig.clientOf(OTHER_ACCOUNT);
          await client.createProject({ ProjectName: projectName(resource.outputs) });
          client.destroy();
          const refused = await resource.destroy({ fails: true });
          expect(refused.error).to.contain("[WrongAccount]");
          expect(resource.state).to.deep.equal(state);
        });
      });

      it("a state of a newer version is refused everywhere", async () => {
        const inputs = await args(rig);
        const resource = rig.resource(kind, "x");
        await resource.up(inputs);
        const { outputs } = resource;
        const newer = { ...outputs, __meta: { ...(outputs.__meta as object), v: 3 } };
        const provider = rig.startProcess().provider(kind);
        const attempts: (() => Promise<unknown>)[] = [
          () => provider.diff(resource.id, newer, outputs),
          () => provider.read(resource.id, newer),
          () => provider.update(resource.id, newer, outputs),
          () => provider.delete(resource.id, newer),
        ];
        for (const attempt of attempts) {
          expect(await failureOf(Promise.resolve().then(attempt)))
            .to.contain("[NewerState]")
            .and.to.contain("version 3");
        }
        expect(count(rig)).to.equal(1);
      });

      it("an account that is not allowed makes no change", async () => {
        const inputs = await args(rig);
        rig.config["rekognition:allowedAccountIds"] = `["${OTHER_ACCOUNT}"]`;
        const refused = await rig.resource(kind, "x").up(inputs, { fails: true });
        expect(refused.error).to.contain("[AccountNotAllowed]").and.to.contain(OTHER_ACCOUNT);
        expect(refused.operations).to.deep.equal(["GetCallerIdentity"]);
        expect(count(rig)).to.equal(0);
      });

      it("missing credentials are named at once", async () => {
        const inputs = await args(rig);
        rig.credentials = undefined;
        const refused = await rig.resource(kind, "x").up(inputs, { fails: true });
        expect(refused.error).to.contain("[NoCredentials]").and.to.contain("AWS_PROFILE");
        expect(refused.calls).to.deep.equal([]);
      });

      it("an endpoint that is not there is named, after a few attempts", async () => {
        const inputs = await args(rig);
        rig.config["rekognition:endpoint"] = "http://127.0.0.1:9";
        const before = rig.emulator.nowMs();
        const refused = await rig.resource(kind, "x").up(inputs, { fails: true });
        expect(refused.error).to.contain("[ConnectionFailed]").and.to.contain("http://127.0.0.1:9");
        expect(rig.emulator.nowMs() - before).to.be.lessThan(10_000);
      });
    });
  }
});
