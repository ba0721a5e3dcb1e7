import type { Engine, Severity } from "../../../provider/session/engine.js";

/** A message as the engine got it. */
export interface Message {
  readonly text: string;
  readonly urn: string;
  readonly severity: Severity;
  readonly ephemeral: boolean;
}

/** An engine that remembers what it was told, and answers while it is asked to. */
export class RecordingEngine implements Engine {
  readonly messages: Message[] = [];
  /** Whether pings are answered; a list is used up first, one entry a ping. */
  answers: boolean | boolean[] = true;
  pings = 0;

  log(text: string, options: { urn: string; severity: Severity; ephemeral: boolean }): void {
    this.messages.push({ text, ...options });
  }

  ping(): Promise<boolean> {
    this.pings += 1;
    if (typeof this.answers === "boolean") return Promise.resolve(this.answers);
    return Promise.resolve(this.answers.shift() ?? false);
  }

  /** The lasting messages: what a user finds under the diagnostics. */
  get warnings(): string[] {
    return this.messages.filter((message) => message.severity === "warning").map((message) => message.text);
  }
}
