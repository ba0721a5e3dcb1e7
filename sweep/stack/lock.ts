import { readFileSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import * as z from "zod";
import type { PulumiCommand } from "./pulumi-command.js";

/** Whether a Pulumi command is at work on a stack; `unknown` where the backend does not tell. */
export type Lock =
  | { readonly state: "free" }
  | { readonly state: "locked"; readonly by: string }
  | { readonly state: "unknown"; readonly why: string };

const whoami = z.looseObject({ url: z.string() });
const listed = z.array(z.looseObject({ name: z.string(), updateInProgress: z.boolean().optional() }));
const lockFile = z.looseObject({
  pid: z.number(),
  username: z.string(),
  hostname: z.string(),
  timestamp: z.string(),
});

/** Looks whether a stack, given by its full name, is locked. */
export async function readLock(pulumi: PulumiCommand, folder: string, fullName: string): Promise<Lock> {
  const { url } = whoami.parse(JSON.parse(await pulumi(["whoami", "--json", "--verbose"], folder)));
  if (url.startsWith("file://")) return lockInFolder(backendFolder(url, folder), fullName);
  if (/^https?:/.test(url)) return lockAtService(pulumi, folder, fullName);
  return { state: "unknown", why: `Pulumi does not tell whether a stack in ${new URL(url).protocol}// is locked` };
}

/** The folder of a file:// backend, as Pulumi reads its address. */
export function backendFolder(url: string, folder: string): string {
  const path = decodeURIComponent(url.slice("file://".length).split("?")[0] ?? "");
  if (path.startsWith("~")) return join(homedir(), path.slice(2));
  return resolve(folder, /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path);
}

/** A file:// backend keeps a file for each command at work. */
function lockInFolder(backend: string, fullName: string): Lock {
  const locks = join(backend, ".pulumi", "locks", ...fullName.split("/"));
  let names: string[];
  try {
    names = readdirSync(locks).filter((name) => name.endsWith(".json"));
  } catch {
    return { state: "free" };
  }
  const by = names.map((name) => holder(join(locks, name)));
  return by.length === 0 ? { state: "free" } : { state: "locked", by: by.join("; ") };
}

function holder(path: string): string {
  try {
    const { username, hostname, pid, timestamp } = lockFile.parse(JSON.parse(readFileSync(path, "utf8")));
    return `${username}@${hostname}, process ${String(pid)}, since ${timestamp}`;
  } catch {
    return path;
  }
}

/** Pulumi Cloud tells which stacks are being updated. */
async function lockAtService(pulumi: PulumiCommand, folder: string, fullName: string): Promise<Lock> {
  const [organization = "", project = ""] = fullName.split("/");
  const args = ["stack", "ls", "--json", "-Q", `--organization=${organization}`, `--project=${project}`];
  const stack = listed.parse(JSON.parse(await pulumi(args, folder))).find(({ name }) => name === fullName);
  if (stack === undefined) return { state: "unknown", why: `Pulumi does not list ${fullName}` };
  return stack.updateInProgress === true ? { state: "locked", by: "an update in Pulumi Cloud" } : { state: "free" };
}
