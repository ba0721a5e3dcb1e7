import { expect } from "chai";
import type { Surroundings } from "../../conformance-programs.js";
import { PROGRAMS } from "../../conformance-programs.js";
import { manifest } from "../../dataset/datasets.js";
import { failureOf } from "../../harness/failure.js";
import type { PluginClient, PluginState } from "../../harness/plugin-client.js";
import { ACCOUNT, BUCKET, OTHER_ACCOUNT, REGION } from "../../harness/rig.js";
import { visible } from "../../../../provider/facades/state.js";
import { kinds } from "../../../../provider/resources/registry.js";
import { Stage, urnOf } from "./stage.js";

/** `pulumi import`, and the option of that name: a resource is read by its id alone. */
describe("the plugin's import", () => {
  let stage: Stage;
  let plugin: PluginClient;
  /** Has made nothing, and remembers nothing of what it reads. */
  let next: PluginClient;
  let there: Surroundings;
  before(async () => {
    stage = await Stage.open();
    plugin = await stage.configured();
    next = await stage.configured();
    there = await stage.surroundings();
  });
  after(() => stage.close());

  const read = async (from: PluginClient, urn: string, id: string, held?: PluginState): Promise<PluginState> => {
    const found = await from.read(urn, id, held);
    if (found === undefined) throw new Error(`${id} is gone`);
    return found;
  };
  const tagsOf = async (ResourceArn: string): Promise<Readonly<Record<string, string>>> =>
    (await stage.client.listTagsForResource({ ResourceArn })).Tags ?? {};

  const madeElsewhere = async (CollectionId: string, Tags: Record<string, string> = {}): Promise<string> => {
    await stage.client.createCollection({ CollectionId, Tags });
    return `arn:aws:rekognition:${REGION}:${ACCOUNT}:collection/${CollectionId}`;
  };

  for (const { kind, args, isPlace } of PROGRAMS) {
    if (isPlace === true) continue;
    it(`of a ${kind} states its inputs as a program does: preview and refresh are clean after it`, async () => {
      const { kind: type } = kinds[kind].handler.definition;
      const { id, inputs } = await stage.made(plugin, urnOf(type, kind), args(there));
      const urn = urnOf(type, `imported-${kind}`);
      const imported = await read(next, urn, id);
      // AWS does not tell where a dataset's entries came from.
      const { contentHash: _hash, groundTruthManifest: _source, ...told } = visible(inputs);
      expect(imported.inputs).to.deep.include(told);

      const refreshed = await read(next, urn, id, imported);
      expect(refreshed).to.deep.equal(imported);
      const checked = await next.check(urn, visible(imported.inputs), imported.inputs);
      expect(checked.failures).to.deep.equal([]);
      const { changes, details } = await next.diff(urn, imported, checked.inputs);
      expect({ changes, details }).to.deep.equal({ changes: false, details: {} });
    });
  }

  it("of an image set is refused: its objects do not tell of which folder they were made", async () => {
    const { id } = await stage.made(plugin, urnOf("ImageSet", "set"), there.imageSet);
    expect(await failureOf(next.read(urnOf("ImageSet", "imported"), id))).to.contain("[NotImportable]");
  });

  it("fills no data in for a model that was trained from its project's datasets", async () => {
    const { ProjectArn = "" } = await stage.client.createProject({ ProjectName: "with-datasets" });
    stage.emulator.advance(5_000);
    for (const datasetType of ["TRAIN", "TEST"]) {
      const args = { projectArn: ProjectArn, datasetType, groundTruthManifest: manifest("train.manifest") };
      await stage.made(plugin, urnOf("Dataset", datasetType), args);
    }
    const model = { projectArn: ProjectArn, outputConfig: { s3Bucket: BUCKET } };
    const { id } = await stage.made(plugin, urnOf("ProjectVersion", "from-datasets"), model);
    const { inputs } = await read(plugin, urnOf("ProjectVersion", "imported"), id);
    expect(inputs).not.to.have.any.keys("trainingData", "testingData");
  });

  it("makes a thing this resource's own with the first update: it is tagged then, and deleted with the resource", async () => {
    const id = await madeElsewhere("unclaimed");
    const urn = urnOf("Collection", "found");
    const imported = await read(plugin, urn, id);
    expect(Object.keys(await tagsOf(id))).to.deep.equal([]);
    const { inputs } = await next.check(urn, { collectionId: "unclaimed", tags: { team: "vision" } }, imported.inputs);
    const updated = await next.update(urn, imported, inputs);
    expect(await tagsOf(id)).to.include({ team: "vision", "pulumi-rekognition:owner": "-/shop/dev" });
    await (await stage.configured()).delete(urn, updated);
    expect((await stage.client.listCollections()).CollectionIds).not.to.include("unclaimed");
  });

  it("deletes what nobody has claimed since", async () => {
    const id = await madeElsewhere("brief");
    const urn = urnOf("Collection", "brief");
    await next.delete(urn, await read(plugin, urn, id));
    expect((await stage.client.listCollections()).CollectionIds).not.to.include("brief");
  });

  it("takes up the claim of this very resource, whose record was lost, whatever organization it was made in", async () => {
    const urn = urnOf("Collection", "lost");
    const { id } = await stage.made(plugin, urn, {});
    const marks = await tagsOf(id);
    const Tags = { ...marks, "pulumi-rekognition:owner": "acme/shop/dev" };
    await stage.client.tagResource({ ResourceArn: id, Tags });
    const imported = await read(next, urn, id);
    expect(stage.messagesOf(urn)).to.deep.equal([]);
    await next.delete(urn, imported);
    expect(await failureOf(next.read(urn, id))).to.contain("[NotFound]");
  });

  it("warns of what another owner holds, which is then left alone", async () => {
    const marks = { "pulumi-rekognition:owner": "acme/other/prod", "pulumi-rekognition:claim": "a.b.c.recorded" };
    const id = await madeElsewhere("theirs", marks);
    const urn = urnOf("Collection", "theirs");
    const imported = await read(next, urn, id);
    await stage.engine.heard("theirs", 'belongs to owner "acme/other/prod": it is imported, but neither updated');
    const { inputs } = await next.check(urn, { collectionId: "theirs", tags: { a: "b" } }, imported.inputs);
    expect(await failureOf(next.update(urn, imported, inputs))).to.contain("[OwnedByAnother]");
    // As another command: what an update failed to change is not deleted in the same one.
    await plugin.delete(urn, imported);
    expect((await stage.client.listCollections()).CollectionIds).to.include("theirs");
  });

  it("says of a missing thing that it does not exist, and by what one is read", async () => {
    const arn = `arn:aws:rekognition:${REGION}:${ACCOUNT}:collection/nobody`;
    for (const id of [arn, "nobody", `arn:aws:rekognition:${REGION}:${ACCOUNT}:project/nobody/1`]) {
      const said = await failureOf(plugin.read(urnOf("Collection", "none"), id));
      expect(said).to.contain(`Collection ${id} does not exist: one is read by its ARN`).and.contain("[NotFound]");
    }
    const place = await failureOf(plugin.read(urnOf("Dataset", "none"), "nobody"));
    expect(place).to.contain("<project ARN>/dataset/train").and.contain("[NotFound]");
  });

  it("says of one in another account that it is in another account", async () => {
    const arn = `arn:aws:rekognition:${REGION}:${OTHER_ACCOUNT}:collection/far`;
    expect(await failureOf(plugin.read(urnOf("Collection", "far"), arn))).to.contain("[WrongAccount]");
  });

  it("warns of a region that is not the configured one, and imports from there", async () => {
    const west = await stage.configured({ ...stage.settings, region: "us-west-2" });
    const { id } = await stage.made(west, urnOf("Collection", "west"), { collectionId: "west" });
    const { inputs } = await read(plugin, urnOf("Collection", "moved"), id);
    expect(inputs.region).to.equal("us-west-2");
    await stage.engine.heard("moved", "is in us-west-2, while rekognition:region is us-east-1");
  });
});
