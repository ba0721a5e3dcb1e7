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

/** What is priced. */
export type Priced = "usdPerInferenceUnitHour" | "usdPerTrainingHour";

/** What a model is paid for in a status that costs something. */
export function pricedIn(status: string): Priced {
  return status === "TRAINING_IN_PROGRESS" ? "usdPerTrainingHour" : "usdPerInferenceUnitHour";
}

/** Prices that `rekognition:prices` gives, by region; they go before those of the table. */
export type ConfiguredPrices = Readonly<
  Record<string, { readonly [Name in Priced | "asOf"]?: (Name extends Priced ? number : string) | undefined }>
>;

/** A price, and whose it is: where none is known of a region, it is that of another one, and says so. */
export interface KnownPrice {
  readonly usd: number;
  /** The region whose price it is. */
  readonly region: string;
  /** Undefined where the configuration does not say. */
  readonly asOf: string | undefined;
  readonly origin: "configuration" | "list";
}

/** The region whose list price stands in for one that is not known. */
const MEASURE = "us-east-1";

/** The price in a region; else that of us-east-1, as a measure. */
export function knownPrice(region: string, of: Priced, configured: ConfiguredPrices = {}): KnownPrice | undefined {
  const given = Object.hasOwn(configured, region) ? configured[region] : undefined;
  const usd = given?.[of];
  if (usd !== undefined) return { usd, region, asOf: given?.asOf, origin: "configuration" };
  const place = PRICES[region] === undefined ? MEASURE : region;
  const price = PRICES[place];
  return price && { usd: price[of], region: place, asOf: price.asOf, origin: "list" };
}

/** The price in a region; undefined where only those of others are known. */
export function priceIn(region: string, of: Priced, configured?: ConfiguredPrices): KnownPrice | undefined {
  const price = knownPrice(region, of, configured);
  return price?.region === region ? price : undefined;
}

/** Whose price it is, as in "list price us-east-1". */
export function originText({ origin, region }: KnownPrice): string {
  return `${origin === "list" ? "list price " : "rekognition:prices, "}${region}`;
}

/** Without the dust of binary fractions; prices have up to four decimals. */
export function wholeUsd(usd: number): number {
  return Math.round(usd * 10_000) / 10_000;
}

/** The list price of a region, where it is known. */
export function listPrice(region: string): ListPrice | undefined {
  return PRICES[region];
}

/**
 * What running units cost, for a message: "about $8.00 an hour (list price us-east-1, 2026-11)". With `most` it is a
 * range; where no region is given, it is one that is not known yet.
 */
export function hourlyPrice(
  region: string | undefined,
  units: number,
  most: number = units,
  configured: ConfiguredPrices = {},
): string {
  return priceText({ of: "usdPerInferenceUnitHour", each: "a unit", region, least: units, most, configured });
}

/** What an hour of training costs, in the same words. */
export function trainingPrice(region: string | undefined, configured: ConfiguredPrices = {}): string {
  return priceText({ of: "usdPerTrainingHour", each: "for training", region, least: 1, most: 1, configured });
}

interface Asked {
  readonly of: Priced;
  readonly each: string;
  readonly region: string | undefined;
  readonly least: number;
  readonly most: number;
  readonly configured: ConfiguredPrices;
}

function priceText({ of, each, region, least, most, configured }: Asked): string {
  const price = region === undefined ? undefined : priceIn(region, of, configured);
  if (price !== undefined) {
    const range = (most > least ? [least, most] : [least]).map((count) => dollars(price.usd * count)).join(" to ");
    return `about ${range} an hour (${originText(price)}${price.asOf === undefined ? "" : `, ${price.asOf}`})`;
  }
  const why = region === undefined ? "until the region is known" : `here for ${region}`;
  // Prices that are known, as a measure for others.
  const known = Object.entries(PRICES).map(
    ([place, other]) => `${dollars(other[of])} ${each} in ${place}, ${other.asOf}`,
  );
  return `an hourly price that is unknown ${why} (${known.join("; ")})`;
}

function dollars(usd: number): string {
  return `$${usd.toFixed(2)}`;
}
