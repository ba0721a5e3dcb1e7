import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { kinds } from "../../../provider/resources/registry.js";
import * as sdk from "../../../sdk/index.js";

/** What the build makes for `pulumi-rekognition/plugin`, of the types that it has there. */
const plugin = createRequire(__filename)("../../../sdk/plugin.js") as typeof sdk;

type Inputs = Readonly<Record<string, unknown>>;
type ResourceClass = new (name: string, args: object, options?: pulumi.CustomResourceOptions) => pulumi.CustomResource;

const known = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));

describe("pulumi-rekognition/plugin", () => {
  const registered: { type: string; inputs: Inputs }[] = [];
  let stacks = 0;
  beforeEach(() => program());
  after(() => {
    pulumi.runtime.setAllConfig({});
  });

  async function program(config: Record<string, string> = {}, secret: string[] = []): Promise<void> {
    stacks += 1;
    registered.length = 0;
    const newResource = ({ type, inputs }: pulumi.runtime.MockResourceArgs): { id: string; state: object } => {
      registered.push({ type, inputs: inputs as Inputs });
      return { id: "id", state: inputs as object };
    };
    await pulumi.runtime.setMocks({ newResource, call: () => ({}) }, "shop", `plugin${stacks}`, false, "acme");
    pulumi.runtime.setAllConfig(config, secret);
  }

  it("exports all that the package does, and the same functions", () => {
    expect(Object.keys(plugin).sort()).to.deep.equal(Object.keys(sdk).sort());
    expect(plugin.getProjects).to.equal(sdk.getProjects);
    expect(plugin.Project).not.to.equal(sdk.Project);
  });

  for (const { handler } of Object.values(kinds)) {
    const { kind } = handler.definition;
    it(`${kind}: is a resource of the plugin, with nothing that only the dynamic host needs`, async () => {
      const Class = (plugin as unknown as Readonly<Record<string, ResourceClass>>)[kind];
      if (Class === undefined) throw new Error(`there is no class ${kind}`);
      await known(new Class("x", {}).id);
      expect(registered.map(({ type }) => type)).to.deep.equal([`rekognition:index:${kind}`]);
      expect(Object.keys(registered[0]?.inputs ?? {}).filter((key) => key.startsWith("__"))).to.deep.equal([]);
    });
  }

  it("may import, which the dynamic provider cannot", () => {
    const options = { import: "animals" };
    expect(() => new plugin.Collection("animals", {}, options)).not.to.throw();
    expect(() => new sdk.Collection("plants", {}, options)).to.throw("[ImportUnsupported]");
  });

  it("gives an explicit provider its arguments under the plugin's names, and functions the same settings", async () => {
    await program({ "rekognition:maxAttempts": "3", "rekognition:region": "eu-west-1" });
    const west = new plugin.Provider("west", { region: "us-west-2", allowedAccountIds: ["111122223333"] });
    await known(west.id);
    const settings = { region: "us-west-2", allowedAccountIds: '["111122223333"]', maxAttempts: "3" };
    expect(registered).to.deep.equal([{ type: "pulumi:providers:rekognition", inputs: settings }]);
    expect(await known((west as unknown as { settings: pulumi.Output<Inputs> }).settings)).to.deep.equal(
      Object.fromEntries(Object.entries(settings).map(([name, value]) => [`rekognition:${name}`, value])),
    );
  });

  it("refuses a resource that the program has from the package already, and the other way round", () => {
    new sdk.Project("animals");
    new plugin.Project("plants");
    new plugin.Collection("animals");
    plugin.Project.get("animals", "arn");
    expect(() => new plugin.Project("animals"))
      .to.throw(pulumi.RunError)
      .with.property("message")
      .that.matches(
        /^Project "animals" is made with the classes of .* give one of the two another name. \[InvalidInput\]$/,
      );
    expect(() => new sdk.Project("plants")).to.throw('Project "plants" is made with the classes of');
    const parent = new pulumi.ComponentResource("example:index:Vision", "vision");
    expect(() => new plugin.Project("animals", {}, { parent })).not.to.throw();
  });

  it("is made by either in two runs of one process", async () => {
    new sdk.Project("animals");
    await program();
    expect(() => new plugin.Project("animals")).not.to.throw();
  });

  describe("where the stack is configured under aws:", () => {
    const use = (): unknown => new plugin.Project("animals");

    it("fails with the commands that say the same to the plugin, without telling a secret", async () => {
      const config = {
        "aws:region": "eu-west-1",
        "aws:accessKey": "key",
        "aws:secretKey": "PLANTED",
        "aws:allowedAccountIds": '["111122223333"]',
        "aws:defaultTags": '{"tags":{"a":"b"}}',
      };
      await program(config, ["aws:secretKey"]);
      expect(use)
        .to.throw(pulumi.RunError)
        .with.property("message")
        .that.contains(
          "`pulumi config set rekognition:region eu-west-1`, `pulumi config set rekognition:accessKey key`",
        )
        .and.contains("`pulumi config set --secret rekognition:secretKey`")
        .and.contains(`\`pulumi config set rekognition:allowedAccountIds '["111122223333"]'\``)
        .and.contains("aws:defaultTags")
        .and.does.not.contain("PLANTED");
    });

    it("is silent once they were given, and where what stands there counts for nothing", async () => {
      await program({
        "aws:region": "eu-west-1",
        "rekognition:region": "eu-west-1",
        "aws:skipRegionValidation": "true",
      });
      expect(use).not.to.throw();
    });

    it("is silent of what has a provider of its own", async () => {
      await program({ "aws:region": "eu-west-1" });
      const provider = new plugin.Provider("west", { region: "us-west-2" });
      expect(() => new plugin.Project("animals", {}, { provider })).not.to.throw();
    });

    it("fails for an explicit provider only of what the dynamic provider's would take over", async () => {
      const tags = { tags: { team: "vision" } };
      await program({ "aws:region": "eu-west-1", "aws:defaultTags": JSON.stringify(tags) });
      const makes = (args: sdk.ProviderArgs) => (): unknown => new plugin.Provider("west", args);
      expect(makes({ region: "us-west-2" }))
        .to.throw(pulumi.RunError)
        .with.property(
          "message",
          'What Provider "west" would take over from aws: does not reach the plugin. Give it as arguments, or set it under rekognition: of aws:defaultTags its `tags`, where `rekognition:defaultTags` is not set. [InvalidConfiguration]',
        );
      expect(makes({ region: "us-west-2", defaultTags: pulumi.output({}) })).not.to.throw();
      await program({ "aws:endpoints": '[{"s3":"http://127.0.0.1:1"}]' });
      expect(makes({})).to.throw("aws:endpoints its `rekognition`, `sts`, `s3` and `resourcegroupstaggingapi`");
      expect(makes({ endpoint: "http://127.0.0.1:2" })).not.to.throw();
    });
  });
});
