import { expect } from "chai";
import { FakeService, denied, notFound } from "./fake-service.js";

const arnOf = (id: string): string => `arn:aws:rekognition:us-east-1:111122223333:collection/${id}`;
const FOUR = ["a", "b", "c", "d"];

describe("looks at collections", () => {
  let service: FakeService;
  let there: Set<string>;
  beforeEach(() => {
    service = new FakeService("CollectionId");
    there = new Set();
    service.answers = {
      DescribeCollection: ({ CollectionId: id }) =>
        there.has(id as string) ? { CollectionARN: arnOf(id as string).slice("arn:".length) } : notFound,
      ListCollections: () => ({ CollectionIds: [...there] }),
    };
  });
  const lookAtAll = async (ids: readonly string[]): Promise<boolean[]> => {
    const broker = service.later();
    return Promise.all(ids.map(async (id) => (await broker.collection(id)) !== undefined));
  };
  const describes = (ids: readonly string[]): string[] => ids.map((id) => `DescribeCollection ${id}`);

  it("ask about each by itself; two answers prove one gone", async () => {
    there.add("a");
    expect(await lookAtAll(["a", "b"])).to.deep.equal([true, false]);
    expect(service.later().isCollectionGone("b")).to.equal(false);
    await lookAtAll(["b"]);
    expect([service.later().isCollectionGone("a"), service.later().isCollectionGone("b")]).to.deep.equal([false, true]);
    expect(service.asked).to.deep.equal(describes(["a", "b", "b"]));
  });

  it("ask for the list where four are missing, which proves them gone once two are ten seconds apart", async () => {
    await lookAtAll(FOUR);
    await lookAtAll(FOUR);
    expect(service.asked).to.deep.equal([...describes(FOUR), "ListCollections"]);
    expect(service.later().isCollectionGone("a")).to.equal(false);
    service.clock.advance(10_000);
    await lookAtAll(FOUR);
    expect(service.later().isCollectionGone("a")).to.equal(true);
  });

  it("describe what the list shows again", async () => {
    await lookAtAll(FOUR);
    there.add("c");
    service.asked = [];
    expect(await lookAtAll(FOUR)).to.deep.equal([false, false, true, false]);
    expect(service.asked).to.deep.equal(["ListCollections", "DescribeCollection c"]);
  });

  it("do without the list where it is denied, and do not ask for it again", async () => {
    await lookAtAll(FOUR);
    service.answers.ListCollections = () => denied;
    service.asked = [];
    for (let round = 0; round < 2; round++) for (const id of FOUR) await lookAtAll([id]);
    expect(service.asked).to.deep.equal(["ListCollections", ...describes(FOUR), ...describes(FOUR)]);
  });

  it("tell one collection from a later one of the same id, though AWS may leave out how an ARN begins", async () => {
    there.add("a");
    await lookAtAll(["a"]);
    service.clock.advance(10_000);
    await lookAtAll(["a"]);
    expect(service.later().isCollectionGone("a", arnOf("a"))).to.equal(false);
    expect(service.later().isCollectionGone("a", arnOf("a2"))).to.equal(true);
  });

  it("do not count a list from before a change by this process", async () => {
    await lookAtAll(FOUR);
    await lookAtAll(FOUR);
    service.changes.tell("CreateCollection", { CollectionId: "a" });
    service.clock.advance(10_000);
    await lookAtAll(["b", "c", "d"]);
    const broker = service.later();
    expect(FOUR.map((id) => broker.isCollectionGone(id))).to.deep.equal([false, true, true, true]);
  });

  it("do not count a list from before a change by this process for what it changed", async () => {
    const five = [...FOUR, "e"];
    await lookAtAll(five);
    await lookAtAll(five);
    service.changes.tell("CreateCollection", { CollectionId: "a" });
    service.clock.advance(10_000);
    service.asked = [];
    await lookAtAll(["b", "c", "d", "e"]);
    expect(service.asked).to.deep.equal(["ListCollections"]);
    const broker = service.later();
    expect(five.map((id) => broker.isCollectionGone(id))).to.deep.equal([false, true, true, true, true]);
  });

  it("count from a change of this process on", async () => {
    await lookAtAll(["a"]);
    service.changes.tell("CreateCollection", { CollectionId: "a" });
    await lookAtAll(["a"]);
    expect(service.later().isCollectionGone("a")).to.equal(false);
    await lookAtAll(["a"]);
    expect(service.later().isCollectionGone("a")).to.equal(true);
  });
});
