import type { KindName } from "../../../provider/resources/registry.js";
import type { KillPoint } from "../harness/plugin-process.js";
import { ACCOUNT, Rig } from "../harness/rig.js";
import { StackResource } from "../harness/stack-resource.js";

/** Of the same account: the emulator holds callers with temporary credentials to `allowedActions`. */
const POLICED = { account: `ASIA${ACCOUNT}ABCD`, sessionToken: "of-a-role" };

/** A rig whose processes may do only what `actions` name, but for those that make the surroundings of a `kind`. */
export async function policedRig(kind: KindName, actions: readonly string[]): Promise<Rig> {
  const rig = await Rig.start({ allowedActions: actions });
  rig.credentials = POLICED;
  const resource = rig.resource.bind(rig);
  rig.resource = (name, logicalName) => {
    if (name === kind) return resource(name, logicalName);
    const free = {
      owner: rig.owner,
      record: rig.record.bind(rig),
      startProcess: (kill?: KillPoint) => {
        rig.credentials = { account: ACCOUNT };
        const process = rig.startProcess(kill);
        rig.credentials = POLICED;
        return process;
      },
    };
    return new StackResource(free, name, logicalName);
  };
  return rig;
}
