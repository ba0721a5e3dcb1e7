import type {
  CallRecord,
  Fault,
  HeldCall,
  MeterReport,
  Notification,
  Outcomes,
  StateReport,
  Switches,
} from "../../emulator/index.js";
import { assertLoopbackEndpoint } from "./loopback.js";

const REQUEST_TIMEOUT_MS = 10_000;
const LOOK_AGAIN_MS = 20;

/** The emulator's control endpoints: what it saw, what it holds, and what shall happen next. */
export class EmulatorControl {
  constructor(private readonly url: string) {
    assertLoopbackEndpoint(url);
  }

  /** The AWS calls so far, or those after the one with this sequence number. */
  async calls(afterSeq?: number): Promise<CallRecord[]> {
    return (await this.ask(
      "GET",
      afterSeq === undefined ? "calls" : `calls?since=${String(afterSeq)}`,
    )) as CallRecord[];
  }

  async clearCalls(): Promise<void> {
    await this.ask("DELETE", "calls");
  }

  async state(): Promise<StateReport> {
    return (await this.ask("GET", "state")) as StateReport;
  }

  async meter(): Promise<MeterReport> {
    return (await this.ask("GET", "meter")) as MeterReport;
  }

  /** What would have been published to SNS topics so far. */
  async notifications(): Promise<Notification[]> {
    return (await this.ask("GET", "notifications")) as Notification[];
  }

  async addFault(...faults: Fault[]): Promise<void> {
    await this.ask("POST", "faults", { add: faults });
  }

  async clearFaults(): Promise<void> {
    await this.ask("DELETE", "faults");
  }

  /** The calls that a fault holds back now. */
  async held(): Promise<HeldCall[]> {
    return (await this.ask("GET", "held")) as HeldCall[];
  }

  /** Lets held calls go on: all of them, or these. */
  async release(ids?: readonly number[]): Promise<void> {
    await this.ask("POST", "release", ids === undefined ? {} : { ids });
  }

  /** Decides how the next trainings and starts end, in their order. */
  async script(outcomes: Outcomes): Promise<void> {
    await this.ask("POST", "outcomes", outcomes);
  }

  /** Puts a model or stream processor into a status, as AWS would without being asked. */
  async forceStatus(arn: string, status: string): Promise<void> {
    await this.ask("POST", "status", { arn, status });
  }

  async advance(ms: number): Promise<void> {
    await this.ask("POST", "clock", { advanceMs: ms });
  }

  /** Virtual seconds per real second from now on. */
  async setTimeScale(scale: number): Promise<void> {
    await this.ask("POST", "clock", { scale });
  }

  async setSwitches(switches: Partial<Switches>): Promise<void> {
    await this.ask("POST", "switches", switches);
  }

  async reset(): Promise<void> {
    await this.ask("POST", "reset");
  }

  /** Looks at the emulator's state until it is as described; the error says what it was instead. */
  async waitForState(what: string, holds: (state: StateReport) => boolean, timeoutMs = 30_000): Promise<StateReport> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const state = await this.state();
      if (holds(state)) return state;
      if (performance.now() > deadline) {
        throw new Error(`Not within ${String(timeoutMs / 1000)} s: ${what}. The emulator has ${JSON.stringify(state)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }

  private async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.url}/_emulator/${path}`, {
      method,
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The emulator answers ${String(response.status)} to ${method} ${path}: ${text}`);
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  }
}
