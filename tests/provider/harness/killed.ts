import type { Boundary, PluginProcess } from "./plugin-process.js";
import type { Rig } from "./rig.js";

/** A process that dies at the first call of an operation. */
export function killedAt(rig: Rig, operation: string, when: Boundary = "after"): PluginProcess {
  const process: PluginProcess = rig.startProcess(undefined, (_call, name, boundary) => {
    if (name === operation && boundary === when) process.kill();
  });
  return process;
}
