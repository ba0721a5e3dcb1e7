import { expect } from "chai";
import { checkInputs } from "../../../provider/schema/check-inputs.js";
import type { Bag, Checkable } from "../../../provider/schema/definition.js";
import { nearest } from "../../../provider/schema/nearest.js";
import { collectionDefinition } from "../../../provider/resources/collection/definition.js";
import { datasetDefinition } from "../../../provider/resources/dataset/definition.js";
import { projectPolicyDefinition } from "../../../provider/resources/project-policy/definition.js";
import { projectVersionCopyDefinition } from "../../../provider/resources/project-version-copy/definition.js";
import { projectVersionDefinition } from "../../../provider/resources/project-version/definition.js";
import { projectDefinition } from "../../../provider/resources/project/definition.js";
import { streamProcessorDefinition } from "../../../provider/resources/stream-processor/definition.js";
import { videoAnalysisJobDefinition } from "../../../provider/resources/video-analysis-job/definition.js";

const kinds: readonly Checkable[] = [
  collectionDefinition,
  datasetDefinition,
  projectDefinition,
  projectPolicyDefinition,
  projectVersionCopyDefinition,
  projectVersionDefinition,
  streamProcessorDefinition,
  videoAnalysisJobDefinition,
];

function saidOf(definition: Checkable, key: string, value: unknown = "x"): string {
  const inputs: Bag = { [key]: value };
  return checkInputs(definition, inputs).find(({ property }) => property === key)?.reason ?? "";
}

describe("a field that a resource does not have", () => {
  const misspelt: [definition: Checkable, key: string, meant: string][] = [
    [projectVersionDefinition, "minInferenceUnit", "minInferenceUnits"],
    [projectVersionDefinition, "min_inference_units", "minInferenceUnits"],
    [projectVersionDefinition, "inferenceUnits", "minInferenceUnits"],
    [projectVersionDefinition, "project", "projectArn"],
    [projectDefinition, "auto_update", "autoUpdate"],
    [projectDefinition, "forceDelete", "forceDestroy"],
    [streamProcessorDefinition, "RoleArn", "roleArn"],
    [datasetDefinition, "manifest", "manifestFile"],
  ];
  for (const [definition, key, meant] of misspelt) {
    it(`is taken for one that is spelt alike: ${key}`, () => {
      expect(saidOf(definition, key)).to.equal(`${key}: is not known here (did you mean ${meant}?)`);
    });
  }

  const elsewhere: [definition: Checkable, key: string, meant: string][] = [
    [projectDefinition, "name", "projectName"],
    [projectVersionDefinition, "name", "versionName"],
    [projectVersionDefinition, "description", "versionDescription"],
    [projectVersionCopyDefinition, "name", "versionName"],
    [projectPolicyDefinition, "name", "policyName"],
    [projectPolicyDefinition, "policy", "policyDocument"],
    [collectionDefinition, "name", "collectionId"],
    [datasetDefinition, "datasetSource", "groundTruthManifest, manifestFile, entries or datasetArn"],
    [datasetDefinition, "type", "datasetType"],
    [streamProcessorDefinition, "kinesisVideoStream", "input"],
    [streamProcessorDefinition, "faceSearchSettings", "settings"],
  ];
  for (const [definition, key, meant] of elsewhere) {
    it(`is taken for what others call so: ${key} for ${meant}`, () => {
      expect(saidOf(definition, key)).to.equal(`${key}: is not known here (did you mean ${meant}?)`);
    });
  }

  it("within another one is taken for its neighbor", () => {
    const inputs = {
      trainingData: { assets: [{ groundTruthManifest: { s3Object: { bucket: "bucket", name: "n", verson: "1" } } }] },
    };
    expect(saidOf(projectVersionDefinition, "trainingData", inputs.trainingData)).to.equal(
      'trainingData.assets[0].groundTruthManifest.s3Object: has no "verson" (did you mean version?)',
    );
  });

  it("that resembles none gets the list of all", () => {
    expect(saidOf(projectDefinition, "colour")).to.contain("(known: projectName, feature, ");
  });

  it("is called otherwise only by names that the resource has not", () => {
    for (const { inputs, alsoCalled = {} } of kinds) {
      const names = new Set(Object.keys(inputs));
      expect(Object.keys(alsoCalled).filter((name) => names.has(name))).to.deep.equal([]);
      const meant = Object.values(alsoCalled).flatMap((text) => text.split(/, | or /));
      expect(meant.filter((name) => !names.has(name))).to.deep.equal([]);
    }
  });
});

describe("the nearest of some words", () => {
  it("is none where a third of the word would have to change", () => {
    expect(nearest("version", ["region"])).to.equal(undefined);
    expect(nearest("project", ["profile"])).to.equal(undefined);
    expect(nearest("model", ["token"])).to.equal(undefined);
  });

  it("may have two letters exchanged, and another case", () => {
    expect(nearest("REIGON", ["profile", "region"])).to.equal("region");
  });

  it("is the first of those that are equally near", () => {
    expect(nearest("assumeRol", ["assumeRole", "assumeRoles"])).to.equal("assumeRole");
  });
});
