/** AWS allows a few dozen calls a second; an account may have thousands of things. */
const AT_ONCE = 8;

/** Does the same to every item, a few at a time, and keeps their order. The first error ends it. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  limit = AT_ONCE,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = [...items.entries()].reverse();
  const worker = async (): Promise<void> => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const [index, item] = next;
      results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
