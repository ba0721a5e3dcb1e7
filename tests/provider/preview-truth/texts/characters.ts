const span = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCharCode(from + index));

/** Characters that texts are made of: all of ASCII that prints, and what tells one pattern from a sloppier one. */
export const CHARACTERS: readonly string[] = [
  ...span(0x20, 0x7e),
  ...Array.from("\t\n\r\u0000\u007f\u00a0"),
  ...Array.from("àâèçñóßéÿ÷Ā½²漢٣аʼ–’€"),
];
