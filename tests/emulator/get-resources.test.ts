import { ResourceGroupsTaggingAPI } from "@aws-sdk/client-resource-groups-tagging-api";
import { expect } from "chai";
import { ACCOUNT, REGION, credentialsOf, setScene } from "./harness/scene.js";

const refusalName = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "no refusal",
    (error: unknown) => (error as Error).name,
  );

const arnOf = (id: string): string => `arn:aws:rekognition:${REGION}:${ACCOUNT}:collection/${id}`;

// https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
describe("GetResources", () => {
  const scene = setScene();
  let tagging: ResourceGroupsTaggingAPI;

  beforeEach(async () => {
    const settings = { region: REGION, credentials: credentialsOf(ACCOUNT), maxAttempts: 1 };
    tagging = new ResourceGroupsTaggingAPI({ ...settings, endpoint: scene.emulator.url });
    await scene.client.createCollection({ CollectionId: "a", Tags: { team: "vision" } });
    await scene.client.createCollection({ CollectionId: "b", Tags: { team: "sound" } });
    await scene.client.createCollection({ CollectionId: "c" });
  });
  afterEach(() => {
    tagging.destroy();
  });
  const found = async (input: object): Promise<(string | undefined)[]> => {
    const { ResourceTagMappingList = [] } = await tagging.getResources(input);
    return ResourceTagMappingList.map(({ ResourceARN }) => ResourceARN);
  };

  it("tells by ARN of what was tagged, and leaves out the rest", async () => {
    const other = arnOf("a").replace(ACCOUNT, "999988887777");
    expect(await found({ ResourceARNList: [arnOf("a"), arnOf("c"), other] })).to.deep.equal([arnOf("a")]);
  });

  it("filters by tags and by type, in pages", async () => {
    expect(await found({ TagFilters: [{ Key: "team", Values: ["sound", "x"] }] })).to.deep.equal([arnOf("b")]);
    expect(await found({ ResourceTypeFilters: ["rekognition:project"] })).to.deep.equal([]);
    const { PaginationToken, ResourceTagMappingList } = await tagging.getResources({ ResourcesPerPage: 1 });
    expect(ResourceTagMappingList).to.have.length(1);
    expect(await found({ ResourcesPerPage: 1, PaginationToken })).to.deep.equal([arnOf("b")]);
    scene.emulator.advance(15 * 60_000);
    expect(await refusalName(tagging.getResources({ PaginationToken }))).to.equal("PaginationTokenExpiredException");
  });

  it("shows what was tagged once without tags", async () => {
    await scene.client.untagResource({ ResourceArn: arnOf("a"), TagKeys: ["team"] });
    const { ResourceTagMappingList } = await tagging.getResources({ ResourceARNList: [arnOf("a")] });
    expect(ResourceTagMappingList).to.deep.equal([{ ResourceARN: arnOf("a"), Tags: [] }]);
  });

  it("takes ARNs with nothing else, and no more than 100", async () => {
    const list = [arnOf("a")];
    expect(await refusalName(tagging.getResources({ ResourceARNList: list, ResourcesPerPage: 1 }))).to.equal(
      "InvalidParameterException",
    );
    const many = Array.from({ length: 101 }, (_, index) => arnOf(String(index)));
    expect(await refusalName(tagging.getResources({ ResourceARNList: many }))).to.equal("ValidationException");
  });

  it("lags, denies or knows nothing where it is switched so", async () => {
    scene.emulator.setSwitches({ taggingLagMs: 60_000 });
    expect(await found({})).to.deep.equal([]);
    scene.emulator.advance(60_000);
    expect(await found({})).to.have.length(2);
    scene.emulator.setSwitches({ taggingApi: "knowsNoRekognition" });
    expect(await found({})).to.deep.equal([]);
    scene.emulator.setSwitches({ taggingApi: "denies" });
    expect(await refusalName(tagging.getResources({}))).to.equal("AccessDeniedException");
  });
});
