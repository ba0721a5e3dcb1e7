/** What running and training cost. Prices of other Regions differ. */
export const PRICES = {
  region: "us-east-1",
  currency: "USD",
  /** Each inference unit, for every hour a model is RUNNING, used or not. */
  inferenceUnitHour: 4,
  /** Successful training only. */
  trainingHour: 1,
  asOf: "2026-11-21",
  source:
    'AWS Solutions Library guide "Dynamic Image Transformation for Amazon CloudFront" (inference); aws-samples/amazon-rekognition-custom-brand-detection (both)',
} as const;
