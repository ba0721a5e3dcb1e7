import { OWNER_TAG } from "../../../provider/lifecycle/claim.js";
import type { CaseContext } from "./live-case.js";

/** AWS has something else than it should have. */
export class NotAsExpected extends Error {
  override readonly name = "NotAsExpected";
}

/** Fails with both values unless they are alike. */
export function same(what: string, actual: unknown, expected: unknown): void {
  const [one, other] = [actual, expected].map((value) => JSON.stringify(value));
  if (one !== other) throw new NotAsExpected(`${what} is ${String(one)}, not ${String(other)}`);
}

export function holds(what: string, is: boolean): void {
  if (!is) throw new NotAsExpected(`This does not hold: ${what}`);
}

/** AWS must answer with one of these errors. */
export async function refused(what: string, names: readonly string[], call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (error instanceof Error && names.includes(error.name)) return;
    throw error;
  }
  throw new NotAsExpected(`${what} is answered, not refused with ${names.join(" or ")}`);
}

const LOOK_AGAIN_MS = 5_000;
/** AWS may show an old answer for about a minute after a change. */
const LAG_LIMIT_MS = 90_000;

/** Looks until something holds, and answers how long that took. AWS may show late what is so already. */
export async function eventually(
  { time, signal }: Pick<CaseContext, "time" | "signal">,
  what: string,
  look: () => Promise<boolean>,
  limitMs = LAG_LIMIT_MS,
): Promise<number> {
  const begunMs = time.sinceMs();
  for (;;) {
    if (await look()) return time.sinceMs() - begunMs;
    if (time.sinceMs() - begunMs > limitMs) {
      throw new NotAsExpected(`Not within ${limitMs / 1000} s: ${what}`);
    }
    await time.sleep(LOOK_AGAIN_MS, signal);
  }
}

/** A tag is as given, and the owner's is on it. */
export async function tagged(context: CaseContext, arn: string, key: string, value: string): Promise<void> {
  await eventually(context, `${arn} has the tag ${key}=${value} and its owner's`, async () => {
    const { Tags = {} } = await context.aws.rekognition.listTagsForResource({ ResourceArn: arn });
    return Tags[key] === value && Tags[OWNER_TAG] === context.names.mark;
  });
}
