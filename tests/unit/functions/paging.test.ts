import { expect } from "chai";
import { functionNamed } from "../../../provider/functions/table.js";
import { FakeService } from "./fake-service.js";

const PROJECT = "arn:aws:rekognition:us-east-1:111122223333:project/animals/1655158560634";
const DATASET = "arn:aws:rekognition:us-east-1:111122223333:project/animals/dataset/train/1655158669954";

const lists = [
  {
    name: "getProjects",
    args: {},
    member: "ProjectDescriptions",
    one: { ProjectArn: PROJECT },
    list: "projectDescriptions",
  },
  {
    name: "getProjectVersions",
    args: { projectArn: PROJECT },
    member: "ProjectVersionDescriptions",
    one: { Status: "RUNNING" },
    list: "projectVersionDescriptions",
  },
  {
    name: "getProjectPolicies",
    args: { projectArn: PROJECT },
    member: "ProjectPolicies",
    one: { PolicyName: "p" },
    list: "projectPolicies",
  },
  {
    name: "getDatasetEntries",
    args: { datasetArn: DATASET },
    member: "DatasetEntries",
    one: "{}",
    list: "datasetEntries",
  },
  {
    name: "getDatasetLabels",
    args: { datasetArn: DATASET },
    member: "DatasetLabelDescriptions",
    one: { LabelName: "cat" },
    list: "datasetLabelDescriptions",
  },
  {
    name: "getStreamProcessors",
    args: {},
    member: "StreamProcessors",
    one: { Name: "door" },
    list: "streamProcessors",
  },
  { name: "getCollections", args: {}, member: "CollectionIds", one: "staff", list: "collectionIds" },
];

describe("lists are read to the end", () => {
  for (const { name, args, member, one, list } of lists) {
    it(name, async () => {
      // Three pages, the second one empty, the last one ended as the service was seen to: by an empty token.
      const pages = [
        { [member]: [one, one], NextToken: "second" },
        { [member]: [], NextToken: "third" },
        { [member]: [one], NextToken: "" },
      ];
      const service = new FakeService((_asked, before) => pages[before] ?? {});
      const result = (await functionNamed(name).call(service.context, args)) as Record<string, unknown[]>;
      expect(result[list]).to.have.length(3);
      expect(service.asked.map(({ request }) => request.NextToken)).to.deep.equal([undefined, "second", "third"]);
      // What was asked for on the first page is asked for on each.
      const rest = service.asked.map(({ request: { NextToken: _token, ...others } }) => others);
      expect(rest[1]).to.deep.equal(rest[0]);
      expect(rest[2]).to.deep.equal(rest[0]);
    });
  }

  it("asks for projects of both features, since adapters are left out otherwise", async () => {
    const service = new FakeService(() => ({ ProjectDescriptions: [] }));
    await functionNamed("getProjects").call(service.context, {});
    expect(service.asked[0]?.request.Features).to.have.members(["CUSTOM_LABELS", "CONTENT_MODERATION"]);
  });

  it("hands filters of entries on", async () => {
    const service = new FakeService(() => ({}));
    await functionNamed("getDatasetEntries").call(service.context, {
      datasetArn: DATASET,
      containsLabels: ["cat"],
      labeled: true,
      sourceRefContains: "s3://bucket/a",
      hasErrors: false,
    });
    expect(service.asked[0]?.request).to.deep.include({
      ContainsLabels: ["cat"],
      Labeled: true,
      SourceRefContains: "s3://bucket/a",
      HasErrors: false,
    });
  });
});
