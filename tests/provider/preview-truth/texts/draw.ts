import fc from "fast-check";

/** The only source of chance: a whole number from 0 up to, and without, `below`. */
export type Draw = (below: number) => number;

const numbers = new Map<number, () => fc.Arbitrary<number>>();

/** The same builder for the same range: fast-check then finds its arbitrary without comparing arguments. */
function numberBelow(below: number): () => fc.Arbitrary<number> {
  const builder = numbers.get(below) ?? (() => fc.nat({ max: below - 1 }));
  numbers.set(below, builder);
  return builder;
}

/** A draw behind a fast-check generator, so that the seed decides everything. */
export function drawFrom(generate: fc.GeneratorValue): Draw {
  return (below) => generate(numberBelow(below));
}

/** One of several. */
export function oneOf<T>(draw: Draw, choices: readonly T[]): T {
  const choice = choices[draw(choices.length)];
  if (choice === undefined) throw new Error("there is nothing to choose from");
  return choice;
}
