/**
 * Repeats a call once that AWS refused for the time it was signed at. The SDK's client has learned from the answer how far the
 * machine's clock is off, but it corrects itself only where it repeats calls, which here is not its business.
 */
export async function correctingClock<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const { $metadata: metadata } = error as { $metadata?: { clockSkewCorrected?: boolean } };
    if (metadata?.clockSkewCorrected !== true) throw error;
    return call();
  }
}
