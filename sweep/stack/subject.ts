import { defaultChainRegion } from "../../provider/aws/shared-files.js";
import { type ConfigSource, type ProviderConfig, readConfig } from "../../provider/session/config.js";
import { credentialKeys } from "../../provider/session/configuration/identity.js";
import type { SweepArguments } from "../command/command-line.js";
import type { Lock } from "./lock.js";
import type { PulumiCommand } from "./pulumi-command.js";
import type { RecordedState } from "./recorded-state.js";
import { readStack, readStateFile, stackExists } from "./stack.js";
import { SweepError, UsageError } from "../sweep-error.js";

/** Whose things a sweep is about, and what is known of them. */
export interface Subject {
  readonly owner: string;
  /** Undefined for a stack that is gone. */
  readonly state: RecordedState | undefined;
  /** The state, read again where that can be. */
  readonly stateNow: () => Promise<RecordedState | undefined>;
  readonly aws: ProviderConfig["aws"];
  readonly regions: readonly string[];
  /** Asked again each time. */
  readonly lock: () => Promise<Lock>;
  /** Whether the stack of `--owner` exists; undefined where that cannot be told, or was not in question. */
  readonly exists: boolean | undefined;
  /** What a reader of the list should know, each as a sentence. */
  readonly notes: readonly string[];
  /** What else may carry the same mark without being left over, as a sentence. */
  readonly doubt: string | undefined;
}

/** Finds out what the arguments are about. */
export async function subjectOf(args: SweepArguments, pulumi: PulumiCommand): Promise<Subject> {
  if (args.stateFile !== undefined) return subjectOfFile(args, args.stateFile);
  return args.owner === undefined ? subjectOfStack(args, pulumi) : subjectOfOwner(args, args.owner, pulumi);
}

async function subjectOfStack(args: SweepArguments, pulumi: PulumiCommand): Promise<Subject> {
  const { fullName, state, stateNow, config, lock } = await readStack(pulumi, args);
  const read = settings(args, config);
  const owner = read.ownerId ?? fullName;
  return {
    owner,
    state,
    stateNow,
    aws: read.aws,
    regions: await regionsOf(args, read, state),
    lock,
    exists: undefined,
    notes: notesOn(owner, state),
    doubt: doubtOf(read.ownerId, fullName),
  };
}

/** Other stacks may have the same mark; what they are just making looks like left over. */
function doubtOf(ownerId: string | undefined, fullName: string): string | undefined {
  if (ownerId !== undefined) {
    return `Every stack whose rekognition:ownerId is ${ownerId} has the same mark: what another one is making at this moment is listed as left over. Give each stack its own.`;
  }
  if (!fullName.startsWith("organization/")) return undefined;
  return `A stack that is called ${fullName} too, in another backend, and uses this account has the same mark: what it is making at this moment is listed as left over. rekognition:ownerId tells them apart.`;
}

async function subjectOfFile(args: SweepArguments, path: string): Promise<Subject> {
  const state = readStateFile(path);
  const [recorded, ...others] = state.owners;
  if (args.owner === undefined && (recorded === undefined || others.length > 0)) {
    throw new UsageError(`${path} does not tell whose things it is about: add --owner organization/project/stack.`);
  }
  const owner = args.owner ?? recorded ?? "";
  const read = settings(args, { get: () => undefined });
  const notes = notesOn(owner, state);
  const why = `a file does not tell; it was written at ${state.writtenAt ?? "an unknown time"}, and what was made since is taken for left over`;
  return {
    owner,
    state,
    stateNow: () => Promise.resolve(state),
    aws: read.aws,
    regions: await regionsOf(args, read, state),
    lock: () => Promise.resolve({ state: "unknown", why }),
    exists: undefined,
    notes,
    doubt: undefined,
  };
}

async function subjectOfOwner(args: SweepArguments, owner: string, pulumi: PulumiCommand): Promise<Subject> {
  const read = settings(args, { get: () => undefined });
  const exists = await stackExists(pulumi, args.folder, owner);
  const note =
    exists === true
      ? `The stack ${owner} exists: what it uses is listed as well. Leave --owner out and name it with --stack.`
      : `Everything with this owner is listed, whether a stack still uses it or not.`;
  return {
    owner,
    state: undefined,
    stateNow: () => Promise.resolve(undefined),
    aws: read.aws,
    regions: await regionsOf(args, read, undefined),
    lock: () => Promise.resolve({ state: "free" }),
    exists,
    notes: [note],
    doubt: undefined,
  };
}

/** The stack's configuration, read as the provider reads it, under what the command line says. */
function settings(args: SweepArguments, config: ConfigSource): ProviderConfig {
  const given: Readonly<Record<string, string | undefined>> = {
    "rekognition:profile": args.profile,
    "rekognition:endpoint": args.endpoint,
    "rekognition:assumeRoles": args.assumeRole && JSON.stringify([{ roleArn: args.assumeRole }]),
  };
  // Who names a profile or a role means that one, and nothing of the same kind that is configured.
  const replaced = [
    ...(args.profile === undefined ? [] : credentialKeys),
    ...(args.assumeRole === undefined ? [] : ["assumeRole"]),
  ];
  const hidden = new Set(replaced.map((name) => `rekognition:${name}`));
  return readConfig({ get: (key) => given[key] ?? (hidden.has(key) ? undefined : config.get(key)) });
}

async function regionsOf(
  args: SweepArguments,
  read: ProviderConfig,
  state: RecordedState | undefined,
): Promise<readonly string[]> {
  const named = [...args.regions, ...(state?.regions ?? [])];
  // The profile's own region is asked for only where nothing else says where to look.
  const configured =
    read.region ?? (args.regions.length > 0 ? undefined : await defaultChainRegion(read.aws.credentials));
  const regions = [...(configured === undefined ? [] : [configured]), ...named];
  if (regions.length > 0) return [...new Set(regions)];
  throw new SweepError("No region is configured, and the state names none: add --region.");
}

function notesOn(owner: string, state: RecordedState): string[] {
  const others = state.owners.filter((other) => other !== owner);
  const notes: string[] = [];
  if (others.length > 0) {
    notes.push(
      `Some of the state is recorded under another owner (${others.join(", ")}); what that left over is not listed. \`pulumi up\` brings the marks up to date.`,
    );
  }
  if (state.supersededUntagged.length > 0) {
    notes.push(
      `The state has ${String(state.supersededUntagged.length)} policies or video jobs only to be deleted; they have no tags, so Pulumi alone can do that.`,
    );
  }
  return notes;
}
