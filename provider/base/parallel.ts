/** AWS allows a few dozen calls a second; an account may have thousands of things. */
const AT_ONCE = 8;

/**
 * Does the same to every item, a few at a time, and keeps their order. The first error ends it: no further item is begun, and it
 * is thrown when those under way have ended, so that nothing goes on behind the caller's back.
 */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  limit = AT_ONCE,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = [...items.entries()].reverse();
  const errors: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const [index, item] = next;
      try {
        results[index] = await work(item);
      } catch (error) {
        errors.push(error);
        queue.length = 0;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  if (errors.length > 0) throw errors[0];
  return results;
}
