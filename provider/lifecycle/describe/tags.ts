import { type Changes, changeKeys } from "../../aws/changes.js";
import type { Gateway } from "../../aws/gateway.js";
import type { Clock } from "../clock.js";
import { statusTable } from "../status-table.js";
import { type VerdictTable, type WaitEnvironment, waitForState } from "../wait-for-state.js";
import { absentIfNotFound } from "./asking.js";
import { Sightings } from "./sightings.js";

export type Tags = Record<string, string>;

const TAGGED: VerdictTable<"tagged"> = {
  until: "shows its tags",
  statuses: statusTable({ tagged: "target" }),
  absent: "target",
};

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
  async now(aws: Gateway, arn: string): Promise<Tags | undefined> {
    let sent = { moment: 0, atMs: 0 };
    const answer = await absentIfNotFound(
      aws.call("ListTagsForResource", () => {
        sent = { moment: this.#changes.now(), atMs: this.#clock.monotonicMs() };
        return { ResourceArn: arn };
      }),
    );
    const tags = answer && (answer.Tags ?? {});
    const shown = new Map(tags === undefined || isEmpty(tags) ? [] : [[arn, ""]]);
    this.#sightings.note({ ...sent, names: [arn], shown, saysNotFound: tags === undefined });
    return tags;
  }

  /** The tags; none only where that is proven, undefined where there is no such thing. */
  async of(context: WaitEnvironment, aws: Gateway, arn: string): Promise<Tags | undefined> {
    let last: Tags | undefined;
    await waitForState(context, `the resource ${arn}`, TAGGED, {
      look: async () => {
        last = await this.now(aws, arn);
        return last === undefined || isEmpty(last) ? undefined : { status: "tagged", value: last };
      },
      isGone: () => this.#sightings.isGone(arn),
    });
    return last;
  }
}

function isEmpty(tags: Tags): boolean {
  return Object.keys(tags).length === 0;
}
