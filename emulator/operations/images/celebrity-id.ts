import type { ImageCelebrity } from "../../image-contents.js";
import { digestOf } from "../../digest.js";

/** AWS's ids have so many letters and digits. */
const ID_CHARACTERS = 8;

/** The id of somebody who is known: the one that was written down, or one that goes with the name. */
export const celebrityId = ({ id, name }: ImageCelebrity): string => id ?? digestOf(name).slice(0, ID_CHARACTERS);
