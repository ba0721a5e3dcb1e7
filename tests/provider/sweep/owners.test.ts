import { expect } from "chai";
import type { StackResource } from "../harness/stack-resource.js";
import { REGION, Rig } from "../harness/rig.js";
import { type CommandRun, command, stateFile } from "./command.js";
import { neverRecorded } from "./never-recorded.js";
import { exported } from "./sweeping.js";

/* The dynamic provider marks with organization/project/stack; the plugin, which is not told the organization, with -/project/stack. */

describe("the sweep of a stack that both providers work for", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  /** A collection of this owner, as the kill of its create leaves it unless it is recorded. */
  async function made(owner: string, name: string, isRecorded = false): Promise<StackResource> {
    rig.owner = owner;
    const collection = rig.resource("collection", name);
    await collection.up({ collectionId: name });
    if (!isRecorded) await neverRecorded(rig, collection);
    rig.owner = "acme/shop/dev";
    return collection;
  }

  /** The names of what is listed. */
  const listed = ({ stdout }: CommandRun): string[] =>
    (JSON.parse(stdout) as { leftovers: { name: string }[] }).leftovers.map(({ name }) => name).sort();
  const left = async (): Promise<string[]> => ((await rig.client.listCollections()).CollectionIds ?? []).sort();
  const said = ({ stdout, stderr }: CommandRun): string => `${stdout} ${stderr}`.replace(/\s+/g, " ");

  it("finds what either has begun, and nothing of another organization, project or stack", async () => {
    await made("acme/shop/dev", "dynamic");
    await made("-/shop/dev", "plugin");
    const others = ["other/shop/dev", "organization/shop/dev", "-/shop/prod", "-/other/dev", "-/acme/shop/dev"];
    for (const [index, owner] of others.entries()) await made(owner, `other-${String(index)}`);
    const found = await command(rig, ["sweep", "--json"]);
    expect(listed(found)).to.deep.equal(["dynamic", "plugin"]);
    expect((await command(rig, ["sweep", "--delete", "--yes"])).exitCode).to.equal(0);
    expect(await left()).to.deep.equal(others.map((_, index) => `other-${String(index)}`));
  });

  it("says of what the plugin has begun that a stack of another organization may be making it", async () => {
    await made("acme/shop/dev", "dynamic");
    expect(said(await command(rig, ["sweep"]))).not.to.contain("-/shop/dev");
    await made("-/shop/dev", "plugin");
    expect(said(await command(rig, ["sweep"])))
      .to.contain("in another organization")
      .and.contain("-/shop/dev");
  });

  it("takes of what is recorded elsewhere only what carries the mark that was typed", async () => {
    await made("acme/shop/dev", "dynamic", true);
    await made("-/shop/dev", "plugin", true);
    const found = await command(rig, ["sweep"]);
    expect(found.stdout).to.contain("--recorded acme/shop/dev").and.contain("--recorded=-/shop/dev");
    expect((await command(rig, ["sweep", "--delete", "--yes", "--recorded", "other/shop/dev"])).exitCode).to.equal(2);
    const first = await command(rig, ["sweep", "--delete", "--yes", "--recorded", "acme/shop/dev"]);
    expect([first.exitCode, await left()]).to.deep.equal([3, ["plugin"]]);
    const second = await command(rig, ["sweep", "--delete", "--yes", "--recorded=-/shop/dev"]);
    expect([second.exitCode, await left()]).to.deep.equal([0, []]);
  });

  it("knows one mark where rekognition:ownerId names it", async () => {
    await made("-/shop/dev", "plugin");
    await made("the-shop", "named");
    const config = {
      "rekognition:region": { value: REGION, secret: false },
      "rekognition:ownerId": { value: "the-shop", secret: false },
    };
    expect(listed(await command(rig, ["sweep", "--json"], { pulumi: { config } }))).to.deep.equal(["named"]);
  });

  it("takes a state in a file for that stack's where both have recorded in it", async () => {
    const place = ["--endpoint", rig.emulator.url, "--region", REGION];
    const held = [await made("acme/shop/dev", "dynamic", true), await made("-/shop/dev", "plugin", true)];
    await made("acme/shop/dev", "lost");
    await made("-/shop/dev", "lost-too");
    const found = await command(rig, ["sweep", "--json", "--state-file", stateFile(rig, exported(held)), ...place]);
    expect(listed(found)).to.deep.equal(["lost", "lost-too"]);
    expect(said(found)).to.contain('"owner": "acme/shop/dev"').and.not.contain("under another owner");
  });

  it("takes --owner at its word, and tells of the plugin's mark", async () => {
    const place = ["--endpoint", rig.emulator.url, "--region", REGION];
    await made("acme/shop/dev", "dynamic");
    await made("-/shop/dev", "plugin");
    const gone = await command(rig, ["sweep", "--owner", "acme/shop/dev", ...place]);
    expect(said(gone)).to.contain("--owner=-/shop/dev").and.contain("collection dynamic");
    expect(said(gone)).not.to.contain("collection plugin");
    expect(listed(await command(rig, ["sweep", "--json", "--owner=-/shop/dev", ...place]))).to.deep.equal(["plugin"]);
  });
});
