import { isRekognitionError } from "../../provider/base/errors.js";
import { inParallel } from "../../provider/base/parallel.js";
import { CLAIM_TAG, OWNER_TAG } from "../../provider/lifecycle/claim.js";
import type { AwsContext } from "../../provider/lifecycle/aws-context.js";
import { type Kind, kinds } from "../../provider/resources/registry.js";
import type { Thing } from "./thing.js";

/** What one listing does not show may be there all the same; two that are so far apart tell. */
const BETWEEN_LISTINGS_MS = 10_000;

/** Every kind that can be found by its tags, what costs first. */
const KINDS = Object.values<Kind>(kinds)
  .flatMap(({ handler: { definition, unrecorded } }) =>
    unrecorded === undefined ? [] : [{ kind: definition.kind, ways: unrecorded }],
  )
  .sort((a, b) => a.ways.order - b.ways.order);

/** What carries one of some owner tags in one region. */
export interface Inventory {
  readonly things: readonly Thing[];
  /** What could not be looked at, each as a sentence. */
  readonly unseen: readonly string[];
}

type Untagged = Omit<Thing, "owner" | "claim">;
type Tags = Readonly<Record<string, string>>;

/**
 * Looks through everything in account and region for what carries one of these owner tags. It looks twice, some seconds apart: a
 * thing that one answer leaves out, or shows without tags, is not said to cost nothing.
 * @param look gives a new context; looks of several share their calls
 */
export async function ownedThings(look: () => AwsContext, marks: readonly string[]): Promise<Inventory> {
  const context = look();
  const first = await everything(look);
  const tags = await tagsOf(context, first.things);
  await context.clock.sleep(BETWEEN_LISTINGS_MS, context.signal);
  const second = await everything(look);
  const seen = new Map([...first.things, ...second.things].map((thing) => [thing.arn, thing]));
  const isUnclaimed = ({ arn }: Untagged): boolean => tags.get(arn)?.[OWNER_TAG] === undefined;
  for (const [arn, found] of await tagsOf(context, [...seen.values()].filter(isUnclaimed))) tags.set(arn, found);
  const things = [...seen.values()].flatMap((thing): Thing[] => {
    const { [OWNER_TAG]: owner, [CLAIM_TAG]: claim } = tags.get(thing.arn) ?? {};
    return owner !== undefined && marks.includes(owner) ? [{ ...thing, owner, claim }] : [];
  });
  return { things, unseen: second.unseen.length > 0 ? second.unseen : first.unseen };
}

async function tagsOf({ describe }: AwsContext, things: readonly Untagged[]): Promise<Map<string, Tags>> {
  return new Map(await inParallel(things, async ({ arn }) => [arn, (await describe.tagsNow(arn)) ?? {}] as const));
}

/** Everything that there is, no matter whose it is. */
async function everything(look: () => AwsContext): Promise<{ things: Untagged[]; unseen: string[] }> {
  const unseen: string[] = [];
  const listings = KINDS.map(async ({ kind, ways }): Promise<Untagged[]> => {
    const context = look();
    const { region } = context;
    try {
      return (await ways.list(context)).map((thing) => ({ ...thing, kind, ways, region }));
    } catch (error) {
      // Not every region and account has streaming video, and AWS answers both with a refusal.
      if (!isRekognitionError(error, "StreamProcessorAccessDenied")) throw error;
      unseen.push(
        `${ways.noun.charAt(0).toUpperCase()}${ways.noun.slice(1)}s in ${region} could not be looked at: ${error.what}`,
      );
      return [];
    }
  });
  return { things: (await Promise.all(listings)).flat(), unseen };
}
