/** The message of what a promise fails with; throws where it does not fail. */
export async function failureOf(promise: Promise<unknown>): Promise<string> {
  let result: unknown;
  try {
    result = await promise;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error(`expected a failure, got ${JSON.stringify(result)}`);
}
