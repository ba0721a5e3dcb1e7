/** How the labels of images are written down. */
export const IMAGE_FORMATS = ["folders", "coco", "pascalVoc", "yolo", "csv"] as const;
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

/** Where labelled images lie on this machine. */
export interface ImageSource {
  readonly folder: string;
  readonly format: ImageFormat;
  /** File (coco, csv) or folder (pascalVoc, yolo) with the labels; none for folders. */
  readonly annotations?: string | undefined;
}

/** A rectangle within an image in whole pixels, and what is in it. */
export interface Box {
  readonly label: string;
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** An image, with what is said of it. Equal bytes are one image, whatever files hold them. */
export interface LabelledImage {
  /** Hex, of its bytes. */
  readonly sha256: string;
  /** Path to read it from: the first in order, if several files are equal. */
  readonly file: string;
  /** Path from the folder with "/", for messages. */
  readonly name: string;
  readonly extension: "jpg" | "png";
  readonly sizeBytes: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Of the whole image, sorted; empty in sets with boxes. */
  readonly labels: readonly string[];
  /** Empty in sets with labels of whole images. */
  readonly boxes: readonly Box[];
}

export interface LabelledImages {
  /** Sorted by sha256. */
  readonly images: readonly LabelledImage[];
  /** How many images have a label. */
  readonly labels: ReadonlyMap<string, number>;
  /** What a person should look at although it can be used, such as places of photography in EXIF. */
  readonly warnings: readonly string[];
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, of: number) => void;
}

export { manifestLines } from "./manifest-lines.js";
export { readLabelledImages } from "./read.js";
