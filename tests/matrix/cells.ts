import type { PackageManager } from "./package-managers.js";
import type { programs } from "./programs.js";

/** The oldest that the package takes. */
const OLDEST = "3.216.0";

/** One life of a stack: on which Node, with which Pulumi, installed by whom, in a program of which format. */
export interface Cell {
  /** Node's major version. */
  readonly node: number;
  readonly manager: PackageManager;
  /** A version of @pulumi/pulumi, or the newest whose `engines` this Node satisfies. */
  readonly pulumi: "newest" | typeof OLDEST;
  readonly format: keyof typeof programs;
  /** Part of every run. The others are run with FULL=1. */
  readonly always?: true;
  /** What the user reads where it does not work, and why in a few words for the page. */
  readonly fails?: { readonly message: string; readonly reason: string };
}

/** Yarn's loader for ES modules takes away what Pulumi's runner needs of `require`. */
const NO_REQUIRE = {
  message: "reading '.js'",
  reason: "Pulumi's program runner does not start once Yarn's loader for ES modules is on",
};

/** Every Node with every manager. Formats go round, so that each meets each Node; every run has each of them all once. */
export const cells: readonly Cell[] = [
  { node: 20, manager: "npm", pulumi: OLDEST, format: "CommonJS", always: true },
  { node: 20, manager: "npm", pulumi: "newest", format: "TypeScript (ts-node)" },
  { node: 20, manager: "pnpm", pulumi: "newest", format: "ESM" },
  { node: 20, manager: "Yarn Classic", pulumi: "newest", format: "TypeScript (ts-node)" },
  { node: 20, manager: "Yarn Berry", pulumi: "newest", format: "CommonJS" },
  { node: 20, manager: "Yarn Plug'n'Play", pulumi: "newest", format: "CommonJS" },
  { node: 20, manager: "Bun", pulumi: "newest", format: "CommonJS" },
  { node: 22, manager: "npm", pulumi: "newest", format: "ESM" },
  { node: 22, manager: "pnpm", pulumi: "newest", format: "TypeScript (ts-node)", always: true },
  { node: 22, manager: "Yarn Classic", pulumi: "newest", format: "CommonJS", always: true },
  { node: 22, manager: "Yarn Berry", pulumi: "newest", format: "ESM" },
  { node: 22, manager: "Yarn Plug'n'Play", pulumi: "newest", format: "CommonJS", fails: NO_REQUIRE },
  { node: 22, manager: "Bun", pulumi: "newest", format: "TypeScript (ts-node)" },
  { node: 24, manager: "npm", pulumi: "newest", format: "CommonJS" },
  { node: 24, manager: "pnpm", pulumi: "newest", format: "CommonJS" },
  { node: 24, manager: "Yarn Classic", pulumi: "newest", format: "ESM" },
  { node: 24, manager: "Yarn Berry", pulumi: "newest", format: "TypeScript (ts-node)", always: true },
  { node: 24, manager: "Yarn Plug'n'Play", pulumi: "newest", format: "CommonJS", always: true },
  { node: 24, manager: "Bun", pulumi: "newest", format: "CommonJS" },
  { node: 26, manager: "npm", pulumi: "newest", format: "TypeScript (ts-node)", always: true },
  { node: 26, manager: "pnpm", pulumi: "newest", format: "ESM" },
  { node: 26, manager: "Yarn Classic", pulumi: "newest", format: "TypeScript (ts-node)" },
  { node: 26, manager: "Yarn Berry", pulumi: "newest", format: "CommonJS" },
  { node: 26, manager: "Yarn Plug'n'Play", pulumi: "newest", format: "CommonJS" },
  { node: 26, manager: "Bun", pulumi: "newest", format: "ESM", always: true },
];

/** What a cell is recorded under. */
export function keyOf({ node, pulumi, manager }: Cell): string {
  return `${String(node)} ${pulumi} ${manager}`;
}
