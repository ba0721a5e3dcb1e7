import { expect } from "chai";
import type { DescribeBroker } from "../../../provider/observe/broker.js";
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

  it("find it beside a model whose ARN they cannot read", async () => {
    service.answers.DescribeProjectVersions = () => ({
      ProjectVersionDescriptions: [{ ProjectVersionArn: "odd" }, { ProjectVersionArn: VERSION }],
    });
    expect(await service.later().projectVersion(PROJECT, "first")).to.deep.equal({ ProjectVersionArn: VERSION });
  });

  it("name what they ask about where somebody looks on, and both features, without which AWS hides adapters", async () => {
    const inputs: object[] = [];
    for (const [operation, answer] of Object.entries(service.answers)) {
      service.answers[operation] = (input) => {
        inputs.push(input);
        return answer(input);
      };
    }
    const Features = ["CUSTOM_LABELS", "CONTENT_MODERATION"];
    const broker = service.later(3_000, "on");
    await broker.project("animals");
    await broker.projectVersion(PROJECT, "first");
    await broker.projectPolicy(PROJECT, "share");
    const named = [
      { ProjectNames: ["animals"], Features },
      { ProjectArn: PROJECT, VersionNames: ["first"] },
    ];
    expect(inputs.splice(0)).to.deep.equal([...named, { ProjectArn: PROJECT }]);
    expect(await service.later().projects()).to.deep.equal([{ ProjectArn: PROJECT }]);
    await service.later().projectVersions(PROJECT);
    expect(inputs).to.deep.equal([{ Features }, { ProjectArn: PROJECT }]);
  });

  describe("show nothing from before a change by this process", () => {
    const changed = async (
      what: "DeleteProject" | "CreateProjectVersion" | "PutProjectPolicy",
      input: object,
      look: (broker: DescribeBroker) => Promise<unknown>,
    ): Promise<number> => {
      await look(service.later());
      await look(service.later(0));
      expect(service.asked).to.have.length(1);
      service.changes.tell(what, input);
      await look(service.later(0));
      return service.asked.length;
    };
    const projects = (broker: DescribeBroker): Promise<unknown> => broker.projects();
    const models = (broker: DescribeBroker): Promise<unknown> => broker.projectVersions(PROJECT);
    const model = (broker: DescribeBroker): Promise<unknown> => broker.projectVersion(PROJECT, "first");
    const policy = (broker: DescribeBroker): Promise<unknown> => broker.projectPolicy(PROJECT, "share");
    const made = { ProjectArn: PROJECT, VersionName: "second" };
    const put = { ProjectArn: PROJECT, PolicyName: "share" };

    it("of any of them to a list of all, and of the thing to a look at it", async () => {
      expect(await changed("CreateProjectVersion", made, models)).to.equal(2);
      service.asked = [];
      expect(await changed("CreateProjectVersion", { ...made, VersionName: "first" }, model)).to.equal(2);
      service.asked = [];
      expect(await changed("PutProjectPolicy", put, policy)).to.equal(2);
      service.asked = [];
      expect(await changed("DeleteProject", { ProjectArn: `${BASE}/plants/17` }, projects)).to.equal(2);
    });

    it("but still what says nothing of what was changed", async () => {
      expect(await changed("CreateProjectVersion", made, model)).to.equal(1);
      service.asked = [];
      expect(await changed("PutProjectPolicy", { ...put, PolicyName: "other" }, policy)).to.equal(1);
      service.asked = [];
      const project = (broker: DescribeBroker): Promise<unknown> => broker.project("animals");
      expect(await changed("DeleteProject", { ProjectArn: `${BASE}/plants/17` }, project)).to.equal(1);
    });
  });

  it("prove a policy gone by lists that leave it out", async () => {
    const isGone = (): boolean[] =>
      ["share", "other"].map((name) => service.later(0).isProjectPolicyGone(PROJECT, name));
    await service.later().projectPolicy(PROJECT, "other");
    expect(isGone()).to.deep.equal([false, false]);
    await service.later(10_000).projectPolicy(PROJECT, "other");
    expect(isGone()).to.deep.equal([false, true]);
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

  it("ask about the very thing", async () => {
    const inputs: object[] = [];
    service.answers.ListTagsForResource = (input) => {
      inputs.push(input);
      return {};
    };
    await tags();
    expect(inputs).to.deep.equal([{ ResourceArn: THING }]);
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
    await service.later(10_000).videoJob("GetFaceDetection", "j");
    for (let look = 0; look < 2; look++) await service.later().videoJob("GetLabelDetection", "j");
    const broker = service.later();
    expect([
      broker.isVideoJobGone("GetLabelDetection", "j"),
      broker.isVideoJobGone("GetFaceDetection", "j"),
    ]).to.deep.equal([true, false]);
  });
});
