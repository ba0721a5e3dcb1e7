import * as z from "zod";
import { amount, checked, shape } from "../control/shapes.js";
import type {
  ImageBox,
  ImageCelebrity,
  ImageContents,
  ImageEmotion,
  ImageEquipment,
  ImageFace,
  ImageLabel,
  ImageMatch,
  ImageRule,
  ImageText,
  ImageWarning,
  ImageWorker,
  RuleSet,
  SegmentKind,
  VideoSegment,
} from "../image-contents.js";

const percent = z.number().min(0).max(100).optional();
const degrees = z.number().min(-180).max(180).optional();
const fraction = z.number().min(0).max(1);
const flag = z.boolean().optional();
const names = z.array(z.string()).optional();

const BOX = shape<ImageBox>({ left: fraction, top: fraction, width: fraction, height: fraction }, "member");

/** In the order in which they are told. */
export const EMOTIONS: readonly ImageEmotion[] = [
  "HAPPY",
  "CALM",
  "SURPRISED",
  "CONFUSED",
  "SAD",
  "ANGRY",
  "DISGUSTED",
  "FEAR",
];

const CELEBRITY = shape<ImageCelebrity>(
  {
    name: z.string().min(1),
    id: z
      .string()
      .regex(/^[0-9A-Za-z]+$/, "takes letters and digits")
      .optional(),
    urls: names,
  },
  "member",
);

const FACE = shape<ImageFace>(
  {
    identity: z.string().min(1).optional(),
    box: BOX.optional(),
    confidence: percent,
    pose: shape<NonNullable<ImageFace["pose"]>>({ roll: degrees, yaw: degrees, pitch: degrees }, "member").optional(),
    quality: shape<NonNullable<ImageFace["quality"]>>({ brightness: percent, sharpness: percent }, "member").optional(),
    ageRange: shape<NonNullable<ImageFace["ageRange"]>>(
      { low: z.int().min(0), high: z.int().min(0) },
      "member",
    ).optional(),
    gender: z.enum(["Female", "Male"]).optional(),
    smile: flag,
    eyeglasses: flag,
    sunglasses: flag,
    beard: flag,
    mustache: flag,
    eyesOpen: flag,
    mouthOpen: flag,
    occluded: flag,
    emotion: z.enum(EMOTIONS).optional(),
    celebrity: CELEBRITY.optional(),
  },
  "member",
);

const LABEL = shape<ImageLabel>(
  {
    name: z.string().min(1),
    confidence: percent,
    parents: names,
    categories: names,
    aliases: names,
    instances: z.array(BOX).optional(),
  },
  "member",
);

const WARNING = shape<ImageWarning>({ name: z.string().min(1), confidence: percent }, "member");

const TEXT = shape<ImageText>({ text: z.string().min(1), confidence: percent, box: BOX.optional() }, "member");

const EQUIPMENT: readonly ImageEquipment[] = ["FACE_COVER", "HAND_COVER", "HEAD_COVER"];
const WORKER = shape<ImageWorker>(
  { box: BOX.optional(), confidence: percent, wears: z.array(z.enum(EQUIPMENT)).optional() },
  "member",
);

const SEGMENTS: readonly SegmentKind[] = [
  "Shot",
  "ColorBars",
  "EndCredits",
  "BlackFrames",
  "OpeningCredits",
  "StudioLogo",
  "Slate",
  "Content",
];
const SEGMENT = shape<VideoSegment>(
  { kind: z.enum(SEGMENTS), startMs: amount, endMs: amount, confidence: percent },
  "member",
).refine(({ startMs, endMs }) => endMs > startMs, { path: ["endMs"], error: "takes a time after startMs" });

const CONTENTS = shape<ImageContents>(
  {
    faces: z.array(FACE).optional(),
    labels: z.array(LABEL).optional(),
    moderation: z.array(WARNING).optional(),
    texts: z.array(TEXT).optional(),
    workers: z.array(WORKER).optional(),
    segments: z.array(SEGMENT).optional(),
  },
  "member",
);

/** Bucket and key. */
export const S3_URI = /^s3:\/\/([^/]+)\/(.+)$/s;

const MATCH = shape<ImageMatch>(
  {
    bucket: z.string().optional(),
    key: z.string().optional(),
    sha256: z
      .string()
      .regex(/^[\da-f]{64}$/, "takes 64 hexadecimal digits in lower case")
      .optional(),
    like: z.string().regex(S3_URI, "takes s3://BUCKET/KEY").optional(),
    stream: z.string().optional(),
  },
  "member",
);

const RULE = shape<ImageRule>({ match: MATCH.optional(), holds: CONTENTS }, "member");

export const RULE_SET = shape<RuleSet>({ rules: z.array(RULE) }, "member");

/**
 * Reads JSON that somebody wrote by hand.
 * @throws Error that names the place in the file, and what is wrong there
 */
function readJson<T>(schema: z.ZodType<T>, text: string, file: string): T {
  try {
    return checked(schema, JSON.parse(text));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What a file beside an image says that it holds. */
export const readContents = (text: string, file: string): ImageContents => readJson(CONTENTS, text, file);

/** The rules of a file. */
export const readRules = (text: string, file: string): readonly ImageRule[] => readJson(RULE_SET, text, file).rules;
