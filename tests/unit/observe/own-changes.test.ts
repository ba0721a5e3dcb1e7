import { expect } from "chai";
import type { Connection } from "../../../provider/aws/connection.js";
import { type Gateway, createGateway, newSharedFacts } from "../../../provider/aws/gateway.js";
import type { Operation, RequestOf } from "../../../provider/aws/operations.js";
import type { AwsSettings } from "../../../provider/aws/settings.js";
import { type DescribeBroker, SharedDescriptions } from "../../../provider/observe/broker.js";
import { FakeClock } from "../lifecycle/fake-clock.js";

const ARN = "arn:aws:rekognition:us-east-1:111122223333:project/animals";
const PROJECT = `${ARN}/1700000000000`;
const VERSION = `${ARN}/version/first/1700000000001`;
const at = new Date(0);

interface Case<Op extends Operation> {
  readonly what: string;
  readonly look: (broker: DescribeBroker) => Promise<string | undefined>;
  readonly answers: (state: string) => object;
  readonly change: Op;
  readonly input: RequestOf<Op>;
}

function of<Op extends Operation>(one: Case<Op>): Case<Op> {
  return one;
}

const CASES = [
  of({
    what: "a project",
    look: async (broker) => (await broker.project("animals"))?.Status,
    answers: (Status) => ({ ProjectDescriptions: [{ ProjectArn: PROJECT, Status, CreationTimestamp: at }] }),
    change: "DeleteProject",
    input: { ProjectArn: PROJECT },
  }),
  of({
    what: "a model",
    look: async (broker) => (await broker.projectVersion(PROJECT, "first"))?.Status,
    answers: (Status) => ({
      ProjectVersionDescriptions: [{ ProjectVersionArn: VERSION, Status, CreationTimestamp: at }],
    }),
    change: "StopProjectVersion",
    input: { ProjectVersionArn: VERSION },
  }),
  of({
    what: "a policy",
    look: async (broker) => (await broker.projectPolicy(PROJECT, "share"))?.PolicyRevisionId,
    answers: (PolicyRevisionId) => ({
      ProjectPolicies: [{ PolicyName: "share", PolicyRevisionId, PolicyDocument: "{}", CreationTimestamp: at }],
    }),
    change: "DeleteProjectPolicy",
    input: { ProjectArn: PROJECT, PolicyName: "share" },
  }),
  of({
    what: "a stream processor",
    look: async (broker) => (await broker.streamProcessor("door"))?.Status,
    answers: (Status) => ({
      ...{ Name: "door", StreamProcessorArn: "arn", Status, CreationTimestamp: at },
      ...{ Input: {}, Output: {}, Settings: {}, RoleArn: "role" },
    }),
    change: "StopStreamProcessor",
    input: { Name: "door" },
  }),
] as readonly Case<Operation>[];

describe("after a change by this process", () => {
  for (const { what, look, answers, change, input } of CASES) {
    describe(`of ${what}, a look`, () => {
      let state: string;
      let asked: string[];
      /** Called while a look is under way. */
      let meets: () => Promise<unknown>;
      let aws: Gateway;
      let descriptions: SharedDescriptions;
      const bounds = {
        clock: new FakeClock(),
        signal: new AbortController().signal,
        deadline: Infinity,
        beforeMutation: () => Promise.resolve(),
      };
      beforeEach(() => {
        state = "before";
        asked = [];
        meets = () => Promise.resolve();
        const connection = {
          async send(operation: Operation) {
            asked.push(operation);
            if (operation === change) {
              state = "after";
              return {};
            }
            const answer = answers(state);
            await meets();
            return answer;
          },
        } as unknown as Connection;
        const shared = newSharedFacts(bounds.clock, "us-east-1");
        aws = createGateway(connection, { maxAttempts: 1 } as AwsSettings, bounds, shared);
        descriptions = new SharedDescriptions(bounds.clock, shared.changes, aws);
      });

      /** A look of another operation. */
      const seen = (): Promise<string | undefined> => look(descriptions.brokerFor(aws, bounds));

      it("is given no answer that others got before it", async () => {
        expect([await seen(), await seen()]).to.deep.equal(["before", "before"]);
        expect(asked).to.have.length(1);
        await aws.call(change, input);
        expect(await seen()).to.equal("after");
      });

      it("is given no answer that was under way", async () => {
        let late: Promise<string | undefined> | undefined;
        meets = async () => {
          meets = () => Promise.resolve();
          await aws.call(change, input);
          late = seen();
        };
        expect(await seen()).to.equal("after");
        expect(await late).to.equal("after");
      });
    });
  }
});
