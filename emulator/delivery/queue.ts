import { delivered } from "./delivered.js";

/** Where something goes, and how. */
export interface Delivery<T> {
  /** What goes to the same destination arrives in its order. */
  readonly destinationOf: (item: T) => string;
  /** How many items go at once. */
  readonly most: number;
  readonly send: (batch: readonly T[]) => Promise<void>;
  /** Told of what could not be delivered after some retries. */
  readonly onFailure: (destination: string, reason: string) => void;
}

/** Delivers items, each destination's one after the other. Nobody waits for it. */
export function deliveryQueue<T>({ destinationOf, most, send, onFailure }: Delivery<T>): (item: T) => void {
  const queues = new Map<string, T[]>();

  async function drain(destination: string, queue: T[]): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0, most);
      await delivered(
        () => send(batch),
        (reason) => {
          onFailure(destination, reason);
        },
      );
    }
    queues.delete(destination);
  }

  return (item) => {
    const destination = destinationOf(item);
    const waiting = queues.get(destination);
    if (waiting !== undefined) {
      waiting.push(item);
      return;
    }
    const queue = [item];
    queues.set(destination, queue);
    // What comes about at once goes together.
    queueMicrotask(() => void drain(destination, queue));
  };
}
