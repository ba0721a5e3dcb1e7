import { expect } from "chai";
import type { Gateway } from "../../../provider/aws/gateway.js";
import { collected, pagesOf } from "../../../provider/aws/pages.js";

describe("pages", () => {
  let sent: object[];

  /** Answers one project a page; the last page comes with the token given. */
  function gateway(count: number, lastToken: string | undefined): Gateway {
    const call = (_operation: string, input: object): Promise<object> => {
      sent.push(input);
      const NextToken = sent.length < count ? `after ${String(sent.length)}` : lastToken;
      return Promise.resolve({ ProjectDescriptions: [{ ProjectArn: String(sent.length) }], NextToken });
    };
    return withTurns(call);
  }

  /** Turns that come at once; an attempt that fails is followed by another. */
  function withTurns(call: (operation: string, input: object) => Promise<object>, told: string[] = []): Gateway {
    const inTurn = async (
      operation: string,
      attempt: (send: (input: object) => Promise<object>) => Promise<object>,
    ) => {
      for (;;) {
        try {
          return await attempt((input) => call(operation, input));
        } catch (error) {
          told.push((error as Error).message);
        }
      }
    };
    return { call, inTurn } as unknown as Gateway;
  }

  const namesOf = (aws: Gateway, request: Parameters<typeof pagesOf<"DescribeProjects">>[2]) =>
    collected(pagesOf(aws, "DescribeProjects", request), (page) => page.ProjectDescriptions?.map((p) => p.ProjectArn));

  beforeEach(() => {
    sent = [];
  });

  for (const end of [undefined, ""]) {
    it(`are asked for until one ends with ${end === undefined ? "no token" : "an empty token"}`, async () => {
      expect(await namesOf(gateway(3, end), { MaxResults: 1 })).to.deep.equal(["1", "2", "3"]);
      expect(sent).to.deep.equal([
        { MaxResults: 1 },
        { MaxResults: 1, NextToken: "after 1" },
        { MaxResults: 1, NextToken: "after 2" },
      ]);
    });
  }

  it("that lead back to one that was read already are asked for again, instead of for ever", async () => {
    const told: string[] = [];
    const call = (_operation: string, input: object): Promise<object> => {
      sent.push(input);
      const NextToken = sent.length === 4 ? "" : `after ${(sent.length + 1) % 2}`;
      return Promise.resolve({ ProjectDescriptions: [], NextToken });
    };
    await namesOf(withTurns(call, told), {});
    expect(sent.slice(1)).to.deep.equal(["after 0", "after 1", "after 1"].map((NextToken) => ({ NextToken })));
    expect(told.join()).to.contain("a page leads back").and.to.contain("[UnreadableAnswer]");
  });
});
