import type { KindName } from "../../../provider/resources/registry.js";
import type { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";

/** A resource that was made, and the service it was made in. */
export interface Scene {
  readonly rig: Rig;
  readonly resource: StackResource;
}

/** One way in which an attribute can be changed behind Pulumi's back. */
export interface Drift {
  /** Completes "that was ...". */
  readonly was: string;
  /** Added to the arguments of the kind; undefined takes one away. */
  readonly args?: (rig: Rig) => Record<string, unknown>;
  /** Stack configuration besides. */
  readonly config?: Readonly<Record<string, string>>;
  /** Changes it, with a plain client. */
  readonly change: (scene: Scene) => Promise<unknown>;
  /** The inputs that refresh shows as changed; default: the attribute itself. Empty: what is recorded says it. */
  readonly shows?: readonly string[];
  /** What the refresh tells besides. */
  readonly tells?: string;
  /** Outputs that the refresh records. */
  readonly records?: Readonly<Record<string, unknown>>;
  /** What `up` does about it; default: an update, and nothing where refresh shows no changed input. */
  readonly repair?: "nothing" | "update" | "replace";
  /** Why ignoreChanges does not leave it as it is, where it does not. */
  readonly ignoring?: string;
  /** The change is to be seen in the provider's own calls only. */
  readonly isStaged?: boolean;
}

/** The drift of each attribute of a kind, or the reason why it has none. */
export interface KindDrift {
  readonly kind: KindName;
  readonly args: (rig: Rig) => Promise<Record<string, unknown>>;
  /** What a user cares about, asked of the service itself. */
  readonly look: (scene: Scene) => Promise<unknown>;
  readonly attributes: Readonly<Record<string, readonly Drift[] | string>>;
  /** Deletes the object; a reason where it cannot be. */
  readonly remove: ((scene: Scene) => Promise<unknown>) | string;
  /** Makes another one of the same name, once it was deleted. */
  readonly makeAnother?: (scene: Scene) => Promise<unknown>;
}

/** Long enough for anything to come to rest. */
export const SETTLED_MS = 300_000;

/** The ARN of a resource: its id, for most kinds. */
export function arnOf({ resource }: Scene): string {
  const { arn } = resource.outputs;
  return typeof arn === "string" ? arn : resource.id;
}

/** The tags of the resource that are not the provider's marks. */
export async function tagsOf(scene: Scene): Promise<Record<string, string>> {
  const { Tags = {} } = await scene.rig.client.listTagsForResource({ ResourceArn: arnOf(scene) });
  return Object.fromEntries(Object.entries(Tags).filter(([key]) => !key.startsWith("pulumi-rekognition:")));
}
