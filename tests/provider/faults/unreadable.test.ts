import { expect } from "chai";
import type { Report } from "../harness/command.js";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import type { Wire, WireAnswer } from "../harness/wire.js";
import { subjects } from "./subjects.js";

const HTML = "<!DOCTYPE html><html><body>Please sign in to the network.</body></html>";

/** Ways in which an answer is none that AWS gives. */
const ODDITIES: Readonly<Record<string, (answer: WireAnswer) => WireAnswer | "silence">> = {
  "no body": (answer) => ({ ...answer, body: "" }),
  HTML: (answer) => ({ ...answer, headers: { "content-type": "text/html" }, body: HTML }),
  "JSON that breaks off": (answer) => ({ ...answer, body: answer.body.slice(0, -1) }),
  "an error under status 200": (answer) => ({ ...answer, body: '{"__type":"InternalServerError","message":"x"}' }),
  "429 without a body": (answer) => ({ ...answer, status: 429, body: "" }),
  "408 without a body": (answer) => ({ ...answer, status: 408, body: "" }),
  "502 of a proxy": (answer) => ({ ...answer, status: 502, headers: {}, body: HTML }),
  "half a body, then silence": (answer) => ({ ...answer, body: answer.body.slice(0, 1), then: "silence" }),
  "half a body, then the end": (answer) => ({ ...answer, body: answer.body.slice(0, 1), then: "reset" }),
  silence: () => "silence",
};

/** Spoils the first answer to each operation, those that may say nothing left alone where nothing is said. */
function onceEach(spoil: (answer: WireAnswer) => WireAnswer | "silence"): Wire & { readonly spoiled: Set<string> } {
  const spoiled = new Set<string>();
  const wire: Wire = async ({ operation }, send) => {
    const answer = await send();
    if (spoiled.has(operation)) return answer;
    spoiled.add(operation);
    return spoil(answer);
  };
  return Object.assign(wire, { spoiled });
}

describe("an answer that is none of AWS", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  for (const [what, spoil] of Object.entries(ODDITIES)) {
    for (const { kind, args, change, creation, count } of subjects) {
      it(`once to each operation, ${what}: the life of a ${kind} is as ever`, async () => {
        const inputs = await args(rig);
        const made = (): number =>
          rig.emulator.calls().filter(({ operation, effect }) => effect && operation === creation).length;
        const madeBefore = made();
        const wire = onceEach(spoil);
        rig.wire = wire;
        const resource = rig.resource(kind, "x");
        expect((await resource.up(inputs)).steps).to.deep.equal(["create"]);
        const { id } = resource;
        expect((await resource.up({ ...inputs, ...change })).steps).to.deep.equal(["update"]);
        expect(resource.id).to.equal(id);
        expect((await resource.refresh()).diffs).to.deep.equal([]);
        expect((await resource.destroy()).steps).to.deep.equal(["delete"]);
        expect(wire.spoiled).to.include(creation);
        rig.wire = undefined;
        expect(count(rig)).to.equal(0);
        expect(made() - madeBefore).to.equal(1);
      });
    }
  }

  const lasting: { what: string; told: string; code: string }[] = [
    { what: "no body", told: "(no body, HTTP 200)", code: "UnreadableAnswer" },
    { what: "HTML", told: "(HTML, HTTP 200)", code: "UnreadableAnswer" },
    { what: "JSON that breaks off", told: "(JSON that breaks off, HTTP 200)", code: "UnreadableAnswer" },
    {
      what: "an error under status 200",
      told: "(the error InternalServerError: x, HTTP 200)",
      code: "UnreadableAnswer",
    },
    { what: "429 without a body", told: "(no body, HTTP 429)", code: "Throttled" },
    { what: "408 without a body", told: "(no body, HTTP 408)", code: "UnreadableAnswer" },
    { what: "502 of a proxy", told: "(HTML, HTTP 502)", code: "ServiceFault" },
    { what: "half a body, then silence", told: "(no whole answer within 30 s)", code: "ConnectionFailed" },
    { what: "half a body, then the end", told: "(ECONNRESET)", code: "ConnectionFailed" },
  ];
  for (const { what, told, code } of lasting) {
    it(`each time, ${what}: is said in so many words, after maxAttempts calls`, async () => {
      rig.wire = async (_, send) => ODDITIES[what]?.(await send()) ?? "silence";
      const failed = await rig.resource("project", "p").up({}, { fails: true });
      expect(failed.error).to.contain(told).and.to.contain(`[${code}]`).and.to.contain(rig.emulator.url);
      expect(failed.error)
        .to.contain("DescribeProjects")
        .and.not.to.match(/\$response|without a text/);
      expect(failed.calls).to.have.length(6);
    });
  }

  it("that leads back to a page that was read already ends with an error, not never", async () => {
    let asked = 0;
    rig.wire = async ({ operation }, send) => {
      if (operation !== "DescribeProjects") return send();
      asked += 1;
      return { status: 200, headers: {}, body: '{"ProjectDescriptions":[],"NextToken":"again"}' };
    };
    const failed = await rig.resource("project", "p").up({}, { fails: true });
    expect(failed.error).to.contain("DescribeProjects: a page leads back").and.to.contain("[UnreadableAnswer]");
    expect(asked).to.equal(7);
  });

  for (const what of ["half a body, then silence", "silence"]) {
    it(`each time, ${what}: a destroy ends with its time, and the model is not forgotten`, async () => {
      const model = rig.resource("projectVersion", "shapes");
      const args = modelArgs(await rig.makeProject(), { minInferenceUnits: 1 });
      await model.up(args, { timeouts: { delete: "2m" } });
      const began = rig.emulator.nowMs();
      rig.wire = async ({ operation }, send) => {
        const answer = await send();
        return operation === "StopProjectVersion" ? answer : (ODDITIES[what]?.(answer) ?? answer);
      };
      const failed = await model.destroy({ fails: true });
      expect(failed.error)
        .to.match(/DescribeProjectVersions: no (whole )?answer/)
        .and.to.contain("[ConnectionFailed]");
      expect(model.state).not.to.equal(undefined);
      expect(rig.emulator.nowMs() - began).to.be.at.most(122_000);
    });
  }

  describe("that is still to come when the engine goes", () => {
    /** The engine goes while CreateProject is under way. */
    async function upWithoutEngine(answers: boolean): Promise<Report> {
      const process = rig.startProcess();
      await process.services.watchdog.assertEngine();
      rig.wire = async ({ operation }, send) => {
        if (operation !== "CreateProject") return send();
        const answer = await send();
        rig.engine.answers = [false, false, false];
        await process.services.watchdog.assertEngine().catch(() => undefined);
        return answers ? answer : "silence";
      };
      return project.up({}, { process, fails: true });
    }
    let project: StackResource;
    beforeEach(() => {
      project = rig.resource("project", "p");
    });

    it("is taken in: what was made is recorded", async () => {
      expect((await upWithoutEngine(true)).error).to.contain("[EngineGone]");
      expect(project.state?.id).to.equal(rig.emulator.state().projects[0]?.arn);
    });

    it("is waited for no longer than a second and a half, and the error says that nothing is known of its effect", async () => {
      const before = rig.emulator.nowMs();
      const failed = await upWithoutEngine(false);
      expect(failed.error).to.contain("CreateProject was sent and not answered").and.to.contain("[EngineGone]");
      expect(rig.emulator.nowMs() - before).to.equal(1_500);
    });
  });

  it("does not end a wait of hours", async () => {
    rig.emulator.setSwitches({ trainingMs: 4 * 3_600_000 });
    const projectArn = await rig.makeProject();
    let looks = 0;
    rig.wire = async ({ operation }, send) => {
      const answer = await send();
      if (operation !== "DescribeProjectVersions") return answer;
      looks += 1;
      // Once in a while a whole look fails, all of its attempts.
      const oddities = Object.values(ODDITIES);
      return looks % 40 < 7 && looks > 40
        ? (oddities[Math.floor(looks / 40) % oddities.length]?.(answer) ?? answer)
        : answer;
    };
    const model = rig.resource("projectVersion", "shapes");
    expect((await model.up(modelArgs(projectArn))).steps).to.deep.equal(["create"]);
    expect(rig.model(model.id).status).to.equal("TRAINING_COMPLETED");
  });
});
