import type { ImageWarning } from "../image-contents.js";
import { rounded, share } from "./share.js";

/** Top category -> second category -> third category: a part of AWS's taxonomy of version 7. */
const TAXONOMY: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  Explicit: { "Explicit Nudity": ["Exposed Buttocks or Anus"], "Sex Toys": [] },
  "Non-Explicit Nudity of Intimate parts and Kissing": {
    "Non-Explicit Nudity": ["Bare Back", "Implied Nudity"],
    "Kissing on the Lips": [],
  },
  "Swimwear or Underwear": { "Female Swimwear or Underwear": [], "Male Swimwear or Underwear": [] },
  Violence: { Weapons: [], "Graphic Violence": ["Weapon Violence", "Physical Violence", "Blood & Gore"] },
  "Visually Disturbing": { "Death and Emaciation": ["Corpses"], Crashes: ["Air Crash"] },
  "Drugs & Tobacco": { Products: ["Pills"], "Drugs & Tobacco Paraphernalia & Use": ["Smoking"] },
  Alcohol: { "Alcohol Use": ["Drinking"], "Alcoholic Beverages": [] },
  "Rude Gestures": { "Middle Finger": [] },
  Gambling: {},
  "Hate Symbols": { Extremist: [] },
};

/** A label with its ancestors, the top one first. */
type Chain = readonly string[];

const CHAINS: readonly Chain[] = Object.entries(TAXONOMY).flatMap(([top, seconds]): Chain[] => [
  [top],
  ...Object.entries(seconds).flatMap(([second, thirds]): Chain[] => [
    [top, second],
    ...thirds.map((third) => [top, second, third]),
  ]),
]);

const LEAVES = CHAINS.filter((chain) => !CHAINS.some((other) => other.length > chain.length && isWithin(other, chain)));

function isWithin(chain: Chain, ancestor: Chain): boolean {
  return ancestor.every((name, index) => chain[index] === name);
}

/** One label of an image. */
export interface ModerationFinding {
  readonly name: string;
  /** "" at the top. */
  readonly parent: string;
  /** 1 to 3, 1 at the top. */
  readonly level: number;
  /** 0 to 100. */
  readonly confidence: number;
}

/** What kind of picture an image is. */
export interface ContentType {
  readonly name: string;
  readonly confidence: number;
}

const CONTENT_TYPES = ["Animated", "Illustrated"];
/** How many images show nothing that AWS warns of. */
const HARMLESS_SHARE = 0.3;
/** What is not meant is still found, vaguely. */
const VAGUE = 45;
const TOLD = 95;

/** The labels of a chain: AWS is as sure of an ancestor as of what it found, or surer. */
function expand(chain: Chain, confidence: number): ModerationFinding[] {
  return chain.map((name, index) => ({
    name,
    parent: chain[index - 1] ?? "",
    level: index + 1,
    confidence: rounded(Math.min(99.99, confidence + 0.01 * (chain.length - 1 - index))),
  }));
}

const isSure = (seed: string): number => 60 + 39.9 * share(`${seed}/sure`);

/** Everything an image is said to show, the surest first; always the same for the same seed. */
function found(seed: string, chosen: readonly Chain[]): ModerationFinding[] {
  const sure = chosen.flatMap((chain) => expand(chain, isSure(`${seed}/${chain.join()}`)));
  const tops = new Set(chosen.map(([top]) => top));
  const vague = Object.keys(TAXONOMY)
    .filter((top) => !tops.has(top))
    .flatMap((top) => expand([top], VAGUE * share(`${seed}/${top}`)));
  const unique = new Map([...sure, ...vague].map((finding) => [`${finding.parent}/${finding.name}`, finding]));
  return [...unique.values()].sort((a, b) => b.confidence - a.confidence);
}

/** What the base model finds in an image. */
export function moderate(digest: string): ModerationFinding[] {
  if (share(`${digest}/harmless`) < HARMLESS_SHARE) return found(digest, []);
  const leaf = LEAVES[Math.floor(share(`${digest}/leaf`) * LEAVES.length)];
  return found(digest, leaf === undefined ? [] : [leaf]);
}

/** What an adapter finds in an image it was trained on: the labels it was told, as far as the taxonomy has them. */
export function moderateAs(digest: string, labels: readonly string[]): ModerationFinding[] {
  return found(
    digest,
    CHAINS.filter((chain) => labels.includes(chain.at(-1) ?? "")),
  );
}

/** What an image holds that somebody described: what the taxonomy does not have is at its top. */
export function moderateTold(told: readonly ImageWarning[]): ModerationFinding[] {
  const findings = told.flatMap(({ name, confidence = TOLD }) =>
    expand(CHAINS.find((chain) => chain.at(-1) === name) ?? [name], confidence),
  );
  const unique = new Map(findings.map((finding) => [`${finding.parent}/${finding.name}`, finding]));
  return [...unique.values()].sort((a, b) => b.confidence - a.confidence);
}

export function contentTypes(digest: string): ContentType[] {
  return CONTENT_TYPES.map((name) => ({ name, confidence: rounded(100 * share(`${digest}/${name}`)) })).filter(
    ({ confidence }) => confidence >= 75,
  );
}
