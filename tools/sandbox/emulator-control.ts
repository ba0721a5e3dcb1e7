import { type ControlClient, type StateReport, controlClient } from "../../emulator/index.js";
import { assertLoopbackEndpoint } from "./loopback.js";

const LOOK_AGAIN_MS = 20;

/** The emulator's control API, and a wait for what it shows. */
export interface EmulatorControl extends ControlClient {
  /** Looks at the emulator's state until it is as described; the error says what it was instead. */
  waitForState(what: string, holds: (state: StateReport) => boolean, timeoutMs?: number): Promise<StateReport>;
}

/** The control of an emulator on this machine. */
export function emulatorControl(url: string): EmulatorControl {
  assertLoopbackEndpoint(url);
  const client = controlClient(url);
  return {
    ...client,
    async waitForState(what, holds, timeoutMs = 30_000) {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        const state = await client.state();
        if (holds(state)) return state;
        if (performance.now() > deadline) {
          throw new Error(`Not within ${timeoutMs / 1000} s: ${what}. The emulator has ${JSON.stringify(state)}`);
        }
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      }
    },
  };
}
