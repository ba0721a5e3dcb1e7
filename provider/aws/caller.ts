import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@aws-sdk/types";
import { systemClock } from "../base/clock.js";
import { RekognitionError } from "../base/errors.js";
import type { AwsSettings } from "./settings.js";

/** Credentials that expire so soon are asked for again: as in AWS's own clients. */
const RENEWED_BEFORE_MS = 5 * 60_000;

/** What the identity of a connection rests on. */
export interface CallerServices {
  /** The chain that the settings describe; `afresh` where what an earlier one has read counts no more. */
  readonly chain: (afresh: boolean) => Promise<AwsCredentialIdentityProvider>;
  /** Asks whose credentials these are. */
  readonly accountOf: (credentials: AwsCredentialIdentity) => Promise<string>;
}

/** One set of credentials. */
interface Holder {
  readonly credentials: AwsCredentialIdentity;
  account: Promise<string> | undefined;
}

/**
 * As whom a connection calls. The account belongs to a set of credentials: other ones, whether the old have expired or the
 * chain replaced them by itself, are given out only after their account was asked for and may be worked in, where that is
 * limited or where it is known in which account the run works.
 */
export class Caller {
  readonly #settings: Pick<AwsSettings, "allowedAccountIds" | "forbiddenAccountIds">;
  readonly #services: CallerServices;
  #chain: Promise<AwsCredentialIdentityProvider> | undefined;
  #current: Holder | undefined;
  #refused: { readonly credentials: AwsCredentialIdentity; readonly error: unknown } | undefined;
  #coming: Promise<Holder> | undefined;
  #isOutdated = false;
  /** The account that this connection works in, once it was asked for. */
  #account: string | undefined;
  readonly #told = new Set<string>();
  #generation = 0;
  #listener: () => void = () => undefined;

  constructor(settings: Pick<AwsSettings, "allowedAccountIds" | "forbiddenAccountIds">, services: CallerServices) {
    this.#settings = settings;
    this.#services = services;
  }

  /** How often credentials have changed; an answer from before a change is no proof of what the later ones may see. */
  get generation(): number {
    return this.#generation;
  }

  /** Called whenever other credentials take the place of the former. */
  onChange(listener: () => void): void {
    this.#listener = listener;
  }

  /** What is worked on is in that account, so credentials that come later have to be of it. */
  worksIn(account: string): void {
    this.#told.add(account);
  }

  /** Credentials that may be called with. */
  async credentials(): Promise<AwsCredentialIdentity> {
    return (await this.#holder()).credentials;
  }

  /** The account of the credentials; asked for once for each set of them. */
  async account(): Promise<string> {
    for (;;) {
      const holder = await this.#holder();
      const account = await this.#accountOf(holder);
      if (holder !== this.#current) continue;
      const error = this.#refusal(account, false);
      if (error !== undefined) throw error;
      this.#account = account;
      return account;
    }
  }

  /** Credentials of that generation are good no more: the chain is asked again, its files included. */
  renew(generation: number): void {
    if (generation !== this.#generation || this.#coming !== undefined) return;
    this.#isOutdated = true;
    this.#chain = undefined;
  }

  async #holder(): Promise<Holder> {
    if (this.#current !== undefined && !this.#isOutdated && !endsSoon(this.#current.credentials)) return this.#current;
    this.#coming ??= this.#next().finally(() => {
      this.#coming = undefined;
    });
    return this.#coming;
  }

  async #next(): Promise<Holder> {
    this.#chain ??= this.#services.chain(this.#isOutdated);
    const former = this.#current;
    const credentials = await (await this.#chain)();
    if (former !== undefined && isSame(former.credentials, credentials)) {
      this.#current = { credentials, account: former.account };
    } else {
      const holder: Holder = { credentials, account: undefined };
      await this.#assertAllowed(holder, former);
      this.#current = holder;
      if (former !== undefined) {
        this.#generation += 1;
        this.#listener();
      }
    }
    this.#isOutdated = false;
    return this.#current;
  }

  async #assertAllowed(holder: Holder, former: Holder | undefined): Promise<void> {
    const { allowedAccountIds, forbiddenAccountIds } = this.#settings;
    const isLimited = allowedAccountIds.length > 0 || forbiddenAccountIds.length > 0;
    const isKnown = this.#account !== undefined || this.#told.size > 0 || former?.account !== undefined;
    if (!isLimited && !(former !== undefined && isKnown)) return;
    if (this.#refused !== undefined && isSame(this.#refused.credentials, holder.credentials)) throw this.#refused.error;
    const account = await this.#accountOf(holder);
    const error = this.#refusal(account, former !== undefined);
    if (error !== undefined) {
      this.#refused = { credentials: holder.credentials, error };
      throw error;
    }
    this.#account = account;
  }

  /** Why the account must not be called in; undefined where it may. */
  #refusal(account: string, isChange: boolean): RekognitionError | undefined {
    const { allowedAccountIds, forbiddenAccountIds } = this.#settings;
    const whose = `The credentials belong to account ${account}`;
    if (forbiddenAccountIds.includes(account)) {
      return new RekognitionError("AccountNotAllowed", `${whose}, which rekognition:forbiddenAccountIds names`);
    }
    if (allowedAccountIds.length > 0 && !allowedAccountIds.includes(account)) {
      const allowed = allowedAccountIds.join(", ");
      return new RekognitionError("AccountNotAllowed", `${whose}; rekognition:allowedAccountIds has ${allowed}`);
    }
    const known = this.#account === undefined ? (isChange ? [...this.#told] : []) : [this.#account];
    if (known.length === 0 || known.includes(account)) return undefined;
    return new RekognitionError("WrongAccount", `${whose} now, but this run works in account ${known.join(", ")}`);
  }

  #accountOf(holder: Holder): Promise<string> {
    holder.account ??= this.#services.accountOf(holder.credentials).catch((error: unknown) => {
      holder.account = undefined;
      throw error;
    });
    return holder.account;
  }
}

function isSame(one: AwsCredentialIdentity, other: AwsCredentialIdentity): boolean {
  return one.accessKeyId === other.accessKeyId && one.sessionToken === other.sessionToken;
}

/** Credentials expire in real time, whatever our own clock does. */
function endsSoon({ expiration }: AwsCredentialIdentity): boolean {
  return expiration !== undefined && expiration.getTime() - systemClock.now() < RENEWED_BEFORE_MS;
}
