import { type Scene, copyArgs } from "../../provider/project-version-copy/copies.js";
import { faceSearch } from "../../provider/stream-processor/args.js";
import { MINUTE_MS, type Metered } from "./metered.js";

export interface Scenario {
  readonly name: string;
  run(stack: Metered): Promise<void>;
}

const units = (min: number | undefined, more: object = {}): object => ({ minInferenceUnits: min, ...more });

/** Everything that begins or ends a run, an hour of running in between. */
export const scenarios: readonly Scenario[] = [
  {
    name: "create and destroy",
    async run(stack) {
      const model = stack.thing();
      await stack.up(model, stack.model(units(2)));
      stack.anHour();
      await stack.destroy(model);
    },
  },
  {
    name: "units 1, 3, 1, none",
    async run(stack) {
      const model = stack.thing();
      for (const count of [1, 3, 1, undefined]) {
        await stack.up(model, stack.model(units(count)));
        stack.anHour();
      }
      await stack.destroy(model);
    },
  },
  {
    name: "a start that fails, then one that does not",
    async run(stack) {
      const model = stack.thing();
      stack.rig.emulator.script({ start: [{ status: "FAILED", message: "no capacity" }] });
      await stack.up(model, stack.model(units(1)), { fails: true });
      stack.anHour();
      await stack.up(model, stack.model(units(1)));
      stack.anHour();
      await stack.destroy(model);
    },
  },
  {
    name: "a restart that fails and goes back",
    async run(stack) {
      const model = stack.thing();
      await stack.up(model, stack.model(units(1)));
      stack.anHour();
      stack.rig.emulator.script({ start: [{ status: "FAILED", message: "too large" }] });
      await stack.up(model, stack.model(units(3)), { fails: true });
      stack.anHour();
      await stack.destroy(model);
    },
  },
  {
    name: "a gate that holds, then is lowered",
    async run(stack) {
      const model = stack.thing();
      stack.rig.emulator.script({ training: [{ f1Score: 0.5 }] });
      await stack.up(model, stack.model(units(1, { minF1Score: 0.9 })), { fails: true });
      stack.anHour();
      await stack.up(model, stack.model(units(1, { minF1Score: 0.4 })));
      stack.anHour();
      await stack.destroy(model);
    },
  },
  {
    name: "a training that is not waited for",
    async run(stack) {
      const model = stack.thing();
      const args = stack.model(units(1, { waitForTraining: false }));
      await stack.up(model, args);
      stack.anHour();
      await stack.up(model, args);
      stack.anHour();
      await stack.destroy(model);
    },
  },
  {
    name: "a replacement",
    async run(stack) {
      const model = stack.thing();
      await stack.up(model, stack.model(units(1, { triggers: { data: "a" } })));
      stack.anHour();
      await stack.up(model, stack.model(units(1, { triggers: { data: "b" } })));
      stack.anHour();
      await stack.destroy(model);
    },
  },
  {
    name: "a replacement in a longer `up`",
    async run(stack) {
      const { rig, ledger } = stack;
      const model = stack.thing();
      await stack.up(model, stack.model(units(1, { triggers: { data: "a" } })));
      stack.anHour();
      const process = rig.startProcess();
      ledger.listen(process);
      await model.up(stack.model(units(1, { triggers: { data: "b" } })), { process, keepReplaced: true });
      // The engine is busy with something else of the stack for half an hour, and deletes only then.
      rig.emulator.advance(30 * MINUTE_MS);
      await model.deleteReplaced({ process });
      process.close();
      stack.anHour();
      await stack.destroy(model);
    },
  },
  {
    name: 'deletionPolicy "stop", and the way back',
    async run(stack) {
      const model = stack.thing();
      for (const data of ["a", "b", "a"]) {
        await stack.up(model, stack.model(units(1, { deletionPolicy: "stop", triggers: { data } })));
        stack.anHour();
      }
      await stack.destroy(model);
    },
  },
  {
    name: "a scheduler with ignoreChanges",
    async run(stack) {
      const model = stack.thing();
      const ignoreChanges = ["minInferenceUnits"];
      await stack.up(model, stack.model(units(1)));
      stack.anHour();
      await stack.byScheduler(model.id, 0);
      await stack.up(model, stack.model(units(1, { tags: { time: "night" } })), { ignoreChanges });
      stack.anHour();
      await stack.byScheduler(model.id, 1);
      await stack.up(model, stack.model(units(1, { tags: { time: "day" } })), { ignoreChanges });
      stack.anHour();
      await stack.destroy(model);
    },
  },
  {
    name: "a copy",
    async run(stack) {
      const original = stack.thing("projectVersion", "original");
      await stack.up(original, stack.model());
      const from: Scene = {
        sourceProjectArn: stack.project.id,
        sourceProjectVersionArn: original.id,
        destinationProjectArn: await stack.rig.makeProject("target"),
      };
      const copy = stack.thing("projectVersionCopy", "copy");
      for (const count of [1, 2]) {
        await stack.up(copy, copyArgs(from, units(count)));
        stack.anHour();
      }
      await stack.destroy(copy);
    },
  },
  {
    name: "a stream processor",
    async run(stack) {
      await stack.rig.client.createCollection({ CollectionId: "visitors" });
      const door = stack.thing("streamProcessor", "door");
      for (const running of [true, false, true]) {
        await stack.up(door, faceSearch({ running }));
        stack.anHour();
      }
      // Deleted before it is made again.
      await stack.up(door, faceSearch({ running: true, settings: { faceSearch: { collectionId: "visitors" } } }));
      stack.anHour();
      await stack.destroy(door);
    },
  },
  {
    name: "destroyed while it starts",
    async run(stack) {
      const model = stack.thing();
      await stack.up(model, stack.model());
      await stack.up(model, stack.model(units(1)), { timeouts: { update: "30s" }, fails: true });
      await stack.destroy(model);
    },
  },
  {
    name: "destroyed while the tag of its claim lags",
    async run(stack) {
      const model = stack.thing();
      await stack.up(model, stack.model(units(1)));
      stack.anHour();
      stack.rig.emulator.setSwitches({ tagLagMs: 40_000 });
      // Adopted again under a new claim; the deletion of what was replaced, the same model, leaves it alone.
      await stack.up(model, stack.model(units(1, { adopt: true })), { replace: true });
      stack.ledger.askFor(model.id, 1);
      await stack.destroy(model);
      stack.rig.emulator.setSwitches({ tagLagMs: 0 });
    },
  },
];
