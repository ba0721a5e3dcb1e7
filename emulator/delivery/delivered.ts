import pRetry from "p-retry";

const RETRIES = { retries: 3, minTimeout: 100, factor: 3 };

/** Sends something, again after a failure. What cannot be delivered is told to `onFailure`; this does not fail. */
export async function delivered(send: () => Promise<void>, onFailure: (reason: string) => void): Promise<void> {
  try {
    await pRetry(send, RETRIES);
  } catch (error) {
    onFailure(error instanceof Error ? error.message : String(error));
  }
}
