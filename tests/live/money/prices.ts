import { listPrice } from "../../../provider/aws/prices.js";
import { UsageError } from "../live-error.js";
import { type Bounds, LONGEST_TRAINING_HOURS, SET_ASIDE_USD } from "./bounds.js";

/** What is reckoned with. */
export interface Prices {
  readonly usdPerTrainingHour: number;
  readonly usdPerUnitHour: number;
  /** Where they are from, for a reader. */
  readonly origin: string;
}

export interface GivenPrices {
  readonly usdPerTrainingHour?: number | undefined;
  readonly usdPerUnitHour?: number | undefined;
}

/** The prices given, else the list's of that region; no price is guessed for another one. */
export function pricesIn(region: string, given: GivenPrices): Prices {
  const list = listPrice(region);
  const training = given.usdPerTrainingHour ?? list?.usdPerTrainingHour;
  const unit = given.usdPerUnitHour ?? list?.usdPerInferenceUnitHour;
  if (training === undefined || unit === undefined) {
    throw new UsageError(
      `No price is known for ${region}: look at https://aws.amazon.com/rekognition/pricing/ and add --usd-per-training-hour and --usd-per-unit-hour.`,
    );
  }
  const isGiven = given.usdPerTrainingHour !== undefined || given.usdPerUnitHour !== undefined;
  const origin = isGiven || list === undefined ? "as given" : `list price ${region}, ${list.asOf}`;
  return { usdPerTrainingHour: training, usdPerUnitHour: unit, origin };
}

/** The most that this can cost. */
export function worstUsd(bounds: Bounds, prices: Prices): number {
  const { trainings = 0, unitHours = 0, images = 0, videoMinutes = 0, streamMinutes = 0 } = bounds;
  return (
    trainings * LONGEST_TRAINING_HOURS * prices.usdPerTrainingHour +
    unitHours * prices.usdPerUnitHour +
    images * SET_ASIDE_USD.image +
    videoMinutes * SET_ASIDE_USD.videoMinute +
    streamMinutes * SET_ASIDE_USD.streamMinute
  );
}

/** The same in words: what the sum is made of. */
export function worstText(bounds: Bounds, prices: Prices): string {
  const { trainings = 0, unitHours = 0, images = 0, videoMinutes = 0, streamMinutes = 0 } = bounds;
  const training = `${dollars(prices.usdPerTrainingHour)} an hour`;
  const parts = [
    trainings > 0 ? `${trainings} training of at most ${LONGEST_TRAINING_HOURS} h at ${training}` : "",
    unitHours > 0 ? `${unitHours} h of an inference unit at ${dollars(prices.usdPerUnitHour)}` : "",
    images > 0 ? `${images} ${images === 1 ? "image" : "images"} at ${dollars(SET_ASIDE_USD.image)} set aside` : "",
    videoMinutes > 0 ? `${videoMinutes} min of video at ${dollars(SET_ASIDE_USD.videoMinute)} set aside` : "",
    streamMinutes > 0 ? `${streamMinutes} min of a stream at ${dollars(SET_ASIDE_USD.streamMinute)} set aside` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "AWS asks nothing for it" : parts.join(", ");
}

export const dollars = (usd: number): string => `$${usd.toFixed(2)}`;
