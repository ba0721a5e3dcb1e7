import type { DescribeCollectionResponse } from "@aws-sdk/client-rekognition";
import { wholeArn } from "../aws/arns.js";
import { type Changes, changeKeys } from "../aws/changes.js";
import type { Gateway } from "../aws/gateway.js";
import type { Clock } from "../base/clock.js";
import { EachByItself, ifAllowed } from "./asking.js";
import { SharedAnswers, type Source, type Viewer } from "./shared-answers.js";

/** Ids of all collections. */
const IDS: Source<string, "ListCollections"> = {
  operation: "ListCollections",
  mostNames: 0,
  request: () => ({}),
  itemsIn: ({ CollectionIds }) => CollectionIds,
  nameOf: (id) => id,
  whoIs: (id) => id,
  // Nobody asks for all of them at once.
  changedWith: (id = "") => [changeKeys.collection(id)],
};

/** Collections: each is described by itself; where many are missing, the list of all tells of those. */
export class SharedCollections {
  readonly #each: EachByItself<"DescribeCollection">;
  readonly #list: SharedAnswers<string>;
  #mayList = true;

  constructor(clock: Clock, changes: Changes, aws: Gateway) {
    this.#list = new SharedAnswers(clock, changes, aws, IDS);
    this.#each = new EachByItself(clock, changes, {
      whoIs: ({ CollectionARN = "" }) => wholeArn(CollectionARN),
      changedWith: (id) => [changeKeys.collection(id)],
    });
  }

  /** One of them; undefined where it is not there. */
  async one(aws: Gateway, viewer: Viewer, id: string): Promise<DescribeCollectionResponse | undefined> {
    if (this.#mayList && this.#each.isOneOfManyMissing(id)) {
      const listed = await ifAllowed(this.#list.one(viewer, id));
      if (listed === undefined) this.#mayList = false;
      else if (listed.seen === undefined) return undefined;
    }
    return this.#each.one(aws, id, "DescribeCollection", { CollectionId: id });
  }

  isGone(id: string, arn?: string): boolean {
    return this.#each.isGone(id, arn) || this.#list.isGone(id);
  }
}
