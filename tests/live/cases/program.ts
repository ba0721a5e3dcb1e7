/** A CommonJS program: the package as `r`, and these values by their names. */
export function program(values: Readonly<Record<string, unknown>>, text: string): string {
  const given = Object.entries(values).map(
    ([name, value]) => `const ${name} = ${value === undefined ? "undefined" : JSON.stringify(value)};`,
  );
  return ['const r = require("pulumi-rekognition");', ...given, text].join("\n");
}
