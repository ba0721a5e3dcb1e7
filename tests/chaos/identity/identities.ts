import type { Rig } from "../../provider/harness/rig.js";

/** Who a resource is: its stack's owner, and what its URN says. */
export interface Identity {
  readonly owner: string;
  /** The URN of what was made as `dev`'s. */
  readonly urn: (original: string) => string;
}

/** As everything is made. */
export const DEV: Identity = { owner: "acme/shop/dev", urn: (original) => original };

/** What becomes of a resource of `dev`, while there is again, or still, one of the same name in `dev`. */
export const EVENTS: Readonly<Record<string, Identity>> = {
  "stack rename": {
    owner: "acme/shop/prod",
    urn: (original) => original.replace("urn:pulumi:dev::", "urn:pulumi:prod::"),
  },
  "state move": {
    owner: "acme/store/live",
    urn: (original) => original.replace("urn:pulumi:dev::shop::", "urn:pulumi:live::store::"),
  },
  alias: { owner: DEV.owner, urn: (original) => `${original}-renamed` },
  "second stack of the same name": DEV,
};

/** Runs something as the CLI does for a stack of that owner. */
export async function as<T>(rig: Rig, { owner }: Identity, run: () => Promise<T>): Promise<T> {
  const before = rig.owner;
  rig.owner = owner;
  try {
    return await run();
  } finally {
    rig.owner = before;
  }
}
