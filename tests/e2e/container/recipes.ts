import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { REPOSITORY } from "../harness/package-under-test.js";

type Environment = Readonly<Record<string, string>>;

export interface Compose {
  readonly services: {
    readonly rekognition: {
      readonly image: string;
      readonly command: readonly string[];
      readonly ports: readonly string[];
      readonly volumes: readonly string[];
    };
    readonly tests: {
      readonly environment: Environment;
      readonly depends_on: Readonly<Record<string, { readonly condition: string }>>;
    };
  };
}

/** What is put over a Compose file: its commands take the place of those there. */
export interface Override {
  readonly services: { readonly rekognition: { readonly command: string } };
}

export type Steps = readonly { readonly run: string; readonly env?: Environment; readonly if?: string }[];

/** The recipes of docs/emulator.md, as they are read by those who follow them. */
export function recipes(): { readonly compose: Compose; readonly steps: Steps; readonly override: Override } {
  const page = readFileSync(join(REPOSITORY, "docs", "emulator.md"), "utf8");
  const [compose, steps, override, ...more] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = ""]): unknown =>
    parse(text),
  );
  if (more.length > 0) throw new Error("docs/emulator.md has more recipes than are tested");
  return { compose: compose as Compose, steps: steps as Steps, override: override as Override };
}
