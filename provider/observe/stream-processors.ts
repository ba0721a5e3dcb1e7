import type { DescribeStreamProcessorResponse, StreamProcessor } from "@aws-sdk/client-rekognition";
import { type Changes, changeKeys } from "../aws/changes.js";
import type { Gateway } from "../aws/gateway.js";
import type { Clock } from "../base/clock.js";
import { ifAllowed } from "./asking.js";
import { SharedAnswers, type Source, type Viewer } from "./shared-answers.js";

/** From so many looks and waits on, one list of all statuses takes the place of a call for each. */
const LIST_FROM = 4;

/** Names and statuses of all. */
const LIST: Source<StreamProcessor, "ListStreamProcessors"> = {
  operation: "ListStreamProcessors",
  mostNames: 0,
  // AWS names no limit for a page.
  request: () => ({ MaxResults: 1_000 }),
  itemsIn: ({ StreamProcessors }) => StreamProcessors,
  nameOf: ({ Name }) => Name,
  whoIs: ({ Name = "" }) => Name,
  changedWith: (name) => [name === undefined ? changeKeys.processors : changeKeys.processor(name)],
};

/** One of them, whole. */
function described(name: string): Source<DescribeStreamProcessorResponse, "DescribeStreamProcessor"> {
  return {
    operation: "DescribeStreamProcessor",
    mostNames: 1,
    request: () => ({ Name: name }),
    itemsIn: (answer) => [answer],
    nameOf: () => name,
    whoIs: ({ StreamProcessorArn = "" }) => StreamProcessorArn,
    changedWith: () => [changeKeys.processor(name)],
    notFound: "the very thing",
  };
}

interface Known {
  readonly description: DescribeStreamProcessorResponse;
  readonly moment: number;
}

/** Stream processors: each is described whole at first; where many are looked at, the list tells how they go on. */
export class SharedStreamProcessors {
  readonly #aws: Gateway;
  readonly #clock: Clock;
  readonly #changes: Changes;
  readonly #list: SharedAnswers<StreamProcessor>;
  readonly #each = new Map<string, SharedAnswers<DescribeStreamProcessorResponse>>();
  readonly #known = new Map<string, Known>();
  #looking = 0;
  #mayList = true;

  constructor(clock: Clock, changes: Changes, aws: Gateway) {
    this.#aws = aws;
    this.#clock = clock;
    this.#changes = changes;
    this.#list = new SharedAnswers(clock, changes, aws, LIST);
  }

  /** Names of all. */
  async names(viewer: Viewer): Promise<string[]> {
    return (await this.#list.all(viewer)).map(({ Name = "" }) => Name);
  }

  /** One of them; undefined where it is not there. */
  async one(viewer: Viewer, name: string): Promise<DescribeStreamProcessorResponse | undefined> {
    this.#looking += 1;
    try {
      const isCrowd = this.#looking + this.#list.watched >= LIST_FROM || this.#isOneOfManyMissing(name);
      return isCrowd && this.#mayList ? await this.#listed(viewer, name) : await this.#described(viewer, name);
    } finally {
      this.#looking -= 1;
    }
  }

  /** Then a list proves of all that they are gone, instead of a second call for each. */
  #isOneOfManyMissing(name: string): boolean {
    if (this.#each.get(name)?.isMissing(name) !== true) return false;
    return [...this.#each].filter(([other, answers]) => answers.isMissing(other)).length >= LIST_FROM;
  }

  isGone(name: string, arn?: string): boolean {
    return this.#list.isGone(name) || this.#each.get(name)?.isGone(name, arn) === true;
  }

  /** What the list tells: that it is not there, or how one goes on whose description this viewer has. */
  async #listed(viewer: Viewer, name: string): Promise<DescribeStreamProcessorResponse | undefined> {
    const known = viewer.lastSeen(this.#list, name) > 0 ? this.#known.get(name) : undefined;
    const listed = await ifAllowed(this.#list.one(viewer, name));
    this.#mayList &&= listed !== undefined;
    if (listed === undefined) return this.#described(viewer, name);
    const { Status } = listed.seen ?? {};
    if (Status === undefined) return undefined;
    // A list says nothing of settings, nor why one failed.
    const isOutdated = known === undefined || known.moment <= this.#changes.last(changeKeys.processorSettings(name));
    if (isOutdated || Status === "FAILED") return this.#described(viewer, name);
    const { description } = known;
    return Status === description.Status ? description : { ...description, Status, StatusMessage: undefined };
  }

  async #described(viewer: Viewer, name: string): Promise<DescribeStreamProcessorResponse | undefined> {
    const answers = this.#each.get(name) ?? new SharedAnswers(this.#clock, this.#changes, this.#aws, described(name));
    this.#each.set(name, answers);
    const description = await answers.one(viewer, name);
    const moment = viewer.lastSeen(answers, name);
    viewer.saw(this.#list, name, moment);
    if (description === undefined) this.#known.delete(name);
    else this.#known.set(name, { description, moment });
    return description;
  }
}
