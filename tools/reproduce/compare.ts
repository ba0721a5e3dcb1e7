import { ARCHIVE, type Member, membersOf } from "./members.js";
import { differingRanges } from "./ranges.js";

/** More would be no help: the content is another one. */
const RANGES_SHOWN = 20;

export interface Comparison {
  /** How many files are in it, if it is an archive. */
  readonly members?: number;
  /** What differs, in lines; nothing if the two are the same bytes. */
  readonly differences: readonly string[];
}

/** Compares a file of two releases; of archives, what is in them. */
export function compare(name: string, one: Buffer, other: Buffer): Comparison {
  const isArchive = ARCHIVE.test(name);
  const members = isArchive ? membersOf(one) : undefined;
  const counted = members === undefined ? {} : { members: members.length };
  if (one.equals(other)) return { ...counted, differences: [] };
  if (members === undefined) return { differences: [said("bytes", one, other)] };
  const differences = membersThatDiffer(members, membersOf(other));
  if (differences.length > 0) return { ...counted, differences };
  return { ...counted, differences: [`only as it is packed: ${said("bytes", one, other)}`] };
}

function membersThatDiffer(one: readonly Member[], other: readonly Member[]): string[] {
  const lines: string[] = [];
  const others = new Map(other.map((member) => [member.path, member]));
  for (const member of one) {
    const twin = others.get(member.path);
    others.delete(member.path);
    if (twin === undefined) lines.push(`${member.path}: only in the first`);
    else if (member.about !== twin.about) lines.push(`${member.path}: ${member.about}, and ${twin.about}`);
    if (twin !== undefined && !member.content.equals(twin.content))
      lines.push(said(`${member.path}: bytes`, member.content, twin.content));
  }
  for (const path of others.keys()) lines.push(`${path}: only in the second`);
  const orderOf = (members: readonly Member[]): string => members.map(({ path }) => path).join("\n");
  if (lines.length === 0 && orderOf(one) !== orderOf(other)) lines.push("the order of the files");
  return lines;
}

/** Ranges as OFFSET+LENGTH, counted from 0. */
function said(what: string, one: Buffer, other: Buffer): string {
  const ranges = differingRanges(one, other);
  const shown = ranges.slice(0, RANGES_SHOWN).map(({ offset, length }) => `${offset}+${length}`);
  const more = ranges.length - shown.length;
  const total = ranges.reduce((sum, { length }) => sum + length, 0);
  return `${what} ${shown.join(", ")}${more > 0 ? `, and ${more} more ranges` : ""} (${total} of ${one.length})`;
}
