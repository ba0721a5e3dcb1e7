import type { ImageBox, ImageFace } from "../image-contents.js";

/** A face that was found: whose it is, and what is to be seen of it. */
export interface FoundFace extends ImageFace {
  readonly identity: string;
  readonly box: ImageBox;
  readonly confidence: number;
}

/** No operation finds more faces in one image. */
const MOST_FACES = 100;
const CONFIDENCE = 99.9;
/** Half of the image: where a face is that nobody placed. */
const SIZE = 0.5;

/** Places faces in a row; one alone is in the middle. */
function place(index: number, count: number): ImageBox {
  const width = SIZE / count;
  return { width, height: SIZE, left: (index + 0.5) / count - width / 2, top: (1 - SIZE) / 2 };
}

const area = ({ box }: FoundFace): number => box.width * box.height;

/**
 * The faces of an image, the largest first. Where nobody said anything, there is one: of a person who is in no other image.
 * @param digest what tells the image from others
 */
export function facesOf(told: readonly ImageFace[] | undefined, digest: string): readonly FoundFace[] {
  const faces = told ?? [{}];
  const found = faces.map((face, index) => ({
    confidence: CONFIDENCE,
    identity: `${digest}/${index}`,
    box: place(index, faces.length),
    ...face,
  }));
  return found.sort((a, b) => area(b) - area(a)).slice(0, MOST_FACES);
}
