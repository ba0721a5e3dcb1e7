import { expect } from "chai";
import * as claim from "../../../provider/lifecycle/claim.js";
import * as identity from "../../../provider/lifecycle/identity.js";
import * as ownership from "../../../provider/lifecycle/ownership.js";
import * as removal from "../../../provider/resources/trained-model/removal.js";
import type { Rig } from "../../provider/harness/rig.js";
import { complaints, prepare, startRig, tryAll } from "./campaign.js";
import type { Point } from "./points.js";
import { SCENARIOS, type Series } from "./scenarios.js";

/** A provider with one thing taken out, where that shows, and as what. */
interface Control {
  readonly without: string;
  /** The module's exports, and what stands in for some of them. */
  readonly module: object;
  readonly instead: Readonly<Record<string, (...args: never[]) => unknown>>;
  readonly scenario: string;
  readonly series: Series;
  readonly point: Pick<Point, "operation" | "when">;
  readonly shows: RegExp;
}

let suffix = 0;

const CONTROLS: readonly Control[] = [
  {
    without: "the fence that keeps a delete from what was adopted since",
    module: ownership,
    instead: { mayDelete: () => Promise.resolve(true) },
    scenario: "replacement",
    series: "revert",
    point: { operation: "CopyProjectVersion", when: "before" },
    shows: /model \(arn:\S+\) does not exist/,
  },
  {
    without: "names that an interrupted create finds again",
    module: identity,
    instead: { derivedName: ({ urn }: identity.Identity) => `${identity.logicalName(urn)}-${String(suffix++)}` },
    scenario: "up",
    series: "again",
    point: { operation: "CreateProject", when: "after" },
    shows: /made twice: CreateProject: 4 instead of 3/,
  },
  {
    without: "names that an interrupted training is found by",
    module: identity,
    instead: { derivedName: ({ urn }: identity.Identity) => `${identity.logicalName(urn)}-${String(suffix++)}` },
    scenario: "replacement",
    series: "again",
    point: { operation: "CreateProjectVersion", when: "answered" },
    shows: /made twice: CreateProjectVersion: 4 instead of 3/,
  },
  {
    without: "tags that name the owner",
    module: claim,
    instead: { claimTags: () => ({}) },
    scenario: "up",
    series: "destroy",
    point: { operation: "CreateCollection", when: "after" },
    shows: /lost: Collection /,
  },
  {
    without: "the removal of models",
    module: removal,
    instead: { removeModel: () => Promise.resolve(), deleteModel: () => Promise.resolve() },
    scenario: "up",
    series: "destroy",
    point: { operation: "CreateCollection", when: "before" },
    shows: /overpaid: 3600 unit-seconds/,
  },
];

describe("what the chaos tests notice of a provider", () => {
  let rig: Rig;
  before(async () => {
    rig = await startRig();
  });
  after(() => rig.close());

  for (const { without, module, instead, scenario: wanted, series, point, shows } of CONTROLS) {
    it(`without ${without}`, async () => {
      const scenario = SCENARIOS.find((each) => each.name === wanted);
      if (scenario === undefined) throw new Error(`there is no scenario ${wanted}`);
      const original = { ...module };
      Object.assign(module, instead);
      try {
        const campaign = await prepare(rig, scenario);
        const chosen = campaign.points.find(
          ({ operation, when, changes }) => changes && operation === point.operation && when === point.when,
        );
        if (chosen === undefined) throw new Error(`${wanted} does not call ${point.operation}`);
        const trials = await tryAll(campaign, [chosen], series);
        expect(trials.flatMap(complaints).join("\n")).to.match(shows);
      } finally {
        Object.assign(module, original);
      }
    });
  }
});
