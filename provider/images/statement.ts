import type { Edges } from "./boxes.js";
import type { ImageSource } from "./image-set.js";
import type { Listing } from "./listing.js";
import type { Problems } from "./problems.js";

/** A box as it is written down. */
export interface StatedBox {
  /** Where it is said, for messages. */
  readonly place: string;
  readonly label: string;
  readonly edges: Edges;
}

/** What is written down of one image. */
export interface Statement {
  /** Where it is said, for messages. */
  readonly place: string;
  /** A name in the listing of images. */
  readonly name: string;
  /** Of the image as a whole. */
  readonly labels: readonly string[];
  readonly boxes: readonly StatedBox[];
  /** Whether edges are parts of the image's width and height instead of pixels. */
  readonly inParts?: boolean;
  /** Pixels, where they are said. */
  readonly size?: { readonly widthPx: number; readonly heightPx: number } | undefined;
}

/** What a format's reader works with. */
export interface FormatInput {
  readonly source: ImageSource;
  /** Files in the folder of images. */
  readonly images: Listing;
  readonly problems: Problems;
  /** Takes what a person should look at. */
  readonly warn: (text: string) => void;
}

export interface Statements {
  readonly of: "images" | "boxes";
  readonly statements: readonly Statement[];
}
