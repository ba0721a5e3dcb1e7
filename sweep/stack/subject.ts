import { defaultChainRegion } from "../../provider/aws/credentials.js";
import { ownerTagValue } from "../../provider/lifecycle/claim.js";
import { ownerWithoutOrganization } from "../../provider/lifecycle/identity.js";
import { type ConfigSource, type ProviderConfig, readConfig } from "../../provider/session/config.js";
import { credentialKeys } from "../../provider/session/configuration/identity.js";
import type { Lock } from "./lock.js";
import type { PulumiCommand } from "./pulumi-command.js";
import type { RecordedState } from "./recorded-state.js";
import { readStack, readStateFile, stackExists } from "./stack.js";
import { SweepError, UsageError } from "../sweep-error.js";

/** What the command line says about whose things are meant, and how AWS is called. */
export interface SubjectArguments {
  readonly folder: string;
  readonly stack: string | undefined;
  readonly configFile: string | undefined;
  readonly stateFile: string | undefined;
  readonly owner: string | undefined;
  readonly regions: readonly string[];
  readonly profile: string | undefined;
  readonly endpoint: string | undefined;
  readonly s3Endpoint?: string | undefined;
  readonly assumeRole: string | undefined;
}

/** How AWS is called, and where. */
export interface Place extends Pick<ProviderConfig, "aws" | "prices"> {
  readonly regions: readonly string[];
}

/** Whose things a sweep is about, and what is known of them. */
export interface Subject extends Place {
  readonly owner: string;
  /** The values of the owner tag that they may carry. */
  readonly marks: readonly string[];
  /** Undefined for a stack that is gone. */
  readonly state: RecordedState | undefined;
  /** The state, read again where that can be. */
  readonly stateNow: () => Promise<RecordedState | undefined>;
  /** Asked again each time. */
  readonly lock: () => Promise<Lock>;
  /** Whether the stack of `--owner` exists; undefined where that cannot be told, or was not in question. */
  readonly exists: boolean | undefined;
  /** What a reader of the list should know, each as a sentence. */
  readonly notes: readonly string[];
  /** What else may carry one of the marks without being left over, as a sentence. */
  readonly doubts: ReadonlyMap<string, string>;
}

/** Finds out what the arguments are about. */
export async function subjectOf(args: SubjectArguments, pulumi: PulumiCommand): Promise<Subject> {
  if (args.stateFile !== undefined) return subjectOfFile(args, args.stateFile);
  return args.owner === undefined ? subjectOfStack(args, pulumi) : subjectOfOwner(args, args.owner, pulumi);
}

/** How AWS is called where no stack says it, and where: in regions that are named, else in the configured one. */
export async function placeWithoutStack(args: SubjectArguments): Promise<Place> {
  const read = settings(args, { get: () => undefined });
  if (args.regions.length > 0) return { aws: read.aws, prices: read.prices, regions: args.regions };
  const region = read.region ?? (await defaultChainRegion(read.aws.credentials));
  if (region === undefined) throw new SweepError("No region is configured: add --region.");
  return { aws: read.aws, prices: read.prices, regions: [region] };
}

async function subjectOfStack(args: SubjectArguments, pulumi: PulumiCommand): Promise<Subject> {
  const { fullName, state, stateNow, config, lock } = await readStack(pulumi, args);
  const read = settings(args, config);
  const owner = read.ownerId ?? fullName;
  const marks = read.ownerId === undefined ? marksOf(fullName) : [ownerTagValue(read.ownerId)];
  return {
    owner,
    marks,
    state,
    stateNow,
    aws: read.aws,
    prices: read.prices,
    regions: await regionsOf(args, read, state),
    lock,
    exists: undefined,
    notes: notesOn(marks, state),
    doubts: doubtsOf(read.ownerId, fullName),
  };
}

/** Other stacks may have the same mark; what they are just making looks like left over. */
function doubtsOf(ownerId: string | undefined, fullName: string): Map<string, string> {
  if (ownerId !== undefined) {
    const doubt = `Every stack whose rekognition:ownerId is ${ownerId} has the same mark: what another one is making at this moment is listed as left over. Give each stack its own.`;
    return new Map([[ownerTagValue(ownerId), doubt]]);
  }
  const doubt = (name: string, where: string): string =>
    `A stack that is called ${name} too, in another ${where}, and uses this account has the same mark: what it is making at this moment is listed as left over. rekognition:ownerId tells them apart.`;
  const [named = "", unnamed = ""] = marksOf(fullName);
  const doubts = new Map([[unnamed, doubt(unnamed, "organization or backend")]]);
  if (named.startsWith("organization/")) doubts.set(named, doubt(named, "backend"));
  return doubts;
}

/** The plugin marks without the organization, which it is not told. What `rekognition:ownerId` says, either marks with. */
function marksOf(owner: string): string[] {
  const [organization, project, stack, ...more] = owner.split("/");
  const isName = organization !== "-" && project !== undefined && stack !== undefined && more.length === 0;
  return [owner, ...(isName ? [ownerWithoutOrganization(project, stack)] : [])].map(ownerTagValue);
}

async function subjectOfFile(args: SubjectArguments, path: string): Promise<Subject> {
  const state = readStateFile(path);
  const unnamed = new Set(state.owners.flatMap((each) => marksOf(each).slice(1)));
  const [recorded, ...others] = state.owners.filter((each) => !unnamed.has(ownerTagValue(each)));
  if (args.owner === undefined && (recorded === undefined || others.length > 0)) {
    throw new UsageError(`${path} does not tell whose things it is about: add --owner organization/project/stack.`);
  }
  const owner = args.owner ?? recorded ?? "";
  const read = settings(args, { get: () => undefined });
  const marks = marksOf(owner);
  const why = `a file does not tell; it was written at ${state.writtenAt ?? "an unknown time"}, and what was made since is taken for left over`;
  return {
    owner,
    marks,
    state,
    stateNow: () => Promise.resolve(state),
    aws: read.aws,
    prices: read.prices,
    regions: await regionsOf(args, read, state),
    lock: () => Promise.resolve({ state: "unknown", why }),
    exists: undefined,
    notes: notesOn(marks, state),
    doubts: new Map(),
  };
}

async function subjectOfOwner(args: SubjectArguments, owner: string, pulumi: PulumiCommand): Promise<Subject> {
  const read = settings(args, { get: () => undefined });
  const [mark = "", unnamed] = marksOf(owner);
  // Backends without organizations call every one that.
  const exists = await stackExists(pulumi, args.folder, owner.replace(/^-\//, "organization/"));
  const note =
    exists === true
      ? `The stack ${owner} exists: what it uses is listed as well. Leave --owner out and name it with --stack.`
      : `Everything with this owner is listed, whether a stack still uses it or not.`;
  return {
    owner,
    marks: [mark],
    state: undefined,
    stateNow: () => Promise.resolve(undefined),
    aws: read.aws,
    prices: read.prices,
    regions: await regionsOf(args, read, undefined),
    lock: () => Promise.resolve({ state: "free" }),
    exists,
    notes: [note, ...(unnamed === undefined ? [] : [pluginsMark(unnamed)])],
    doubts: new Map(),
  };
}

/** With nothing to compare with, what may be another organization's is not looked for unasked. */
function pluginsMark(unnamed: string): string {
  return `What the plugin made has the owner ${unnamed}, whichever organization the stack is in: --owner=${unnamed} lists it.`;
}

/** The stack's configuration, read as the provider reads it, under what the command line says. */
function settings(args: SubjectArguments, config: ConfigSource): ProviderConfig {
  const given: Readonly<Record<string, string | undefined>> = {
    "rekognition:profile": args.profile,
    "rekognition:endpoint": args.endpoint,
    "rekognition:s3Endpoint": args.s3Endpoint,
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
  args: SubjectArguments,
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

function notesOn(marks: readonly string[], state: RecordedState): string[] {
  const others = state.owners.filter((other) => !marks.includes(ownerTagValue(other)));
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
