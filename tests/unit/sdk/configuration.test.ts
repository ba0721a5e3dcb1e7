import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as sdk from "../../../sdk/index.js";

type Config = Readonly<Record<string, string>>;

describe("the configuration of a program", () => {
  const heard: string[] = [];
  const providers: Record<string, unknown>[] = [];
  const { warn } = console;
  let stacks = 0;
  before(() => {
    // Without an engine Pulumi says on the console what it would tell the engine.
    console.warn = (text: string) => heard.push(text);
  });
  after(() => {
    console.warn = warn;
    pulumi.runtime.setAllConfig({});
  });
  beforeEach(() => {
    heard.length = 0;
    providers.length = 0;
  });

  /** A program of its own, in a project of the given name. */
  async function program(config: Config, project = "shop", secret: string[] = []): Promise<void> {
    stacks += 1;
    const newResource = ({ type, inputs }: pulumi.runtime.MockResourceArgs): { id: string; state: object } => {
      if (type.startsWith("pulumi:providers:")) providers.push(inputs as Record<string, unknown>);
      return { id: "id", state: inputs as object };
    };
    await pulumi.runtime.setMocks({ newResource, call: () => ({}) }, project, `dev${stacks}`);
    pulumi.runtime.setAllConfig(config, secret);
  }

  const ways: [what: string, use: () => unknown][] = [
    ["a resource", () => new sdk.Project("animals")],
    ["a provider", () => new sdk.Provider("west")],
  ];
  for (const [what, use] of ways) {
    it(`with a misspelt key fails with the first use, of ${what}, in one line`, async () => {
      await program({ "rekognition:endpont": "http://127.0.0.1:1", "shop:endpont": "x" });
      for (let time = 0; time < 2; time += 1) {
        expect(use)
          .to.throw(pulumi.RunError)
          .with.property("message")
          .that.matches(
            /^rekognition:endpont is not known here: did you mean rekognition:endpoint\? .* \[InvalidConfiguration\]$/,
          );
      }
    });
  }

  it("with a key that resembles none is warned of once", async () => {
    await program({ "rekognition:colour": "red", "rekognition:region": "us-east-1" });
    new sdk.Project("animals");
    new sdk.Project("plants");
    expect(heard).to.have.length(1);
    expect(heard[0]).to.contain("rekognition:colour is not known here");
  });

  it("with the word of another provider fails with ours", async () => {
    await program({ "rekognition:maxRetries": "3" });
    expect(() => new sdk.Project("animals")).to.throw("did you mean rekognition:maxAttempts?");
  });

  it("in a project that is called rekognition is warned of what resembles a key, and may hold what it likes", async () => {
    await program({ "rekognition:endpont": "x", "rekognition:colour": "red" }, "rekognition");
    new sdk.Project("animals");
    expect(heard).to.have.length(1);
    expect(heard[0]).to.contain("rekognition:endpont").and.to.contain("rekognition:endpoint?");
  });

  it("with known keys only is silent", async () => {
    await program({ "rekognition:assumeRoles": "[]", "aws:anything": "x", "shop:endpont": "x" });
    new sdk.Project("animals");
    expect(heard).to.deep.equal([]);
  });

  const as = (args: object): sdk.ProviderArgs => args;
  const made = async (provider: sdk.Provider): Promise<Config> => {
    await new Promise((resolve) => provider.id.apply(resolve));
    const { settings } = provider as unknown as { settings: pulumi.Output<Config> };
    return new Promise((resolve) => settings.apply(resolve));
  };

  it("is taken over by a provider where it says nothing of an account, in the AWS provider's words too", async () => {
    const shared = {
      "aws:defaultTags": '{"tags":{"a":"b"}}',
      "aws:endpoints": "[]",
      "aws:httpsProxy": "http://127.0.0.1:9",
    };
    await program({
      "aws:region": "eu-west-1",
      "aws:useFipsEndpoint": "true",
      "aws:assumeRoles": "[]",
      "aws:accessKey": "x",
      "rekognition:forbiddenAccountIds": "[]",
      "rekognition:maxAttempts": "3",
      ...shared,
    });
    expect(await made(new sdk.Provider("west", { maxAttempts: 4, assumeRoles: [{ roleArn: "arn:x" }] }))).to.deep.equal(
      {
        "rekognition:region": "eu-west-1",
        "rekognition:useFipsEndpoint": "true",
        "rekognition:maxAttempts": "4",
        "rekognition:assumeRoles": '[{"roleArn":"arn:x"}]',
        ...shared,
      },
    );
  });

  it("is secret in a provider where it is secret in the stack", async () => {
    await program({ "rekognition:ownerId": "PLANTED", "rekognition:maxAttempts": "3" }, "shop", [
      "rekognition:ownerId",
    ]);
    const { settings } = new sdk.Provider("west") as unknown as { settings: pulumi.Output<Config> };
    expect(await pulumi.isSecret(settings)).to.equal(true);
    expect(heard).to.deep.equal([]);
  });

  it("of a provider may not be misspelt either", async () => {
    await program({});
    expect(() => new sdk.Provider("west", as({ regoin: "us-west-2" })))
      .to.throw(pulumi.RunError)
      .with.property("message")
      .that.contains('Provider "west": regoin is not known here: did you mean region?');
    new sdk.Provider("west", as({ colour: "red" }));
    expect(heard.join()).to.contain('Provider "west": colour is not known here');
  });

  it("of a provider holds no credentials, which Pulumi would record", async () => {
    await program({});
    expect(() => new sdk.Provider("west", as({ accessKey: "PLANTED", secretKey: "PLANTED" })))
      .to.throw(pulumi.RunError)
      .with.property("message")
      .that.contains('Provider "west": accessKey is for the stack\'s configuration only')
      .and.does.not.contain("PLANTED");
  });

  it("does not make up for an argument that Pulumi drops", async () => {
    await program({});
    const Collection = sdk.Collection as unknown as new (name: string, args: object) => unknown;
    expect(() => new Collection("faces", { id: "faces" }))
      .to.throw(pulumi.RunError)
      .with.property("message")
      .that.contains('Collection "faces" takes no id');
  });
});
