import { Parser, type ReadEntry } from "tar";
import { gunzipSync } from "node:zlib";

/** What a release's archives are called. */
export const ARCHIVE = /\.(?:tgz|tar\.gz)$/;

/** A file in an archive, with what a checksum of its content alone would not tell. */
export interface Member {
  readonly path: string;
  /** Rights, owner and date, as text. */
  readonly about: string;
  readonly content: Buffer;
}

/** All that is in an archive, in its order. */
export function membersOf(archive: Buffer): Member[] {
  const members: Member[] = [];
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry: ReadEntry) => {
      const chunks: Buffer[] = [];
      entry.on("data", (chunk: Buffer) => chunks.push(chunk));
      entry.on("end", () => {
        members.push({ path: entry.path, about: aboutOf(entry), content: Buffer.concat(chunks) });
      });
    },
  });
  parser.end(gunzipSync(archive));
  return members;
}

function aboutOf({ type, mode = 0, uid, gid, mtime }: ReadEntry): string {
  const date = mtime?.toISOString() ?? "no date";
  return `${type} ${mode.toString(8)} ${String(uid ?? "-")}:${String(gid ?? "-")} ${date}`;
}
