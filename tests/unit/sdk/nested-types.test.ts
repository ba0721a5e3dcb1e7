import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import ts from "typescript";
import { ProjectVersion } from "../../../sdk/index.js";
import type {
  AssumeRoleArgs,
  OutputConfig,
  OutputConfigArgs,
  TestingDataArgs,
  TrainingDataArgs,
  TrainingDataResult,
} from "../../../sdk/index.js";

const sdk = join(__dirname, "..", "..", "..", "..", "sdk");

/** What a component of a user's takes: compiled with these tests. */
interface InspectionArgs {
  readonly projectArn: pulumi.Input<string>;
  readonly results: pulumi.Input<OutputConfigArgs>;
  readonly training?: pulumi.Input<TrainingDataArgs>;
  readonly testing?: pulumi.Input<TestingDataArgs>;
  readonly deployer?: pulumi.Input<AssumeRoleArgs>;
}

class Inspection extends pulumi.ComponentResource {
  readonly results: pulumi.Output<OutputConfig>;
  readonly trainedOn: pulumi.Output<TrainingDataResult | undefined>;

  constructor(name: string, { projectArn, results, training, testing }: InspectionArgs) {
    super("vision:index:Inspection", name);
    const data = { trainingData: training, testingData: testing };
    const model = new ProjectVersion(`${name}-model`, { projectArn, outputConfig: results, ...data }, { parent: this });
    this.results = model.outputConfig;
    this.trainedOn = model.trainingDataResult;
  }
}

/** The interfaces that a source declares for others. */
function interfacesOf(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
  return source.statements.filter(ts.isInterfaceDeclaration).map(({ name }) => name.text);
}

/** The names that a source exports from others. */
function exportsOf(path: string): Set<string> {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
  const clauses = source.statements.filter(ts.isExportDeclaration).map(({ exportClause }) => exportClause);
  const named = clauses.filter((clause) => clause !== undefined).filter(ts.isNamedExports);
  return new Set(named.flatMap(({ elements }) => elements.map(({ name }) => name.text)));
}

describe("the types of nested arguments and results", () => {
  it("can be named by a component", async () => {
    await pulumi.runtime.setMocks({
      newResource: ({ inputs }) => ({ id: "id", state: inputs as object }),
      call: () => ({}),
    });
    const made = new Inspection("parts", { projectArn: "arn", results: { s3Bucket: "results" } });
    const results = await new Promise((resolve) => made.results.apply(resolve));
    expect(results).to.deep.equal({ s3Bucket: "results" });
  });

  it("are all exported by the package", () => {
    const exported = exportsOf(join(sdk, "index.ts"));
    const generated = join(sdk, "generated");
    const sources = readdirSync(generated, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".ts"),
    );
    const declared = sources.flatMap((name) => interfacesOf(join(generated, name)));
    expect(declared).to.include.members(["OutputConfigArgs", "ProjectVersionArgs", "GetProjectArgs"]);
    expect(declared.filter((name) => !exported.has(name))).to.deep.equal([]);
  });
});
