import type { ExtraRule } from "../mapping.js";

/** Inputs of every kind that no request carries. */
export const commonOwnInputs = {
  region: "chooses the endpoint and is part of the signature",
  adopt: "decides what create does with an object that is there already",
} as const;

const REGION_RULE = {
  says: /^region: "[^"]*" has no Amazon Rekognition; /,
  why: "the model knows no endpoints: the list of Regions comes from AWS's endpoint list",
  region: "eu-north-1",
  example: {},
} as const;

/** What every kind refuses beyond the model. */
export function regionRules(operation: string): ExtraRule[] {
  return [{ ...REGION_RULE, operation }];
}

/** What every kind with tags refuses beyond the model. */
export function commonExtraRules(operation: string, mostTags = 198): ExtraRule[] {
  return [
    ...regionRules(operation),
    {
      says: new RegExp(`^tags: at most ${mostTags} tags`),
      why: "AWS allows 200, and the provider needs some for its marks",
      operation,
      example: { Tags: Object.fromEntries(Array.from({ length: mostTags + 1 }, (_, index) => [`key${index}`, ""])) },
    },
    {
      says: /^tags: keys that begin with pulumi-rekognition: are reserved/,
      why: "they are the mark of ownership",
      operation,
      example: { Tags: { "pulumi-rekognition:owner": "somebody else" } },
    },
  ];
}
