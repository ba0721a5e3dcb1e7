import { expect } from "chai";
import { FakeService, notFound } from "./fake-service.js";

const BASE = "arn:aws:rekognition:us-east-1:111122223333:project";
const PROJECTS = ["p1", "p2", "p3", "p4"];
const projectArn = (name: string): string => `${BASE}/${name}/1700000000000`;
const datasetArn = (project: string, type = "train", at = 1): string =>
  `${BASE}/${project}/dataset/${type}/170000000000${String(at)}`;

describe("looks at datasets", () => {
  let service: FakeService;
  /** ARNs of the datasets that there are. */
  let there: Set<string>;
  let projects: string[];
  beforeEach(() => {
    service = new FakeService("DatasetArn");
    there = new Set();
    projects = [...PROJECTS];
    const inProject = (name: string): object[] =>
      [...there]
        .filter((arn) => arn.includes(`/${name}/`))
        .map((DatasetArn) => ({ DatasetArn, DatasetType: DatasetArn.split("/")[3]?.toUpperCase() }));
    service.answers = {
      DescribeDataset: ({ DatasetArn }) =>
        there.has(DatasetArn as string) ? { DatasetDescription: { Status: "CREATE_COMPLETE" } } : notFound,
      DescribeProjects: () => ({
        ProjectDescriptions: projects.map((name) => ({ ProjectArn: projectArn(name), Datasets: inProject(name) })),
      }),
    };
  });

  const look = async (arns: readonly string[]): Promise<boolean[]> => {
    const broker = service.later();
    return Promise.all(arns.map(async (arn) => (await broker.dataset(arn))?.Status === "CREATE_COMPLETE"));
  };
  const four = PROJECTS.map((name) => datasetArn(name));
  const describes = (arns: readonly string[]): string[] => arns.map((arn) => `DescribeDataset ${arn}`);

  it("ask about each by itself; two answers prove one gone", async () => {
    there.add(datasetArn("p1"));
    expect(await look(four.slice(0, 2))).to.deep.equal([true, false]);
    expect(service.later().isDatasetGone(datasetArn("p2"))).to.equal(false);
    await look([datasetArn("p2")]);
    const broker = service.later();
    expect([broker.isDatasetGone(datasetArn("p1")), broker.isDatasetGone(datasetArn("p2"))]).to.deep.equal([
      false,
      true,
    ]);
    expect(service.asked.every((asked) => asked.startsWith("DescribeDataset "))).to.equal(true);
  });

  it("ask for the projects, which list them, where four are missing; what those show is described", async () => {
    await look(four);
    there.add(datasetArn("p3"));
    service.asked = [];
    expect(await look(four)).to.deep.equal([false, false, true, false]);
    expect(service.asked).to.deep.equal(["DescribeProjects", ...describes([datasetArn("p3")])]);
  });

  it("prove them gone by what two looks at the projects, ten seconds apart, do not show", async () => {
    await look(four);
    await look(four);
    expect(service.later().isDatasetGone(datasetArn("p1"))).to.equal(false);
    service.clock.advance(10_000);
    await look(four);
    expect(service.later().isDatasetGone(datasetArn("p1"))).to.equal(true);
  });

  it("tell a dataset from a later one in its place, and both from the other type's", async () => {
    there.add(datasetArn("p1", "train", 2));
    await service.later().project("p1");
    await service.later(10_000).project("p1");
    const broker = service.later();
    const gone = [datasetArn("p1"), datasetArn("p1", "train", 2), datasetArn("p1", "test")];
    expect(gone.map((arn) => broker.isDatasetGone(arn))).to.deep.equal([true, false, true]);
    const free = [
      broker.isDatasetPlaceFree(projectArn("p1"), "TRAIN"),
      broker.isDatasetPlaceFree(projectArn("p1"), "TEST"),
    ];
    expect(free).to.deep.equal([false, true]);
  });

  it("find a place free where the project is gone as well", async () => {
    projects = [];
    await service.later().project("p1");
    expect(service.later().isDatasetPlaceFree(projectArn("p1"), "TRAIN")).to.equal(false);
    await service.later(10_000).project("p1");
    expect(service.later().isDatasetPlaceFree(projectArn("p1"), "TRAIN")).to.equal(true);
  });

  it("count from a change of this process in the project on", async () => {
    await service.later().project("p1");
    service.changes.tell("CreateDataset", { ProjectArn: projectArn("p1") });
    await service.later(10_000).project("p1");
    expect(service.later().isDatasetPlaceFree(projectArn("p1"), "TRAIN")).to.equal(false);
    await service.later(10_000).project("p1");
    expect(service.later().isDatasetPlaceFree(projectArn("p1"), "TRAIN")).to.equal(true);
  });

  it("of one count from a change of this process in its project on", async () => {
    await look([datasetArn("p1")]);
    service.changes.tell("CreateDataset", { ProjectArn: projectArn("p1") });
    await look([datasetArn("p1")]);
    expect(service.later().isDatasetGone(datasetArn("p1"))).to.equal(false);
    await look([datasetArn("p1")]);
    expect(service.later().isDatasetGone(datasetArn("p1"))).to.equal(true);
  });

  it("never are gone while they show", async () => {
    there.add(datasetArn("p1"));
    await look([datasetArn("p1")]);
    service.clock.advance(10_000);
    await look([datasetArn("p1")]);
    expect(service.later().isDatasetGone(datasetArn("p1"))).to.equal(false);
  });

  it("find a place free by descriptions of its project alone", async () => {
    await service.later(0, "on").project("p1");
    expect(service.later(0).isDatasetPlaceFree(projectArn("p1"), "TRAIN")).to.equal(false);
    await service.later(10_000, "on").project("p1");
    const broker = service.later(0);
    expect([
      broker.isDatasetPlaceFree(projectArn("p1"), "TRAIN"),
      broker.isDatasetPlaceFree(projectArn("p1"), "TEST"),
    ]).to.deep.equal([true, true]);
    expect(broker.isDatasetPlaceFree(projectArn("p2"), "TRAIN")).to.equal(false);
  });

  it("find none in a project that shows others only", async () => {
    await look(four);
    for (const name of PROJECTS) there.add(datasetArn(name, "test"));
    service.asked = [];
    expect(await look(four)).to.deep.equal([false, false, false, false]);
    expect(service.asked).to.deep.equal(["DescribeProjects"]);
  });

  it("find none in a project that is gone", async () => {
    await look(four);
    projects = [];
    service.asked = [];
    expect(await look(four)).to.deep.equal([false, false, false, false]);
    expect(service.asked).to.deep.equal(["DescribeProjects"]);
  });

  it("of something that is no dataset's ARN ask about it by itself, and prove nothing by projects", async () => {
    await look([...four, "odd"]);
    service.asked = [];
    await look(["odd"]);
    expect(service.asked).to.deep.equal(describes(["odd"]));
    service.answers.DescribeDataset = () => ({ DatasetDescription: {} });
    await look(["odd"]);
    await service.later().projects();
    await service.later(10_000).projects();
    expect(service.later().isDatasetGone("odd")).to.equal(false);
  });
});
