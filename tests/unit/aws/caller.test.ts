import type { AwsCredentialIdentity } from "@aws-sdk/types";
import { expect } from "chai";
import { Caller } from "../../../provider/aws/caller.js";
import { RekognitionError } from "../../../provider/base/errors.js";
import { failureOf } from "../../provider/harness/failure.js";

const A = "111122223333";
const B = "444455556666";

const keys = (accessKeyId: string, more: Partial<AwsCredentialIdentity> = {}): AwsCredentialIdentity => ({
  accessKeyId,
  secretAccessKey: "made-up",
  ...more,
});
/** So near its end that the chain is asked again for each call. */
const ending = (accessKeyId: string): AwsCredentialIdentity => keys(accessKeyId, { expiration: new Date(0) });

describe("who calls", () => {
  /** What the chain gives, and whose that is. */
  let found: AwsCredentialIdentity;
  let accounts: Record<string, string>;
  /** Chains that were opened, afresh or not, and accounts that were asked for. */
  let done: string[];
  let failures: Error[];
  let changes: number;
  beforeEach(() => {
    found = keys("first");
    accounts = { first: A, "second of A": A, "of B": B };
    done = [];
    failures = [];
    changes = 0;
  });

  function caller(limits: { allowed?: string[]; forbidden?: string[] } = {}): Caller {
    const settings = { allowedAccountIds: limits.allowed ?? [], forbiddenAccountIds: limits.forbidden ?? [] };
    const opened = new Caller(settings, {
      chain: (afresh) => {
        done.push(afresh ? "chain afresh" : "chain");
        const credentials = found;
        return Promise.resolve(() => Promise.resolve(credentials.expiration === undefined ? credentials : found));
      },
      accountOf: ({ accessKeyId }) => {
        done.push(`account of ${accessKeyId}`);
        const failure = failures.shift();
        return failure === undefined ? Promise.resolve(accounts[accessKeyId] ?? "") : Promise.reject(failure);
      },
    });
    opened.onChange(() => {
      changes += 1;
    });
    return opened;
  }

  it("is not asked for where nothing hangs on it", async () => {
    const us = caller();
    expect((await us.credentials()).accessKeyId).to.equal("first");
    await us.credentials();
    expect(done).to.deep.equal(["chain"]);
  });

  it("is asked for once, however many want to know, and again after a failure", async () => {
    const us = caller();
    failures = [new RekognitionError("Throttled", "slow")];
    expect(await failureOf(us.account())).to.contain("[Throttled]");
    expect(await Promise.all([us.account(), us.account()])).to.deep.equal([A, A]);
    expect(done).to.deep.equal(["chain", "account of first", "account of first"]);
  });

  const limits: { what: string; limits: Parameters<typeof caller>[0]; told: string | undefined }[] = [
    { what: "one of those that are allowed", limits: { allowed: [B, A] }, told: undefined },
    {
      what: "none of those that are allowed",
      limits: { allowed: [B] },
      told: `rekognition:allowedAccountIds has ${B}`,
    },
    { what: "one that is forbidden", limits: { forbidden: [A] }, told: "which rekognition:forbiddenAccountIds names" },
    { what: "not the one that is forbidden", limits: { forbidden: [B] }, told: undefined },
    {
      what: "both allowed and forbidden",
      limits: { allowed: [A], forbidden: [A] },
      told: "which rekognition:forbiddenAccountIds names",
    },
  ];
  for (const { what, limits: given, told } of limits) {
    it(`is judged before credentials are given out: ${what}`, async () => {
      const us = caller(given);
      if (told === undefined) expect((await us.credentials()).accessKeyId).to.equal("first");
      else
        expect(await failureOf(us.credentials()))
          .to.contain(told)
          .and.to.contain("[AccountNotAllowed]");
      expect(done).to.deep.equal(["chain", "account of first"]);
    });
  }

  it("is refused without being asked again, until the credentials are others", async () => {
    accounts.first = B;
    const us = caller({ allowed: [A] });
    for (let call = 0; call < 3; call++) expect(await failureOf(us.credentials())).to.contain("[AccountNotAllowed]");
    expect(done.filter((step) => step === "account of first")).to.have.length(1);
  });

  for (const way of ["renewed", "replaced by the chain itself"] as const) {
    describe(`with credentials that are ${way}`, () => {
      /** From now on the chain gives others. */
      async function change(us: Caller, to: string): Promise<AwsCredentialIdentity> {
        found = way === "renewed" ? keys(to) : ending(to);
        if (way === "renewed") us.renew(us.generation);
        return us.credentials();
      }
      beforeEach(() => {
        found = way === "renewed" ? keys("first") : ending("first");
      });

      it("is asked for again, and judged, before they are given out", async () => {
        const us = caller({ allowed: [A] });
        await us.credentials();
        expect((await change(us, "second of A")).accessKeyId).to.equal("second of A");
        expect(done.filter((step) => step.startsWith("account"))).to.deep.equal([
          "account of first",
          "account of second of A",
        ]);
        expect(await failureOf(change(us, "of B")))
          .to.contain(B)
          .and.to.contain("[AccountNotAllowed]");
      });

      it("must be the same, where it was asked for before", async () => {
        const us = caller();
        expect(await us.account()).to.equal(A);
        expect(await failureOf(change(us, "of B")))
          .to.contain(`in account ${A}`)
          .and.to.contain("[WrongAccount]");
        expect((await change(us, "second of A")).accessKeyId).to.equal("second of A");
        expect(await us.account()).to.equal(A);
      });

      it("is another's from then on where nobody asked before, and that is told", async () => {
        const us = caller();
        await us.credentials();
        const before = us.generation;
        await change(us, "of B");
        expect([us.generation - before, changes]).to.deep.equal([1, 1]);
        expect(await us.account()).to.equal(B);
      });

      it("is the same where the chain gives the same again", async () => {
        const us = caller({ allowed: [A] });
        await us.credentials();
        await change(us, "first");
        expect([us.generation, changes]).to.deep.equal([0, 0]);
        expect(done.filter((step) => step.startsWith("account"))).to.deep.equal(["account of first"]);
      });
    });
  }

  it("is asked of the files again only once, however many calls find the credentials expired", async () => {
    const us = caller();
    await us.credentials();
    found = keys("second of A");
    const { generation } = us;
    us.renew(generation);
    us.renew(generation);
    await Promise.all([us.credentials(), us.credentials()]);
    us.renew(generation);
    expect((await us.credentials()).accessKeyId).to.equal("second of A");
    expect(done).to.deep.equal(["chain", "chain afresh"]);
  });
});
