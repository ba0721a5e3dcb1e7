import { expect } from "chai";
import { Changes, changeKeys } from "../../../provider/aws/changes.js";
import type { Operation } from "../../../provider/aws/operations.js";

const PROJECT = "arn:aws:rekognition:us-east-1:111122223333:project/animals/1700000000000";
const VERSION = "arn:aws:rekognition:us-east-1:111122223333:project/animals/version/first/1700000000001";
const DATASET = "arn:aws:rekognition:us-east-1:111122223333:project/animals/dataset/train/1700000000002";

describe("what a call changes", () => {
  for (const [what, operation, input, keys] of [
    [
      "a model, by its ARN",
      "StopProjectVersion",
      { ProjectVersionArn: VERSION },
      [changeKeys.version("animals", "first")],
    ],
    [
      "a model that is made",
      "CreateProjectVersion",
      { ProjectArn: PROJECT, VersionName: "first" },
      [changeKeys.version("animals", "first"), changeKeys.versionsOf("animals")],
    ],
    [
      "a model that is copied, in the project it is copied to",
      "CopyProjectVersion",
      { SourceProjectArn: "x", DestinationProjectArn: PROJECT, VersionName: "first" },
      [changeKeys.version("animals", "first")],
    ],
    ["a project", "DeleteProject", { ProjectArn: PROJECT }, [changeKeys.project("animals"), changeKeys.projects]],
    ["a project that is made", "CreateProject", { ProjectName: "animals" }, [changeKeys.project("animals")]],
    ["the project that a dataset is in", "DeleteDataset", { DatasetArn: DATASET }, [changeKeys.project("animals")]],
    [
      "the project that two datasets are in",
      "DistributeDatasetEntries",
      { Datasets: [{ Arn: DATASET }] },
      [changeKeys.project("animals")],
    ],
    [
      "a stream processor, its settings too",
      "UpdateStreamProcessor",
      { Name: "door" },
      [changeKeys.processor("door"), changeKeys.processorSettings("door"), changeKeys.processors],
    ],
    [
      "a policy",
      "PutProjectPolicy",
      { ProjectArn: PROJECT, PolicyName: "share" },
      [changeKeys.policy("animals", "share")],
    ],
    ["a collection", "CreateCollection", { CollectionId: "faces" }, [changeKeys.collection("faces")]],
    ["whether a stream processor runs", "StartStreamProcessor", { Name: "door" }, [changeKeys.processor("door")]],
  ] as [string, Operation, object, string[]][]) {
    it(`is known: ${what}`, () => {
      const changes = new Changes();
      const before = changes.now();
      changes.tell(operation, input);
      for (const key of keys) expect(changes.last(key), key).to.be.greaterThan(before);
    });
  }

  it("leaves the other models of the project alone", () => {
    const changes = new Changes();
    changes.tell("StopProjectVersion", { ProjectVersionArn: VERSION });
    expect(changes.last(changeKeys.version("animals", "second"), changeKeys.project("animals"))).to.equal(0);
  });

  it("leaves the project alone where a policy changes, and its other policies", () => {
    const changes = new Changes();
    changes.tell("DeleteProjectPolicy", { ProjectArn: PROJECT, PolicyName: "share" });
    expect(changes.last(changeKeys.project("animals"), changeKeys.policy("animals", "other"))).to.equal(0);
  });

  it("leaves the settings of a stream processor alone that only starts", () => {
    const changes = new Changes();
    changes.tell("StartStreamProcessor", { Name: "door" });
    expect(changes.last(changeKeys.processorSettings("door"))).to.equal(0);
  });
});
