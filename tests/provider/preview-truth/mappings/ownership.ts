/** Whatever has tags gets two more. */
export const OWNERSHIP_TAGS = {
  Tags: {
    "pulumi-rekognition:owner": "organization/project/stack",
    "pulumi-rekognition:claim": "0123456789abcdef.0123456789abcdef.0123456789abcdef",
  },
} as const;
