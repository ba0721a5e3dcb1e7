import { readFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { SANDBOX_CREDENTIALS } from "../../tools/sandbox/surroundings.js";
import { INPUTS, KINDS, allKinds, providerText } from "./harness/all-kinds.js";
import { REPOSITORY } from "./harness/package-under-test.js";
import type { ResourceState, StackState } from "./harness/state.js";
import { SHORT, World } from "./harness/world.js";

const LIMITS = { project: 2_000, model: 3_500, faces: 2_000, door: 2_000 } as const;
const PROVIDER_TEXT_LIMIT = 100;

/** A resource's state without what the engine adds about the program's source. */
function withoutSource(resource: ResourceState): object {
  const {
    stackTrace: _stack,
    sourcePosition: _position,
    ...rest
  } = resource as ResourceState & Record<string, unknown>;
  return rest;
}

describe("the state", () => {
  const names = Object.keys(KINDS) as (keyof typeof KINDS)[];
  let state: StackState;
  before(async () => {
    const world = await World.create({ program: allKinds(), switches: SHORT });
    try {
      await world.stack.up();
      state = await world.stack.state();
    } finally {
      world.dispose();
    }
  });

  for (const name of names) {
    it(`of a ${KINDS[name]} is small`, () => {
      const resource = state.resource(name);
      const size = JSON.stringify(withoutSource(resource)).length;
      const own = JSON.stringify(INPUTS[name]).length;
      expect(size - 2 * own).to.be.at.most(LIMITS[name]);
    });

    it(`of a ${KINDS[name]} names the line of the program, and not of this package`, () => {
      expect(state.resource(name).sourcePosition).to.match(/^project:\/\/\/index\.js#\d+,\d+$/);
    });

    it(`of a ${KINDS[name]} names its code by a short constant`, () => {
      const { inputs, outputs } = state.resource(name);
      const text = providerText(KINDS[name]);
      expect(inputs?.["__provider"]).to.equal(text);
      expect(outputs?.["__provider"]).to.equal(text);
      expect(text.length).to.be.lessThan(PROVIDER_TEXT_LIMIT);
    });
  }

  it("holds no credential, no path of this machine and no version of a package", () => {
    const { version } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as { version: string };
    const text = JSON.stringify(state.custom.map(withoutSource));
    const { secretAccessKey } = SANDBOX_CREDENTIALS;
    for (const secret of [secretAccessKey, REPOSITORY, tmpdir(), homedir(), "node_modules", version, "file://"]) {
      expect(text).not.to.contain(secret);
    }
  });
});
