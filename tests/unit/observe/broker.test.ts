import { expect } from "chai";
import { FakeService, denied, notFound } from "./fake-service.js";

const BASE = "arn:aws:rekognition:us-east-1:111122223333:project";
const PROJECT = `${BASE}/animals/1700000000000`;
const VERSION = `${BASE}/animals/version/first/1700000000001`;
const THING = "arn:aws:rekognition:us-east-1:111122223333:collection/x";

describe("looks at what stands in a project", () => {
  let service: FakeService;
  beforeEach(() => {
    service = new FakeService("ProjectArn");
    service.answers = {
      DescribeProjects: () => ({ ProjectDescriptions: [{ ProjectArn: PROJECT }] }),
      DescribeProjectVersions: () => ({ ProjectVersionDescriptions: [{ ProjectVersionArn: VERSION }] }),
      ListProjectPolicies: () => ({ ProjectPolicies: [{ PolicyName: "share" }] }),
    };
  });

  it("find it by name, and list all of it", async () => {
    const broker = service.later();
    expect(await broker.projectVersion(PROJECT, "first")).to.deep.equal({ ProjectVersionArn: VERSION });
    expect(await broker.projectVersion(PROJECT, "second")).to.equal(undefined);
    expect(await broker.projectVersions(PROJECT)).to.deep.equal([{ ProjectVersionArn: VERSION }]);
    expect(await broker.projectPolicy(PROJECT, "share")).to.deep.equal({ PolicyName: "share" });
    expect(await broker.project("animals")).to.deep.equal({ ProjectArn: PROJECT });
  });

  it("ask for the projects where theirs is not found: one list tells of all that are gone with it", async () => {
    service.answers.DescribeProjectVersions = () => notFound;
    service.answers.ListProjectPolicies = () => notFound;
    expect(await service.later().projectVersion(PROJECT, "first")).to.equal(undefined);
    expect(service.asked).to.deep.equal([`DescribeProjectVersions ${PROJECT}`, "DescribeProjects"]);
    expect(await service.later().projectPolicy(PROJECT, "share")).to.equal(undefined);
    expect(service.asked.slice(2)).to.deep.equal([`ListProjectPolicies ${PROJECT}`, "DescribeProjects"]);
  });

  it("are done without that list where it is denied", async () => {
    service.answers.DescribeProjectVersions = () => notFound;
    service.answers.DescribeProjects = () => denied;
    expect(await service.later().projectVersion(PROJECT, "first")).to.equal(undefined);
  });

  it("prove it gone with its project only by the projects, or by what does not show it", async () => {
    service.answers.DescribeProjectVersions = () => notFound;
    service.answers.DescribeProjects = () => ({ ProjectDescriptions: [] });
    const isGone = (): boolean => service.later(0).isProjectVersionGone(PROJECT, "first", VERSION);
    await service.later().projectVersion(PROJECT, "first");
    await service.later().projectVersion(PROJECT, "first");
    expect(isGone()).to.equal(false);
    await service.later(10_000).projectVersion(PROJECT, "first");
    expect([isGone(), service.later(0).isProjectGone("animals")]).to.deep.equal([true, true]);
  });

  it("tell a model from a later one of the same name", async () => {
    await service.later().projectVersion(PROJECT, "first");
    await service.later(10_000).projectVersion(PROJECT, "first");
    const broker = service.later();
    const isGone = (arn?: string): boolean => broker.isProjectVersionGone(PROJECT, "first", arn);
    expect([isGone(), isGone(VERSION), isGone(`${VERSION}2`)]).to.deep.equal([false, false, true]);
    expect(broker.isProjectGone("animals", `${PROJECT}2`)).to.equal(false);
  });

  it("do not take one project's models for another's", async () => {
    const other = `${BASE}/plants/1700000000000`;
    const broker = service.later();
    await broker.projectVersions(PROJECT);
    await broker.projectVersions(other);
    expect(service.asked).to.deep.equal([`DescribeProjectVersions ${PROJECT}`, `DescribeProjectVersions ${other}`]);
  });
});

describe("looks at tags", () => {
  let service: FakeService;
  let answer: () => object | Error;
  beforeEach(() => {
    service = new FakeService();
    answer = () => ({ Tags: { a: "1" } });
    service.answers = { ListTagsForResource: () => answer() };
  });
  const tags = (ms?: number): Promise<Record<string, string> | undefined> => service.later(ms).tagsNow(THING);
  const isTagless = (): boolean => service.later(0).isTagless(THING);

  it("show what one answer shows", async () => {
    expect(await tags()).to.deep.equal({ a: "1" });
    answer = () => ({});
    expect(await tags()).to.deep.equal({});
    answer = () => notFound;
    expect(await tags()).to.equal(undefined);
  });

  it("prove that there are none by answers that are ten seconds apart, as those may leave them out", async () => {
    answer = () => ({ Tags: {} });
    await tags();
    await tags();
    expect(isTagless()).to.equal(false);
    await tags(10_000);
    expect(isTagless()).to.equal(true);
    service.changes.tell("TagResource", { ResourceArn: THING });
    expect(isTagless()).to.equal(false);
  });

  it("prove nothing while some show", async () => {
    await tags();
    await tags(10_000);
    expect(isTagless()).to.equal(false);
  });
});

describe("looks at video jobs", () => {
  it("ask for one result, and tell the jobs of one operation from those of another", async () => {
    const service = new FakeService("JobId");
    const inputs: object[] = [];
    service.answers = {
      GetFaceDetection(input) {
        inputs.push(input);
        return { JobStatus: "IN_PROGRESS" };
      },
    };
    expect(await service.later().videoJob("GetFaceDetection", "j")).to.deep.equal({ JobStatus: "IN_PROGRESS" });
    expect(inputs).to.deep.equal([{ JobId: "j", MaxResults: 1 }]);
    for (let look = 0; look < 2; look++) await service.later().videoJob("GetLabelDetection", "j");
    const broker = service.later();
    expect([
      broker.isVideoJobGone("GetLabelDetection", "j"),
      broker.isVideoJobGone("GetFaceDetection", "j"),
    ]).to.deep.equal([true, false]);
  });
});
