/** A part of an image: shares of its width and height, 0 to 1. */
export interface ImageBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What a face may express. */
export type ImageEmotion = "HAPPY" | "CALM" | "SURPRISED" | "CONFUSED" | "SAD" | "ANGRY" | "DISGUSTED" | "FEAR";

/** What people may wear for their protection. */
export type ImageEquipment = "FACE_COVER" | "HAND_COVER" | "HEAD_COVER";

/** Somebody whom AWS knows. */
export interface ImageCelebrity {
  readonly name: string;
  /** AWS's own id, of letters and digits; default: one that goes with the name. */
  readonly id?: string;
  readonly urls?: readonly string[];
}

/** A face in an image, as it is written down; what is left out is made up, always in the same way. */
export interface ImageFace {
  /** Whose face it is: faces of one identity match each other. Default: a person of this image alone. */
  readonly identity?: string;
  /** Default: in the middle; of several faces, side by side. */
  readonly box?: ImageBox;
  /** That it is a face; 0 to 100, default 99.9. */
  readonly confidence?: number;
  /** Degrees; default 0 each. */
  readonly pose?: { readonly roll?: number; readonly yaw?: number; readonly pitch?: number };
  /** 0 to 100; default 80 and 90. */
  readonly quality?: { readonly brightness?: number; readonly sharpness?: number };
  /** Years; default 25 to 35. */
  readonly ageRange?: { readonly low: number; readonly high: number };
  readonly gender?: "Female" | "Male";
  /** Default: true. */
  readonly smile?: boolean;
  readonly eyeglasses?: boolean;
  readonly sunglasses?: boolean;
  readonly beard?: boolean;
  readonly mustache?: boolean;
  /** Default: true. */
  readonly eyesOpen?: boolean;
  readonly mouthOpen?: boolean;
  readonly occluded?: boolean;
  /** The strongest one; default HAPPY. */
  readonly emotion?: ImageEmotion;
  /** Default: nobody who is known. */
  readonly celebrity?: ImageCelebrity;
}

/** A label of an image. */
export interface ImageLabel {
  readonly name: string;
  /** 0 to 100; default 98. */
  readonly confidence?: number;
  readonly parents?: readonly string[];
  readonly categories?: readonly string[];
  readonly aliases?: readonly string[];
  /** Where in the image it is, as often as it is there. */
  readonly instances?: readonly ImageBox[];
}

/** Something that moderation warns of. */
export interface ImageWarning {
  /** One name of AWS's taxonomy; those above it are found as well. */
  readonly name: string;
  /** 0 to 100; default 95. */
  readonly confidence?: number;
}

/** A line of text. Its words follow from it. */
export interface ImageText {
  readonly text: string;
  /** 0 to 100; default 99. */
  readonly confidence?: number;
  /** Default: below the lines before it. */
  readonly box?: ImageBox;
}

/** A person at work. */
export interface ImageWorker {
  /** Default: half of the image, in its middle. */
  readonly box?: ImageBox;
  /** Of the person and the equipment; 0 to 100, default 99. */
  readonly confidence?: number;
  readonly wears?: readonly ImageEquipment[];
}

/** What a part of a video may be: a shot, or one of AWS's technical cues. */
export type SegmentKind =
  "Shot" | "ColorBars" | "EndCredits" | "BlackFrames" | "OpeningCredits" | "StudioLogo" | "Slate" | "Content";

/** A part of a video. */
export interface VideoSegment {
  readonly kind: SegmentKind;
  /** Milliseconds from the start of the video. */
  readonly startMs: number;
  /** Milliseconds from the start of the video, which lasts at least so long. */
  readonly endMs: number;
  /** 0 to 100; default 98. */
  readonly confidence?: number;
}

/** What an image or a video holds, as far as somebody said so. An empty list says that there is nothing of the kind. */
export interface ImageContents {
  readonly faces?: readonly ImageFace[];
  readonly labels?: readonly ImageLabel[];
  readonly moderation?: readonly ImageWarning[];
  /** Default: no text. */
  readonly texts?: readonly ImageText[];
  /** People who are looked at for their protective equipment; default: nobody. */
  readonly workers?: readonly ImageWorker[];
  /** Of a video. */
  readonly segments?: readonly VideoSegment[];
}

/** Which images, or streams, a rule is for: all that is given has to match. */
export interface ImageMatch {
  /** The bucket's name; `*` stands for any characters. */
  readonly bucket?: string;
  /** The object's key; `*` stands for any characters but `/`, `**` for any, `?` for one. */
  readonly key?: string;
  /** SHA-256 of the image's bytes, in hexadecimal. Not for videos. */
  readonly sha256?: string;
  /** `s3://BUCKET/KEY` of an image: those with the same pixels match, re-encoded or scaled as they may be. Not for videos. */
  readonly like?: string;
  /** The name of a Kinesis video stream; `*` stands for any characters. Only for what stream processors see. */
  readonly stream?: string;
}

/** What the images that match hold. */
export interface ImageRule {
  /** Default: every image, video and stream. */
  readonly match?: ImageMatch;
  readonly holds: ImageContents;
}

/** What a rules file holds, and what the control API takes. */
export interface RuleSet {
  readonly rules: readonly ImageRule[];
}
