import { expect } from "chai";
import { join } from "node:path";
import { SANDBOX_ACCOUNT } from "../../../tools/sandbox/surroundings.js";
import { doctoredPackage } from "../../e2e/harness/doctored-package.js";
import { changesIn } from "../../e2e/harness/operation.js";
import { pluginModelProgram, provideUnbundledPlugin } from "../../e2e/harness/plugin-program.js";
import { sweep } from "../../e2e/harness/sweep.js";
import { World, effectsOf } from "../../e2e/harness/world.js";
import { OTHER_ACCOUNT } from "../../provider/harness/rig.js";
import { type Blow, type Chapter, expectConverged, expectKilled, nameOf } from "./chapter.js";
import { createCredentialIssuer } from "./issued-credentials.js";
import { prepared } from "./kills-of-every-operation.js";
import { type WorldOf, choicesOf, playAll } from "./life.js";
import { type Spoil, spoilingProxy } from "./spoiling-proxy.js";

/* Of each campaign a sample over the plugin: what the engine tells it, and it the engine, is another protocol's. */

const PROGRAM = pluginModelProgram({ minInferenceUnits: 1 });

const KILLS: readonly Blow[] = [
  {
    deed: "up",
    boundary: { side: "after the effect, before the answer", call: "CreateProjectVersion" },
    victim: "CLI",
    series: "destroy",
    before: undefined,
    wanted: choicesOf(),
  },
  {
    deed: "units",
    boundary: { side: "before the call", call: "StopProjectVersion" },
    victim: "plugin",
    series: "the same again",
    before: choicesOf(),
    wanted: choicesOf("units"),
  },
  {
    deed: "destroy",
    boundary: { side: "after the answer", call: "DeleteStreamProcessor" },
    victim: "CLI",
    series: "the same again",
    before: choicesOf("units"),
    wanted: choicesOf("units"),
  },
];

const KILLED_WHILE_LATE: readonly Blow[] = [
  {
    deed: "up",
    boundary: { side: "after the effect, before the answer", call: "StartProjectVersion" },
    victim: "plugin",
    series: "the same again",
    before: undefined,
    wanted: choicesOf(),
  },
];

/** So slow that what the killed run did does not show yet when the next one looks. */
const LATE: WorldOf = {
  timeScale: 6,
  switches: {
    trainingMs: 6_000,
    modelStartingMs: 6_000,
    modelCopyingMs: 3_000,
    videoJobMs: 3_000,
    statusLagMs: 20_000,
    describeLagMs: 20_000,
    tagLagMs: 20_000,
  },
};

function killed(what: string, blows: readonly Blow[], of: WorldOf): void {
  describe(what, () => {
    let told: readonly (readonly (() => Chapter)[])[];
    before(async () => {
      told = await playAll([blows.map((blow) => (world: World) => prepared(world, blow))], { facade: "plugin", ...of });
    });

    for (const [part, blow] of blows.entries()) {
      it(nameOf(blow), () => {
        const seen = told[0]?.[part]?.();
        if (seen === undefined) throw new Error("This was not played.");
        expectKilled(seen);
        expectConverged(seen);
      });
    }
  });
}

const SPOILED = {
  up: [
    { operation: "DescribeProjects", form: "HTML", times: 3 },
    { operation: "DescribeProjectVersions", form: "Status missing", times: 3 },
    { operation: "StartProjectVersion", form: "no body", times: 1 },
  ],
  refresh: [
    { operation: "DescribeProjectVersions", form: "null entry", times: 3 },
    { operation: "ListTagsForResource", form: "429 without body", times: 3 },
  ],
  destroy: [
    { operation: "ListTagsForResource", form: "truncated JSON", times: 3 },
    { operation: "StopProjectVersion", form: "error body with status 200", times: 3 },
    { operation: "DeleteProjectVersion", form: "no body", times: 1 },
  ],
} satisfies Record<string, readonly Spoil[]>;

/** Slow enough for every deadline, with trainings and starts of half a second. */
const UNHURRIED: WorldOf = {
  timeScale: 60,
  switches: { trainingMs: 30_000, modelStartingMs: 20_000, modelStoppingMs: 15_000 },
};

/** The commands of a life, each with its answers spoiled, but for those that are to be true. */
async function spoiledLife(isTrue: (verb: keyof typeof SPOILED) => boolean, main?: string) {
  const world = await World.create({ facade: "plugin", program: PROGRAM, ...UNHURRIED });
  const proxy = await spoilingProxy(world.emulator.url);
  if (main !== undefined) provideUnbundledPlugin(world.stack, main);
  const { stack } = world;
  try {
    await stack.setConfig({ "rekognition:endpoint": proxy.url });
    const command = async (verb: keyof typeof SPOILED) => {
      proxy.spoil(isTrue(verb) ? [] : SPOILED[verb]);
      const { text, changes } = await stack.start(verb, main === undefined ? {} : { fails: verb === "destroy" })
        .finished;
      return { text, changes, unmet: proxy.unmet(), models: await world.models() };
    };
    const [up, refresh, destroy] = [await command("up"), await command("refresh"), await command("destroy")];
    return { up, refresh, destroy, effects: effectsOf(await world.emulator.control.calls()) };
  } finally {
    proxy.close();
    world.dispose();
  }
}

/** Another stack takes the name of one that was renamed, with the same program. */
async function renamed() {
  const world = await World.create({ facade: "plugin", program: PROGRAM, ...UNHURRIED });
  const { stack } = world;
  try {
    await stack.up();
    const [made] = await world.models();
    await stack.rename("prod");
    const stranger = await stack.beside("test");
    const intrusion = await stranger.up({ fails: true });
    await stranger.destroy();
    const swept = await sweep(stranger, "--delete", "--yes");
    const untouched = await world.models();
    const next = await world.observe(() => stack.up());
    const further = await world.observe(() => stack.up());
    return { made, intrusion, swept, untouched, next, further };
  } finally {
    world.dispose();
  }
}

/** The session expires in the middle, and the credential chain then gives another account's credentials. */
async function otherAccount() {
  const credentials = createCredentialIssuer({ second: OTHER_ACCOUNT });
  const world = await World.create({
    facade: "plugin",
    program: PROGRAM,
    ...UNHURRIED,
    environment: credentials.environment,
    config: { "rekognition:allowedAccountIds": JSON.stringify([SANDBOX_ACCOUNT]) },
  });
  const { stack, emulator } = world;
  try {
    await emulator.control.addFaults({ add: [{ operation: "*", kind: "expiredCredentials", skip: 3 }] });
    const failed = await world.observe(() => stack.up({ fails: true }));
    await emulator.control.clearFaults();
    await stack.up();
    return { failed, issued: credentials.issued(), models: await world.models() };
  } finally {
    world.dispose();
    credentials.dispose();
  }
}

describe("over the plugin, through the real engine", () => {
  killed("a stack whose processes are killed", KILLS, {});
  killed("a stack whose process is killed while answers are 20 s late", KILLED_WHILE_LATE, LATE);

  describe("commands whose answers are spoiled", () => {
    let seen: Awaited<ReturnType<typeof spoiledLife>>;
    before(async () => {
      seen = await spoiledLife(() => false);
    });

    it("meet all that is spoiled", () => {
      expect([seen.up, seen.refresh, seen.destroy].flatMap(({ unmet }) => unmet)).to.deep.equal([]);
    });

    it("end as with true answers", () => {
      expect(seen.up.models.map(({ status }) => status)).to.deep.equal(["RUNNING"]);
      expect(seen.refresh.changes).to.deep.equal({ same: 3 });
      expect(seen.destroy.models).to.deep.equal([]);
      const made = seen.effects.filter((operation) => /^(Create|Start|Stop|Delete)/.test(operation));
      expect(made).to.deep.equal([
        "CreateProject",
        "CreateProjectVersion",
        "StartProjectVersion",
        "StopProjectVersion",
        "DeleteProjectVersion",
        "DeleteProject",
      ]);
    });

    it("do not without the judge of what an answer of AWS looks like", async () => {
      const judge = "function assertAwsAnswer(";
      const broken = doctoredPackage({
        file: "provider/aws/exchange/aws-answer.js",
        find: judge,
        replaceBy: `function assertAwsAnswer() { return; }\n${judge.replace("assert", "reallyAssert")}`,
      });
      const main = join(broken, "dist", "provider", "facades", "plugin", "main.js");
      const { destroy } = await spoiledLife((verb) => verb !== "destroy", main);
      expect(destroy.text).to.contain("[StateDidNotChange]");
    });
  });

  describe("a stack whose name is used again after a rename", () => {
    let seen: Awaited<ReturnType<typeof renamed>>;
    before(async () => {
      seen = await renamed();
    });

    it("is not touched by the one that has its name now", () => {
      expect(seen.intrusion.text).to.contain("[RecordedBefore]");
      expect(seen.swept.exitCode, seen.swept.text).to.equal(3);
      expect(seen.untouched).to.deep.equal([seen.made]);
    });

    it("only brings its marks up to date with its next up, and nothing with a further one", () => {
      expect(changesIn(seen.next.result)).to.deep.equal(["update shapes", "update model"]);
      expect([...new Set(effectsOf(seen.next.calls))]).to.deep.equal(["TagResource"]);
      expect(seen.further.calls).to.deep.equal([]);
    });
  });

  describe("a run whose session expires, and whose next credentials are another account's", () => {
    let seen: Awaited<ReturnType<typeof otherAccount>>;
    before(async () => {
      seen = await otherAccount();
    });

    it("ends before anything is done with them", () => {
      expect(seen.failed.result.text).to.contain("[AccountNotAllowed]");
      expect(seen.issued[1]).to.contain(OTHER_ACCOUNT);
      expect(seen.failed.calls.filter(({ account, effect }) => effect && account === OTHER_ACCOUNT)).to.deep.equal([]);
    });

    it("comes out right the next time", () => {
      expect(seen.models.map(({ status }) => status)).to.deep.equal(["RUNNING"]);
    });
  });
});
