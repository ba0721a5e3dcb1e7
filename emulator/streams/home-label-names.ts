/** What connected home looks for, by AWS's names. */
export const HOME_LABEL_NAMES = ["PERSON", "PET", "PACKAGE"] as const;

export type HomeLabelName = (typeof HOME_LABEL_NAMES)[number];
