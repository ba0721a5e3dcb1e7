import type { DescribeCollectionResponse } from "@aws-sdk/client-rekognition";
import { wholeArn } from "../aws/arns.js";
import { type Changes, changeKeys } from "../aws/changes.js";
import type { Gateway } from "../aws/gateway.js";
import type { Clock } from "../base/clock.js";
import { isRekognitionError } from "../base/errors.js";
import { EachByItself } from "./each-by-itself.js";
import { SharedAnswers } from "./shared-answers.js";
import { collectionListSource } from "./sources.js";
import type { Viewer } from "./viewer.js";

/** From so many missing ones on, a list of all proves of each that it is gone, instead of a second call for each. */
export const LIST_FROM = 4;

/** Collections: each is described by itself; where many are missing, the list of all tells of those. */
export class SharedCollections {
  readonly #each: EachByItself<DescribeCollectionResponse>;
  readonly #list: SharedAnswers<string>;
  #mayList = true;

  constructor(clock: Clock, changes: Changes, aws: Gateway) {
    this.#list = new SharedAnswers(clock, changes, collectionListSource(aws));
    this.#each = new EachByItself(clock, changes, {
      whoIs: ({ CollectionARN = "" }) => wholeArn(CollectionARN),
      changedWith: (id) => [changeKeys.collection(id)],
    });
  }

  /** One of them; undefined where it is not there. */
  async one(aws: Gateway, viewer: Viewer, id: string): Promise<DescribeCollectionResponse | undefined> {
    const isListed = this.#each.isMissing(id) && this.#each.missing >= LIST_FROM && this.#mayList;
    if (isListed && (await this.#isNotInList(viewer, id))) return undefined;
    return this.#each.one(id, (atSending) =>
      aws.call("DescribeCollection", () => {
        atSending();
        return { CollectionId: id };
      }),
    );
  }

  isGone(id: string, arn?: string): boolean {
    return this.#each.isGone(id, arn) || this.#list.isGone(id);
  }

  /** The list only saves calls, so it is no permission that a look needs. */
  async #isNotInList(viewer: Viewer, id: string): Promise<boolean> {
    try {
      return (await this.#list.one(viewer, id)) === undefined;
    } catch (error) {
      if (!isRekognitionError(error, "AccessDenied")) throw error;
      this.#mayList = false;
      return false;
    }
  }
}
