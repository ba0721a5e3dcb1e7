/** A list price, with where and when it was read; no price is guessed for other regions. */
export interface ListPrice {
  readonly usdPerInferenceUnitHour: number;
  readonly usdPerTrainingHour: number;
  readonly asOf: string;
  /** Of the inference unit, then of training. */
  readonly sources: readonly [string, string];
}

const PRICES: Readonly<Record<string, ListPrice>> = {
  "us-east-1": {
    usdPerInferenceUnitHour: 4,
    usdPerTrainingHour: 1,
    asOf: "2026-11",
    sources: [
      "https://docs.aws.amazon.com/solutions/latest/dynamic-image-transformation-for-amazon-cloudfront/cost-considerations.html",
      "https://github.com/aws-samples/amazon-rekognition-custom-brand-detection",
    ],
  },
};

/** The list price of a region, where it is known. */
export function listPrice(region: string): ListPrice | undefined {
  return PRICES[region];
}

/**
 * What running units cost, for a message: "about $8.00 an hour (list price us-east-1, 2026-11)". With `most` it is a
 * range; where no region is given, it is one that is not known yet.
 */
export function hourlyPrice(region: string | undefined, units: number, most: number = units): string {
  return priceText(region, "a unit", ({ usdPerInferenceUnitHour: usd }) => {
    const range = most > units ? `${dollars(usd * units)} to ${dollars(usd * most)}` : dollars(usd * units);
    return `about ${range} an hour`;
  });
}

/** What an hour of training costs, in the same words. */
export function trainingPrice(region: string | undefined): string {
  return priceText(region, "for training", ({ usdPerTrainingHour: usd }) => `about ${dollars(usd)} an hour`);
}

function priceText(
  region: string | undefined,
  of: "a unit" | "for training",
  text: (price: ListPrice) => string,
): string {
  const price = region === undefined ? undefined : PRICES[region];
  if (price !== undefined) return `${text(price)} (list price ${region ?? ""}, ${price.asOf})`;
  const why = region === undefined ? "until the region is known" : `here for ${region}`;
  return `an hourly price that is unknown ${why} (${examples(of)})`;
}

/** The prices that are known, as a measure for others. */
function examples(of: "a unit" | "for training"): string {
  return Object.entries(PRICES)
    .map(([region, { usdPerInferenceUnitHour, usdPerTrainingHour, asOf }]) => {
      const usd = of === "a unit" ? usdPerInferenceUnitHour : usdPerTrainingHour;
      return `${dollars(usd)} ${of} in ${region}, ${asOf}`;
    })
    .join("; ");
}

function dollars(usd: number): string {
  return `$${usd.toFixed(2)}`;
}
