import type { ConfiguredPrices } from "../aws/prices.js";
import type { AwsContext } from "./aws-context.js";
import type { IgnoredTags } from "./claim.js";
import type { Bag, ResourceDefinition } from "../schema/definition.js";
import type { ChangedFields } from "../schema/diff-inputs.js";
import type { Identity } from "./identity.js";
import type { WrittenClaim } from "./mark.js";
import type { ProcessMemory } from "./process-memory.js";
import type { Unrecorded } from "./unrecorded.js";

/** A model that was stopped so that its successor can be started, and the inference units it is to run with again. */
export interface StoodDown {
  readonly arn: string;
  readonly projectArn: string;
  readonly min: number;
  readonly max?: number;
}

/** What is recorded beside inputs and outputs. */
export interface RecordedMeta {
  /** Version of the recorded form. */
  readonly v: number;
  /** The claim under which this record holds the object. */
  readonly claim: string;
  /** When it was claimed, epoch seconds of our clock. */
  readonly claimedAt: number;
  /** When the service says the object was created, epoch seconds. */
  readonly createdAt: number;
  /** Set while the replacement of another object has not reached its wanted status. */
  readonly replacing?: boolean;
  /** What was stopped for it while it has not reached its wanted status. */
  readonly stoodDown?: readonly StoodDown[];
  /** Set where create or update ended with an error. */
  readonly unfinished?: boolean;
  /** Tokens of the claims that this one and those before it took the place of, the last 16. */
  readonly predecessors?: readonly string[];
}

/** A resource as it stands in state. */
export interface Recorded<Inputs = Bag, Outputs = Bag> {
  readonly inputs: Inputs;
  readonly outputs: Outputs;
  readonly meta: RecordedMeta;
}

/** A resource as a handler leaves it. */
export interface Kept<Inputs = Bag, Outputs = Bag> {
  readonly id: string;
  readonly outputs: Outputs;
  readonly meta: RecordedMeta;
  /** Where what is true differs from what was asked: recorded instead of the new inputs. */
  readonly actual?: { readonly [K in keyof Inputs]?: Inputs[K] | undefined };
}

/** What one operation on a resource has at hand. */
export interface OperationContext extends AwsContext {
  readonly identity: Identity;
  readonly memory: ProcessMemory;
  /** Hash over the inputs whose change replaces. */
  readonly inputsFingerprint: string;
  /** What a claim says that this operation writes: a create has no record yet. */
  readonly claimPhase: "making" | "recorded";
  /** Lets what it calls go on until then, where the operation turns out to need longer than its deadline. */
  lastUntil(deadline: number): void;
  /** Set where the deadline is the user's own (`customTimeouts`), and not to be exceeded for any reason. */
  readonly isTimeoutChosen?: boolean;
  /** Whether what is read without a record will be this resource's own from then on. */
  readonly isImport?: boolean;
  /** True for the create that replaces a recorded object. */
  readonly isReplacement: boolean;
  readonly ignoredTags: IgnoredTags;
  /** This claim is on the object from now on; before the engine is given its id, it is marked as recorded. */
  claimed(written: WrittenClaim): void;
  /** From now on no failure loses this: call it as soon as an id is known, and whenever more is. */
  keep(kept: Kept): void;
}

/** What a record asks for although no input changed. */
export type Outstanding =
  | { readonly action: "nothing" }
  | { readonly action: "update" }
  | { readonly action: "replace"; readonly because: string; readonly deleteFirst: boolean };

/** What there is to do about a record for some inputs: worked out once an operation, and handed on. */
export interface Due {
  readonly changed: ChangedFields;
  readonly outstanding: Outstanding;
}

/** Default time limits of a kind, in milliseconds. */
export interface Timeouts {
  readonly createMs: number;
  readonly updateMs: number;
  readonly deleteMs: number;
}

/** What of configuration and resource options decides what a preview says. */
export interface NoteSettings {
  /** Whether to say what will run and cost. */
  readonly withCosts: boolean;
  /** Those of the configuration, which go before the list prices; default: none. */
  readonly prices?: ConfiguredPrices;
  /** Whether an update can read from S3. */
  readonly asksS3: boolean;
  /** Whether the program asks that what is replaced be deleted first (`deleteBeforeReplace: true`). */
  readonly deletesFirst: boolean;
  /** Whether the program asks that what is replaced or deleted be only forgotten (`retainOnDelete: true`). */
  readonly isRetained: boolean;
  /** How many things of its sort run in its account and Region by the records that this run has compared, this one too. */
  readonly running: number;
}

/** What decides besides the inputs what a preview says of a new object. */
export interface CautionSettings extends Pick<NoteSettings, "asksS3"> {
  /** Whether it takes the place of a recorded one. */
  readonly isReplacement: boolean;
}

/**
 * The operations of one kind, over plain data.
 * - `create` looks first: it goes on with what an interrupted one left, and is safe to repeat
 * - `read` returns undefined only for an object that is proven gone
 * - `update` brings whatever it finds to what is asked; it resumes what failed
 * - `delete` of a missing object is a success, and never touches an object under another claim
 */
export interface ResourceHandler<Inputs extends object = Bag, Outputs extends object = Bag> {
  readonly definition: ResourceDefinition;
  readonly timeouts: Timeouts;
  /** Left out by kinds without tags, of which nobody can tell whose they are. */
  readonly unrecorded?: Unrecorded;
  create(context: OperationContext, inputs: Inputs): Promise<Kept<Inputs, Outputs>>;
  read(
    context: OperationContext,
    id: string,
    recorded: Recorded<Inputs, Outputs> | undefined,
  ): Promise<Recorded<Inputs, Outputs> | undefined>;
  update(
    context: OperationContext,
    id: string,
    recorded: Recorded<Inputs, Outputs>,
    inputs: Inputs,
    due: Due,
  ): Promise<Kept<Inputs, Outputs>>;
  delete(context: OperationContext, id: string, recorded: Recorded<Inputs, Outputs>): Promise<void>;
  /** Whether this version knows what such a status means; left out by kinds that record none. */
  knowsStatus?(status: string): boolean;
  /** What the recorded status asks for, which is nothing where it is not known; no service call. */
  outstanding?(recorded: Recorded<Inputs, Outputs>, inputs: Inputs): Outstanding;
  /** What a new object with these inputs will cost, to make it and for as long as it stands; no service call. */
  costNote?(inputs: Inputs, prices?: ConfiguredPrices): string | undefined;
  /** What the inputs of a new object may come to grief on, though no limit of AWS's is broken; no service call. */
  cautions?(inputs: Inputs, settings: CautionSettings): string[];
  /** What a preview should say about these changes; no service call. */
  notes?(recorded: Recorded<Inputs, Outputs>, inputs: Inputs, due: Due, settings: NoteSettings): string[];
  /** What still runs and costs by the record, and how to stop it by hand; undefined where nothing does. No service call. */
  stillCosts?(id: string, recorded: Recorded<Inputs, Outputs>, prices?: ConfiguredPrices): string | undefined;
}
