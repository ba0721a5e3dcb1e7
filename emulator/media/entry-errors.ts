/** AWS's codes for what is wrong with an entry, each with its text; `{}` stands for the label attribute. */
const ENTRY_ERRORS = {
  ERROR_NO_LABEL_ATTRIBUTES: "No label attributes found.",
  ERROR_INVALID_LABEL_ATTRIBUTE_FORMAT: "The format of the label attribute {} is invalid.",
  ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT: "The format of the label attribute metadata is invalid.",
  ERROR_NO_VALID_LABEL_ATTRIBUTES: "No valid label attributes found.",
  ERROR_INVALID_BOUNDING_BOX: "The bounding box has off frame values.",
  ERROR_INVALID_IMAGE_DIMENSION: "The image dimension(s) do not conform to allowed dimensions.",
  ERROR_BOUNDING_BOX_TOO_SMALL: "The height and width of the bounding box is too small.",
  ERROR_NO_VALID_ANNOTATIONS: "No valid annotations found.",
  ERROR_MISSING_BOUNDING_BOX_CONFIDENCE: "One or more bounding boxes has a missing confidence value.",
  ERROR_MISSING_CLASS_MAP_ID: "One of more class ids is missing from the class map.",
  ERROR_TOO_MANY_BOUNDING_BOXES: "There are more bounding boxes than the allowed maximum.",
  ERROR_UNSUPPORTED_USE_CASE_TYPE:
    "The use case type of the {}-metadata label attribute metadata is unsupported. Check the type field.",
  ERROR_INVALID_LABEL_NAME_LENGTH: "The length of the label name is invalid.",
  ERROR_INVALID_JSON_LINE: "The JSON Line has an invalid format.",
  ERROR_MISSING_SOURCE_REF: "The source-ref key is missing.",
  ERROR_INVALID_SOURCE_REF_FORMAT: "The format of the source-ref value is invalid.",
  ERROR_INVALID_IMAGE: "The image is invalid. Check S3 path and/or image properties.",
  WARNING_UNANNOTATED_RECORD: "Record is unannotated.",
  WARNING_NO_ANNOTATIONS: "No annotations were found.",
  WARNING_NO_ATTRIBUTE_ANNOTATIONS: "No attribute annotations were found.",
} as const;

export type EntryErrorCode = keyof typeof ENTRY_ERRORS;

/** Whether AWS has a code for what is said of a line. */
export const isEntryErrorCode = (text: string): text is EntryErrorCode => Object.hasOwn(ENTRY_ERRORS, text);

/** Where in the entry an error is written down: in the entry itself, in a label attribute, its metadata or a box. */
export type ErrorPlace =
  | { readonly in: "entry"; readonly attribute?: string }
  | { readonly in: "attribute" | "metadata"; readonly attribute: string }
  | { readonly in: "annotation"; readonly attribute: string; readonly index: number };

/** One thing that is wrong with an entry. */
export interface EntryError {
  readonly code: EntryErrorCode;
  readonly place: ErrorPlace;
}

export const entryError = (code: EntryErrorCode, place: ErrorPlace): EntryError => ({ code, place });

/** An error as AWS words it. */
export const errorText = ({ code, place }: EntryError): string =>
  ENTRY_ERRORS[code].replace("{}", () => place.attribute ?? "");

/** A box in ratios of the image's size. */
export interface Box {
  readonly label: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** What one label attribute says: a label of the whole image, or where things are in it. */
export interface AttributeCheck {
  readonly label: string | undefined;
  /** Those without an error. */
  readonly boxes: readonly Box[];
  /** Of the image, where the attribute says it. */
  readonly size?: ImageSize;
  readonly errors: readonly EntryError[];
  readonly valid: boolean;
}

/** A label attribute that cannot be used at all. */
export const refusedAttribute = (errors: readonly EntryError[]): AttributeCheck => ({
  label: undefined,
  boxes: [],
  errors,
  valid: false,
});

const MAX_LABEL_NAME = 256;

/** What is wrong with the name of a label, if anything. */
export function nameError(name: unknown): EntryErrorCode | undefined {
  if (typeof name !== "string" || name === "") return "ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT";
  return name.length > MAX_LABEL_NAME ? "ERROR_INVALID_LABEL_NAME_LENGTH" : undefined;
}
