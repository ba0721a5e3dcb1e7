import type { DescribeStreamProcessorResponse, StreamProcessor } from "@aws-sdk/client-rekognition";
import { type Changes, changeKeys } from "../../aws/changes.js";
import type { Gateway } from "../../aws/gateway.js";
import type { Clock } from "../clock.js";
import { isRekognitionError } from "../errors.js";
import { SharedAnswers } from "./shared-answers.js";
import { processorListSource, processorSource } from "./sources.js";
import type { Viewer } from "./viewer.js";

/** From so many waits on, one list of all statuses takes the place of a call for each. */
const LIST_FROM = 4;

interface Known {
  readonly description: DescribeStreamProcessorResponse;
  readonly moment: number;
}

/** Stream processors: each is described whole at first; where many are waited for, the list tells how they go on. */
export class SharedStreamProcessors {
  readonly #aws: Gateway;
  readonly #clock: Clock;
  readonly #changes: Changes;
  readonly #list: SharedAnswers<StreamProcessor>;
  readonly #each = new Map<string, SharedAnswers<DescribeStreamProcessorResponse>>();
  readonly #known = new Map<string, Known>();
  #mayList = true;

  constructor(clock: Clock, changes: Changes, aws: Gateway) {
    this.#aws = aws;
    this.#clock = clock;
    this.#changes = changes;
    this.#list = new SharedAnswers(clock, changes, processorListSource(aws));
  }

  /** Names of all. */
  async names(viewer: Viewer): Promise<string[]> {
    return (await this.#list.all(viewer)).map(({ Name = "" }) => Name);
  }

  /** One of them; undefined where it is not there. */
  async one(viewer: Viewer, name: string): Promise<DescribeStreamProcessorResponse | undefined> {
    const known = this.#known.get(name);
    const isWait = viewer.lastSeen(this.#list, name) > 0 && this.#list.watched >= LIST_FROM;
    if (!isWait || !this.#mayList || known === undefined || this.#isOutdated(name, known)) {
      return this.#described(viewer, name);
    }
    const listed = await this.#listed(viewer, name);
    if (listed?.Status === undefined || listed.Status === "FAILED") return this.#described(viewer, name);
    if (listed.Status === known.description.Status) return known.description;
    return { ...known.description, Status: listed.Status, StatusMessage: undefined };
  }

  /** The list only saves calls, so it is no permission that a wait needs. */
  async #listed(viewer: Viewer, name: string): Promise<StreamProcessor | undefined> {
    try {
      return await this.#list.one(viewer, name);
    } catch (error) {
      if (!isRekognitionError(error, "AccessDenied", "StreamProcessorAccessDenied")) throw error;
      this.#mayList = false;
      return undefined;
    }
  }

  async #described(viewer: Viewer, name: string): Promise<DescribeStreamProcessorResponse | undefined> {
    const answers =
      this.#each.get(name) ?? new SharedAnswers(this.#clock, this.#changes, processorSource(this.#aws, name));
    this.#each.set(name, answers);
    const description = await answers.one(viewer, name);
    const moment = viewer.lastSeen(answers, name);
    viewer.saw(this.#list, name, moment);
    if (description === undefined) this.#known.delete(name);
    else this.#known.set(name, { description, moment });
    return description;
  }

  /** A list says nothing of settings: after they changed, the description is asked for anew. */
  #isOutdated(name: string, known: Known): boolean {
    return known.moment <= this.#changes.last(changeKeys.processorSettings(name));
  }
}
