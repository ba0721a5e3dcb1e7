import { expect } from "chai";
import { type Asker, confirmAccount, needed } from "../../live/command/ask.js";
import { type Given, readCommandLine } from "../../live/command/command-line.js";
import { failureOf } from "../../provider/harness/failure.js";

const ACCOUNT = "111122223333";

describe("what the live suite asks for at a terminal", () => {
  it("is the region, the bucket and the limit, in this order", async () => {
    const person = answering(["eu-west-1", "my-bucket", "40"]);
    expect(await needed(given(), true, person)).to.deep.equal({
      region: "eu-west-1",
      bucket: "my-bucket",
      limitUsd: 40,
    });
    expect(person.asked.join()).to.match(/^Region: ,Bucket.*: ,The most that this may cost, in USD: $/);
  });

  it("is only what was not given", async () => {
    const person = answering(["40"]);
    const place = await needed(given("--region", "eu-west-1", "--bucket", "my-bucket"), true, person);
    expect(place.limitUsd).to.equal(40);
    expect(person.asked).to.have.length(1);
  });

  for (const [what, limit] of Object.entries({ nothing: "", "no number": "much", zero: "0" })) {
    it(`takes ${what} for no limit`, async () => {
      const person = answering(["eu-west-1", "my-bucket", limit]);
      expect(await failureOf(needed(given(), true, person))).to.match(
        /limit-usd takes a number above 0|nothing is done/,
      );
    });
  }

  it("is nothing where there are no credentials", async () => {
    const person = answering([]);
    expect(await failureOf(needed(given(), false, person))).to.contain("credentials of AWS's default chain");
    expect(person.asked).to.deep.equal([]);
  });

  it("is the account's number, with the limit or the cleaning that it stands for", async () => {
    const spending = answering([ACCOUNT]);
    await confirmAccount(given(), ACCOUNT, 40, spending);
    expect(spending.asked).to.deep.equal([`Spend at most $40.00 in account ${ACCOUNT}? Type its number: `]);
    const cleaning = answering([ACCOUNT]);
    await confirmAccount(given("--clean"), ACCOUNT, undefined, cleaning);
    expect(cleaning.asked).to.deep.equal([`Clean up in account ${ACCOUNT}? Type its number: `]);
  });

  for (const answer of ["yes", "", "999999999999"]) {
    it(`takes ${JSON.stringify(answer)} for no confirmation`, async () => {
      const failure = await failureOf(confirmAccount(given(), ACCOUNT, 40, answering([answer])));
      expect(failure).to.contain("Nothing was done.");
    });
  }
});

function given(...args: string[]): Given {
  return readCommandLine(args);
}

function answering(answers: readonly string[]): Asker & { readonly asked: readonly string[] } {
  const asked: string[] = [];
  return {
    isTerminal: true,
    asked,
    ask: (question) => {
      asked.push(question);
      return Promise.resolve(answers[asked.length - 1] ?? "");
    },
  };
}
