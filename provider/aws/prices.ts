/** A list price, with where and when it was read; no price is guessed for other regions. */
export interface ListPrice {
  readonly usdPerInferenceUnitHour: number;
  readonly usdPerTrainingHour: number;
  readonly asOf: string;
  readonly source: string;
}

const PRICES: Readonly<Record<string, ListPrice>> = {
  "us-east-1": {
    usdPerInferenceUnitHour: 4,
    usdPerTrainingHour: 1,
    asOf: "2026-11",
    source:
      "https://docs.aws.amazon.com/solutions/latest/dynamic-image-transformation-for-amazon-cloudfront/cost-considerations.html",
  },
};

/** What running units cost, for a message: "about $8.00 an hour (list price us-east-1, 2026-11)". */
export function hourlyPrice(region: string, inferenceUnits: number): string {
  const price = PRICES[region];
  if (price === undefined) return `an hourly price that is not known here for ${region} ($4.00 per unit in us-east-1)`;
  const usd = price.usdPerInferenceUnitHour * inferenceUnits;
  return `about $${usd.toFixed(2)} an hour (list price ${region}, ${price.asOf})`;
}
