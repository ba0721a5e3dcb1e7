import { expect } from "chai";
import type { Bag } from "../../../../provider/schema/definition.js";
import { diffInputs, replacingInputs } from "../../../../provider/schema/diff-inputs.js";
import { UNKNOWN } from "../../../../provider/schema/unknown.js";
import { streamProcessorDefinition } from "../../../../provider/resources/stream-processor/definition.js";
import { box, connectedHome, faceSearch, triangle } from "./args.js";

interface Case {
  readonly reason: string;
  readonly from?: object;
  readonly to: object;
  readonly asks: Partial<Record<"replace" | "update" | "local" | "create", readonly string[]>>;
}

const search = (more: object): object => ({ settings: { faceSearch: { collectionId: "visitors", ...more } } });
const homeSettings = (more: object): object => ({ settings: { connectedHome: { labels: ["PERSON"], ...more } } });
const regions = { regionsOfInterest: [{ boundingBox: box }] };

const ofFaceSearch: readonly Case[] = [
  { reason: "a name is the object's identity", to: { name: "back" }, asks: { replace: ["name"] } },
  {
    reason: "no call changes the role",
    to: { roleArn: "arn:aws:iam::111122223333:role/other" },
    asks: { replace: ["roleArn"] },
  },
  {
    reason: "no call changes the input",
    to: { input: { kinesisVideoStream: { arn: "arn:aws:kinesisvideo:us-east-1:111122223333:stream/back/1" } } },
    asks: { replace: ["input"] },
  },
  {
    reason: "no call changes the output",
    to: { output: { kinesisDataStream: { arn: "arn:aws:kinesis:us-east-1:111122223333:stream/other" } } },
    asks: { replace: ["output"] },
  },
  { reason: "no call changes the collection", to: search({ collectionId: "staff" }), asks: { replace: ["settings"] } },
  { reason: "no call changes the threshold", to: search({ faceMatchThreshold: 95 }), asks: { replace: ["settings"] } },
  { reason: "80 is what AWS takes anyway", to: search({ faceMatchThreshold: 80 }), asks: { local: ["settings"] } },
  {
    reason: "AWS raises it to 80",
    from: search({ faceMatchThreshold: 80 }),
    to: search({ faceMatchThreshold: 70 }),
    asks: { local: ["settings"] },
  },
  { reason: "no call changes the regions of face search", to: regions, asks: { replace: ["regionsOfInterest"] } },
  {
    reason: "no regions are the whole frame, however it is said",
    to: { regionsOfInterest: [] },
    asks: { local: ["regionsOfInterest"] },
  },
  {
    reason: "no call changes data sharing of face search",
    to: { dataSharingPreference: { optIn: true } },
    asks: { replace: ["dataSharingPreference"] },
  },
  {
    reason: "not to share is the default",
    to: { dataSharingPreference: { optIn: false } },
    asks: { local: ["dataSharingPreference"] },
  },
  {
    reason: "no call changes the channel",
    to: { notificationChannel: connectedHome.notificationChannel as object },
    asks: { replace: ["notificationChannel"] },
  },
  { reason: "no call changes the key", to: { kmsKeyId: "alias/results" }, asks: { replace: ["kmsKeyId"] } },
  { reason: "start and stop", to: { running: true }, asks: { update: ["running"] } },
  { reason: "tags have calls of their own", to: { tags: { a: "b" } }, asks: { update: ["tags"] } },
  { reason: "only create looks at it", to: { adopt: true }, asks: { create: ["adopt"] } },
  {
    reason: "another kind",
    to: connectedHome,
    asks: { replace: ["name", "output", "settings", "notificationChannel"] },
  },
  {
    reason: "what is not known counts as changed",
    to: search({ collectionId: UNKNOWN }),
    asks: { replace: ["settings"] },
  },
  { reason: "what is not known counts as changed", to: { settings: UNKNOWN }, asks: { replace: ["settings"] } },
];

const ofConnectedHome: readonly Case[] = [
  {
    reason: "UpdateStreamProcessor takes labels",
    to: homeSettings({ labels: ["PET"] }),
    asks: { update: ["settings"] },
  },
  {
    reason: "UpdateStreamProcessor takes the confidence",
    to: homeSettings({ minConfidence: 60 }),
    asks: { update: ["settings"] },
  },
  {
    reason: "UpdateStreamProcessor takes regions",
    to: { regionsOfInterest: [{ polygon: triangle }] },
    asks: { update: ["regionsOfInterest"] },
  },
  {
    reason: "UpdateStreamProcessor takes regions away",
    from: regions,
    to: { regionsOfInterest: undefined },
    asks: { update: ["regionsOfInterest"] },
  },
  {
    reason: "UpdateStreamProcessor takes data sharing",
    to: { dataSharingPreference: { optIn: true } },
    asks: { update: ["dataSharingPreference"] },
  },
  {
    reason: "labels that are not known yet are still labels",
    to: homeSettings({ labels: UNKNOWN }),
    asks: { update: ["settings"] },
  },
  {
    reason: "no call changes the output",
    to: { output: { s3Destination: { bucket: "results", keyPrefix: "x" } } },
    asks: { replace: ["output"] },
  },
  {
    reason: "no call changes the channel",
    to: { notificationChannel: { snsTopicArn: "arn:aws:sns:us-east-1:111122223333:x" } },
    asks: { replace: ["notificationChannel"] },
  },
];

describe("what a changed input of a stream processor asks for", () => {
  for (const [kind, base, cases] of [
    ["face search", faceSearch, ofFaceSearch],
    ["connected home", connectedHome, ofConnectedHome],
  ] as const) {
    for (const { reason, from = {}, to, asks } of cases) {
      it(`${kind}: ${Object.keys(asks).join()} of ${Object.values(asks).join()}: ${reason}`, () => {
        const olds: Bag = { ...base, ...from };
        const changed = diffInputs(streamProcessorDefinition, olds, { ...olds, ...to });
        expect(changed).to.deep.equal({ replace: [], update: [], local: [], ignore: [], create: [], ...asks });
      });
    }
  }

  it("is nothing where nothing changed", () => {
    const changed = diffInputs(streamProcessorDefinition, connectedHome, { ...connectedHome });
    expect(Object.values(changed).flat()).to.deep.equal([]);
  });

  it("counts the settings of face search among what the name and the claim stand for", () => {
    expect(
      replacingInputs(streamProcessorDefinition, { ...faceSearch, running: true, tags: { a: "b" } }),
    ).to.deep.equal(faceSearch);
  });

  it("does not count what connected home changes in place among it", () => {
    const inputs = { ...connectedHome, ...regions, dataSharingPreference: { optIn: true } };
    const { settings: _settings, ...rest } = connectedHome;
    expect(replacingInputs(streamProcessorDefinition, inputs)).to.deep.equal(rest);
  });
});
