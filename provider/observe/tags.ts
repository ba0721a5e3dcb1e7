import { type Changes, changeKeys } from "../aws/changes.js";
import type { Gateway } from "../aws/gateway.js";
import type { Clock } from "../base/clock.js";
import { absentIfNotFound } from "./asking.js";
import { Sightings } from "./sightings.js";

/**
 * The tags of things of every kind. AWS does not say that it always sends the list, so an answer without tags proves as
 * little as one that leaves a thing out: it counts once answers that are far enough apart agree.
 */
export class SharedTags {
  readonly #clock: Clock;
  readonly #changes: Changes;
  readonly #sightings: Sightings;

  constructor(clock: Clock, changes: Changes) {
    this.#clock = clock;
    this.#changes = changes;
    this.#sightings = new Sightings((arn) => changes.last(changeKeys.tags(arn)));
  }

  /** What one answer shows, empty or not; undefined where there is no such thing. */
  async now(aws: Gateway, arn: string): Promise<Record<string, string> | undefined> {
    let sent = { moment: 0, atMs: 0 };
    const answer = await absentIfNotFound(
      aws.call("ListTagsForResource", () => {
        sent = { moment: this.#changes.now(), atMs: this.#clock.monotonicMs() };
        return { ResourceArn: arn };
      }),
    );
    const tags = answer && (answer.Tags ?? {});
    const shown = new Map(tags === undefined || Object.keys(tags).length === 0 ? [] : [[arn, ""]]);
    this.#sightings.note({ ...sent, names: [arn], shown, saysNotFound: tags === undefined });
    return tags;
  }

  /** Whether it is proven by all answers so far that it has none, or is gone. */
  isTagless(arn: string): boolean {
    return this.#sightings.isGone(arn);
  }
}
