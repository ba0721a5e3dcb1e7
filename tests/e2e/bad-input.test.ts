import { expect } from "chai";
import { SANDBOX_ACCOUNT } from "../../tools/sandbox/surroundings.js";
import { expectNoMessageWithin, expectWholeMessage } from "../whole-message.js";
import { nameOf } from "./harness/events.js";
import { modelProgram } from "./harness/model-program.js";
import type { Operation } from "./harness/operation.js";
import type { StackState } from "./harness/state.js";
import { SHORT, World } from "./harness/world.js";

const OTHER_ACCOUNT = "210987654321";
const NOBODY_LISTENS = "http://127.0.0.1:9";
const AWS_SAID = "The manifest file contains too few labeled images.";

const gated = { minInferenceUnits: 1, minF1Score: 0.8, versionName: "chosen" };
const faceSearchIntoS3 = `
  const { StreamProcessor } = require("pulumi-rekognition");
  new StreamProcessor("door", {
    roleArn: "arn:aws:iam::${SANDBOX_ACCOUNT}:role/stream",
    input: { kinesisVideoStream: { arn: "arn:aws:kinesisvideo:us-east-1:${SANDBOX_ACCOUNT}:stream/door/1" } },
    output: { s3Destination: { bucket: "results" } },
    settings: { faceSearch: { collectionId: "faces" } },
  });
`;

/** A refused operation, and the ids in the state before and after it. */
interface Refusal {
  readonly operation: Operation;
  readonly before: StackState;
  readonly after: StackState;
}

/** What goes wrong, the resource that the one error is about, and what the error has to say. */
const expected = {
  "a name with a space": { about: ["shapes"], says: ["projectName", '"a name"', "letters, digits and _ . -"] },
  "minInferenceUnits 0": { about: ["model"], says: ["minInferenceUnits", "at least 1", "0"] },
  "maxInferenceUnits below minInferenceUnits": {
    about: ["model"],
    says: ["maxInferenceUnits", "less than minInferenceUnits"],
  },
  "face search into S3": { about: ["door"], says: ["output", "face search", "kinesisDataStream", "s3Destination"] },
  "an unknown region": { about: ["shapes"], says: ["region", '"mars-1"', "us-east-1"] },
  // It is refused by the program, where Pulumi knows of no resource yet.
  "the option import": { about: [], says: [] },
  "no region": { about: ["shapes"], says: ["region", "pulumi config set rekognition:region", "AWS_REGION"] },
  "no credentials": { about: ["shapes"], says: ["credentials", "aws sso login", "AWS_PROFILE"] },
  "a denied call": { about: ["model"], says: ["rekognition:CreateProjectVersion", "us-east-1", "Allow"] },
  "a failed training": { about: ["model"], says: ['model "second"', AWS_SAID, "run `pulumi up`"] },
  "an F1 score below the gate": {
    about: ["model"],
    says: ['model "chosen"', "0.300", "minF1Score 0.8", "lower minF1Score"],
  },
  "changed data under an explicit name": {
    about: ["model"],
    says: ["versionName", '"chosen"', "trainingData", "choose another versionName"],
  },
  "credentials of another account": {
    about: ["shapes", "model"],
    says: [SANDBOX_ACCOUNT, OTHER_ACCOUNT, "Use credentials of the recorded account"],
  },
  "an endpoint where nobody listens": { about: ["model"], says: [NOBODY_LISTENS, "rekognition:endpoint"] },
} as const;

type Mistake = keyof typeof expected;

async function makeMistakes(world: World): Promise<Map<Mistake, Refusal>> {
  const { stack, emulator } = world;
  const seen = new Map<Mistake, Refusal>();
  let state = await stack.state();
  const refused = async (mistake: Mistake, run: () => Promise<Operation>, program?: string): Promise<void> => {
    if (program !== undefined) stack.setProgram(program);
    const before = state;
    const operation = await run();
    state = await stack.state();
    seen.set(mistake, { operation, before, after: state });
  };
  const preview = () => stack.preview({ fails: true });
  const up = (environment: Record<string, string> = {}) => stack.up({ fails: true, environment });

  await refused("a name with a space", preview, modelProgram({ project: { projectName: "a name" } }));
  await refused("minInferenceUnits 0", preview, modelProgram({ model: { minInferenceUnits: 0 } }));
  const upsideDown = modelProgram({ model: { minInferenceUnits: 2, maxInferenceUnits: 1 } });
  await refused("maxInferenceUnits below minInferenceUnits", preview, upsideDown);
  await refused("face search into S3", preview, faceSearchIntoS3);
  await refused("an unknown region", preview, modelProgram({ project: { region: "mars-1" } }));

  const imported = `
    const { Project } = require("pulumi-rekognition");
    const options = { import: "arn:aws:rekognition:us-east-1:${SANDBOX_ACCOUNT}:project/shapes/1690556751958" };
    new Project("shapes", { projectName: "shapes" }, options);
  `;
  await refused("the option import", preview, imported);

  await stack.setConfig({ "rekognition:region": undefined });
  await refused("no region", preview, modelProgram({ model: gated }));
  await stack.setConfig({ "rekognition:region": "us-east-1" });

  await refused("no credentials", () => up({ AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" }));

  await emulator.control.addFaults({ add: [{ operation: "CreateProjectVersion", kind: "deny" }] });
  await refused("a denied call", up);
  await emulator.control.clearFaults();

  await emulator.control.script({ training: [{ f1Score: 0.3 }] });
  await refused("an F1 score below the gate", up);

  await refused("changed data under an explicit name", preview, modelProgram({ model: gated, bucket: "other-data" }));
  await refused("credentials of another account", () =>
    stack.refresh({ fails: true, environment: { AWS_ACCESS_KEY_ID: OTHER_ACCOUNT } }),
  );

  await stack.setConfig({ "rekognition:endpoint": NOBODY_LISTENS });
  stack.setProgram(modelProgram({ model: { ...gated, minF1Score: 0.1 } }));
  // In real time: the retries are part of what the user waits for.
  const inRealTime = { PULUMI_REKOGNITION_CLOCK_SCALE: "1" };
  await refused("an endpoint where nobody listens", () => up(inRealTime));
  await stack.setConfig({ "rekognition:endpoint": emulator.url });

  await emulator.control.script({ training: [{ status: "TRAINING_FAILED", message: AWS_SAID }] });
  await refused("a failed training", up, modelProgram({ model: { versionName: "second" }, bucket: "other-data" }));
  return seen;
}

function idsOf(state: StackState): (string | undefined)[] {
  return state.custom.map(({ id }) => id);
}

describe("bad input", () => {
  let refusals: Map<Mistake, Refusal>;
  before(async () => {
    const world = await World.create({ switches: SHORT });
    try {
      refusals = await makeMistakes(world);
    } finally {
      world.dispose();
    }
  });

  const refusalOf = (mistake: Mistake): Refusal => {
    const refusal = refusals.get(mistake);
    if (refusal === undefined) throw new Error(`"${mistake}" was not tried.`);
    return refusal;
  };

  for (const mistake of Object.keys(expected) as Mistake[]) {
    const { about, says } = expected[mistake];

    it(`such as ${mistake} gives one clear message about the resource`, () => {
      const { operation } = refusalOf(mistake);
      const messages = operation.diagnostics.filter(({ ephemeral }) => !ephemeral);
      // Without a URN comes only the engine's own "update failed".
      const errors = messages.filter(({ severity, urn }) => severity === "error" && urn !== undefined);
      expect(errors.map(({ urn }) => nameOf(urn ?? ""))).to.have.members([...about]);
      for (const { message } of errors) {
        for (const words of says) expect(message).to.contain(words);
        expectNoMessageWithin(message.trim());
      }
      expect(messages.filter(({ message }) => /^\s+at /m.test(message))).to.deep.equal([]);
    });

    it(`such as ${mistake} leaves every id in the state`, () => {
      const { before, after } = refusalOf(mistake);
      expect(idsOf(after)).to.include.members(idsOf(before));
    });
  }

  it("such as the option import is refused in one sentence, with the way round", () => {
    const { diagnostics } = refusalOf("the option import").operation;
    const [told = "", ...others] = diagnostics
      .filter(({ severity }) => severity === "error")
      .map(({ message }) => message);
    expect(others).to.deep.equal([]);
    expectWholeMessage(told.trim(), "ImportUnsupported");
    expect(told).to.contain('Project "shapes"').and.to.contain("`adopt: true`");
  });

  it("such as a failed training or gate keeps the model that was made", () => {
    expect(refusalOf("an F1 score below the gate").after.id("model")).to.contain("/version/chosen/");
    expect(refusalOf("a failed training").after.id("model")).to.contain("/version/second/");
  });

  it("such as credentials of another account changes nothing in the state", () => {
    const { before, after } = refusalOf("credentials of another account");
    const recorded = (state: StackState) => state.custom.map(({ id, inputs, outputs }) => ({ id, inputs, outputs }));
    expect(recorded(after)).to.deep.equal(recorded(before));
  });
});
