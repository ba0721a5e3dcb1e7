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

/** What running units cost in an hour, in US dollars; undefined where no price is known for the region. */
export function usdPerHour(region: string, inferenceUnits: number): number | undefined {
  const price = PRICES[region];
  return price && price.usdPerInferenceUnitHour * inferenceUnits;
}

/** What an hour of training costs, in US dollars; undefined where no price is known for the region. */
export function usdPerTrainingHour(region: string): number | undefined {
  return PRICES[region]?.usdPerTrainingHour;
}

/** Where and when the prices of a region were read: "list price us-east-1, 2026-11". */
export function priceOrigin(region: string): string | undefined {
  const price = PRICES[region];
  return price && `list price ${region}, ${price.asOf}`;
}

/** What running units cost, for a message: "about $8.00 an hour (list price us-east-1, 2026-11)". */
export function hourlyPrice(region: string, inferenceUnits: number): string {
  const usd = usdPerHour(region, inferenceUnits);
  const origin = priceOrigin(region);
  if (usd === undefined || origin === undefined)
    return `an hourly price that is not known here for ${region} ($4.00 per unit in us-east-1)`;
  return `about $${usd.toFixed(2)} an hour (${origin})`;
}
