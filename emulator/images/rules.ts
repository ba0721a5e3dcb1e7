import type { Buckets } from "../media/buckets.js";
import { ApiError } from "../protocol/errors.js";
import type { ImageCelebrity, ImageContents, ImageMatch, ImageRule } from "../image-contents.js";
import { readContents } from "./shapes.js";

/** An image, a video or a stream that is looked at. */
export interface Looked {
  /** Where it is stored; undefined if it came with the request, or is a stream. */
  readonly object: { readonly bucket: string; readonly key: string } | undefined;
  /** The hash of its bytes; undefined for a video or a stream, which is not read. */
  readonly digest: string | undefined;
  /** The images that it is like, of those that rules name. */
  readonly like?: ReadonlySet<string>;
  /** The name of the Kinesis video stream, if it is one. */
  readonly stream?: string;
}

/** Beside the image `photo.jpg`, `photo.jpg.rekognition.json` says what it holds. */
export const SIDECAR = ".rekognition.json";

const ESCAPED = /[.+^${}()|[\]\\]/g;
const wild = (pattern: string, star: string): RegExp =>
  new RegExp(
    `^${pattern.replace(ESCAPED, "\\$&").replace(/\*\*|\*|\?/g, (part) => (part === "?" ? "." : part === "*" ? star : ".*"))}$`,
    "s",
  );

/** Brackets and braces, which names of objects have, stand for themselves: that is what glob libraries do not do. */
function matches(match: ImageMatch, { object, digest, like: likes, stream: name }: Looked): boolean {
  const { bucket, key, sha256, like, stream } = match;
  if (stream !== undefined && (name === undefined || !wild(stream, ".*").test(name))) return false;
  if (sha256 !== undefined && sha256 !== digest) return false;
  if (like !== undefined && likes?.has(like) !== true) return false;
  if (bucket !== undefined && (object === undefined || !wild(bucket, ".*").test(object.bucket))) return false;
  return key === undefined || (object !== undefined && wild(key, "[^/]*").test(object.key));
}

/** What images hold, by what was said of them. */
export class ImageRules {
  readonly #buckets: Buckets;
  readonly #ofFile: readonly ImageRule[];
  readonly #met = new Map<string, ImageCelebrity>();
  #ofControl: readonly ImageRule[] = [];

  /** @param ofFile rules that stay when everything is forgotten */
  constructor(buckets: Buckets, ofFile: readonly ImageRule[]) {
    this.#buckets = buckets;
    this.#ofFile = ofFile;
  }

  /** Rules that go before those of the file, in place of the earlier ones. */
  set(rules: readonly ImageRule[]): void {
    this.#ofControl = rules;
  }

  /** Keeps in mind somebody who was recognised, to be asked about. */
  meet(id: string, celebrity: ImageCelebrity): void {
    this.#met.set(id, celebrity);
  }

  /** Somebody who was recognised before. */
  met(id: string): ImageCelebrity | undefined {
    return this.#met.get(id);
  }

  /** Everybody who was recognised, by id. */
  everyoneMet(): ReadonlyMap<string, ImageCelebrity> {
    return this.#met;
  }

  /** Those that were set. */
  ofControl(): readonly ImageRule[] {
    return this.#ofControl;
  }

  list(): readonly ImageRule[] {
    return [...this.#ofControl, ...this.#ofFile];
  }

  clear(): void {
    this.#met.clear();
    this.#ofControl = [];
  }

  /** Each kind of thing is told by the first that speaks of it: the file beside the image, then the rules in order. */
  holdings(looked: Looked): ImageContents {
    const rules = this.list().filter(({ match = {} }) => matches(match, looked));
    const told = [...rules.map(({ holds }) => holds).reverse(), this.#beside(looked)];
    return Object.assign({}, ...told) as ImageContents;
  }

  #beside({ object }: Looked): ImageContents {
    if (object === undefined) return {};
    const key = object.key + SIDECAR;
    const text = this.#buckets.read(object.bucket, key);
    if (text === undefined) return {};
    try {
      return readContents(text.toString(), `s3://${object.bucket}/${key}`);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new ApiError("InvalidImageRuleOfEmulatorException", message, 501, "service");
    }
  }
}
