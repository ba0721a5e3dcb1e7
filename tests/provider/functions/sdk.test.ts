import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { expectWholeMessage } from "../../whole-message.js";
import type { Provider } from "../../../sdk/index.js";
import { getCollections, getCollectionsOutput, iterateLabelDetection } from "../../../sdk/index.js";
import { takeCredentials } from "../harness/environment.js";
import { failureOf } from "../harness/failure.js";
import { ACCOUNT, Rig } from "../harness/rig.js";

describe("functions of the sdk", () => {
  let rig: Rig;
  let before: Record<string, string>;
  beforeEach(async () => {
    rig = await Rig.start();
    before = pulumi.runtime.allConfig();
    pulumi.runtime.setAllConfig(rig.config);
    takeCredentials({ account: ACCOUNT });
    await rig.client.createCollection({ CollectionId: "here" });
    const west = rig.clientOf(ACCOUNT, "eu-west-1");
    await west.createCollection({ CollectionId: "there" });
    west.destroy();
  });
  afterEach(async () => {
    pulumi.runtime.setAllConfig(before);
    await rig.close();
  });

  /** A provider class without an engine to register it with. */
  const provider = (settings: object): Provider => ({ settings: pulumi.output(settings) }) as unknown as Provider;
  const west = (): Provider => provider({ ...rig.config, "rekognition:region": "eu-west-1" });

  it("ask where the stack is configured", async () => {
    expect((await getCollections()).collectionIds).to.deep.equal(["here"]);
  });

  it("ask where the caller says", async () => {
    expect((await getCollections({ region: "eu-west-1" })).collectionIds).to.deep.equal(["there"]);
  });

  it("ask where their provider is configured, and not where the stack is", async () => {
    expect((await getCollections({ provider: west() })).collectionIds).to.deep.equal(["there"]);
    const collections = getCollectionsOutput({ provider: west() });
    const ids = await new Promise((resolve) =>
      collections.apply(({ collectionIds }) => {
        resolve(collectionIds);
      }),
    );
    expect(ids).to.deep.equal(["there"]);
  });

  it("say so where a setting of their provider is not known yet", async () => {
    const unknown = provider({ "rekognition:region": pulumi.unknown });
    expect(await failureOf(getCollections({ provider: unknown }))).to.contain("use the function's Output form");
  });

  it("fail with an error that tells its kind by a code", async () => {
    const error: unknown = await iterateLabelDetection({ jobId: "nobody" })
      .next()
      .catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error).and.to.include({ name: "RekognitionError", code: "NotFound" });
    expect(pulumi.RunError.isInstance(error), "Pulumi prints the message alone").to.equal(true);
    expectWholeMessage((error as Error).message, "NotFound");
    expect(Object.keys(error as Error)).not.to.include.members(["cause", "awsName", "effectUnknown"]);
  });
});
