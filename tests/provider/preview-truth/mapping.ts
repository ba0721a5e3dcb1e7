import type { Bag } from "../../../provider/schema/definition.js";
import type { SitePath } from "./model-sites.js";
import type { Draw } from "./texts/draw.js";

/** A member of AWS's request that users do not set. */
export interface NotAnInput {
  /** What the provider sends in its place; left out where it sends nothing. */
  readonly sent?: unknown;
  readonly why: string;
}

/** Members that make sense together, where the model only says that all are optional. */
export interface Variant {
  readonly present: readonly SitePath[];
  readonly absent: readonly SitePath[];
}

/** Values as users write them at a place where the model allows almost anything. */
export interface Typical {
  readonly value?: (draw: Draw) => unknown;
  /** Makes of a text one that says something, as long as it was or longer; the shortest texts stay as they are. */
  readonly form?: (text: string) => string;
  /** Entries of a list: fewest and most. */
  readonly size?: readonly [number, number];
}

/** How the request of one operation is written as inputs. A member that is not named here is the same word in camelCase. */
export interface OperationMapping {
  readonly operation: string;
  /** The call is made only when this member is given; without it the service has nothing to refuse. */
  readonly onlyWith?: SitePath;
  /** Inputs that the kind needs and this request does not carry. */
  readonly besides?: Bag;
  /** AWS's place to the input's, where the words differ; "" for a structure whose members are inputs themselves. */
  readonly renamed?: Readonly<Record<SitePath, string>>;
  /** Lists that carry one entry, which is the input. */
  readonly asEntry?: readonly SitePath[];
  /** Texts that users may write as objects, and that are kept as such. */
  readonly asText?: readonly SitePath[];
  readonly notInputs?: Readonly<Record<SitePath, NotAnInput>>;
  /** Entries that the provider adds to a map of the user's. */
  readonly added?: Readonly<Record<SitePath, Readonly<Record<string, string>>>>;
  readonly variants?: readonly Variant[];
  readonly typical?: Readonly<Record<SitePath, Typical>>;
}

/** A rule of ours that AWS's model does not state, and an AWS request that breaks it. */
export interface ExtraRule {
  /** Of our finding. */
  readonly says: RegExp;
  readonly why: string;
  readonly operation: string;
  /** Laid over a request that is fine; `undefined` takes a member out. */
  readonly example: Bag;
  /** Inputs that no request carries, where the rule is about them. */
  readonly exampleInputs?: Bag;
  /** Left out: us-east-1. */
  readonly region?: string;
}

/** Everything that is said about one kind, or one function. */
export interface KindMapping {
  readonly operations: readonly OperationMapping[];
  /** Inputs that no request carries, and why. */
  readonly ownInputs: Readonly<Record<string, string>>;
  readonly extraRules: readonly ExtraRule[];
}

/** What is compared, by the names of kinds or of functions. */
export type Mappings = Readonly<Record<string, KindMapping>>;
