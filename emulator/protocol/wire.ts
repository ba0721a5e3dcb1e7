/**
 * A type of the AWS SDK as it goes over the wire: timestamps are epoch seconds, blobs are bytes, and what the service
 * model requires is there.
 */
export type Wire<T> = T extends Date
  ? number
  : T extends Uint8Array
    ? Buffer
    : T extends readonly (infer Item)[]
      ? Wire<Item>[]
      : T extends object
        ? {
            [K in keyof T]: object extends Pick<T, K>
              ? Wire<Exclude<T[K], undefined>> | undefined
              : Wire<Exclude<T[K], undefined>>;
          }
        : T;

/** Epoch seconds with milliseconds as the fraction, as AWS JSON writes a timestamp. */
export const epochSeconds = (atMs: number): number => atMs / 1000;
