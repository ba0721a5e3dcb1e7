import { Rekognition } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { startEmulator } from "../../emulator/index.js";
import type { Emulator, Fault, HeldCall } from "../../emulator/index.js";
import { refusalOf } from "./harness/refusal.js";
import { ACCOUNT, credentialsOf, REGION, setScene } from "./harness/scene.js";

const CLIENT = { region: REGION, credentials: credentialsOf(ACCOUNT), maxAttempts: 1 };

describe("faults", () => {
  const scene = setScene();
  const create = (id = "faces") => scene.client.createCollection({ CollectionId: id });
  const list = () => scene.client.listCollections({});

  /** The error of a call whose connection broke or went silent. */
  async function brokenBy(call: Promise<unknown>): Promise<Error> {
    return call.then(
      () => Promise.reject(new Error("the call was answered")),
      (error: unknown) => error as Error,
    );
  }

  const answers: { fault: Fault; name: string; status: number; message: string }[] = [
    {
      fault: { operation: "ListCollections", kind: "throttle" },
      name: "ThrottlingException",
      status: 400,
      message: "Slow down; sudden increase in rate of requests.",
    },
    {
      fault: { operation: "*", kind: "throttle", message: "Service Unavailable" },
      name: "ThrottlingException",
      status: 500,
      message: "Service Unavailable",
    },
    {
      fault: { operation: "*", kind: "internalError" },
      name: "InternalServerError",
      status: 500,
      message: "Internal server error",
    },
    {
      fault: { operation: "*", kind: "deny" },
      name: "AccessDeniedException",
      status: 400,
      message:
        "User: arn:aws:iam::111122223333:user/emulator is not authorized to perform: rekognition:ListCollections " +
        "because no identity-based policy allows the rekognition:ListCollections action",
    },
    {
      fault: { operation: "*", kind: "deny", message: "" },
      name: "AccessDeniedException",
      status: 400,
      message: "",
    },
    {
      fault: { operation: "*", kind: "expiredCredentials" },
      name: "ExpiredTokenException",
      status: 400,
      message: "The security token included in the request is expired",
    },
  ];
  for (const { fault, name, status, message } of answers) {
    it(`${fault.kind}${fault.message === undefined ? "" : ` "${fault.message}"`}: ${name} ${status}`, async () => {
      scene.emulator.addFault(fault);
      const refusal = await refusalOf(list());
      expect(refusal).to.include({ name, status });
      // The SDK puts a text of its own where there is none.
      if (message !== "") expect(refusal.message).to.equal(message);
    });
  }

  it("meets only its operation, after `skip` calls, `times` times", async () => {
    scene.emulator.addFault({ operation: "ListCollections", kind: "internalError", skip: 1, times: 2 });
    await create();
    const outcomes: string[] = [];
    for (let call = 0; call < 4; call += 1) {
      outcomes.push(
        await list().then(
          () => "ok",
          () => "failed",
        ),
      );
    }
    expect(outcomes).to.deep.equal(["ok", "failed", "failed", "ok"]);
  });

  it("meets a share of the calls, the same ones on every run", async () => {
    const half: Fault = { operation: "*", kind: "internalError", probability: 0.5 };
    const outcomesOf = async (emulator: Emulator): Promise<number[]> => {
      emulator.addFault(half);
      const client = new Rekognition({ ...CLIENT, endpoint: emulator.url });
      for (let call = 0; call < 40; call += 1) await client.listCollections({}).catch(() => undefined);
      client.destroy();
      return emulator.calls().map((call) => call.status);
    };
    const first = await outcomesOf(scene.emulator);
    expect(first.filter((status) => status === 500).length).to.be.within(10, 30);
    const again = await startEmulator();
    expect(await outcomesOf(again)).to.deep.equal(first);
    await again.close();
  });

  it("is over when faults are cleared", async () => {
    scene.emulator.addFault({ operation: "*", kind: "deny" });
    scene.emulator.clearFaults();
    await list();
  });

  it("reset: the connection breaks and nothing has happened", async () => {
    scene.emulator.addFault({ operation: "CreateCollection", kind: "reset", times: 1 });
    await brokenBy(create());
    expect(scene.emulator.state().collections).to.deep.equal([]);
    expect(scene.emulator.calls().at(-1)).to.include({ operation: "CreateCollection", status: 0, effect: false });
  });

  it("lostResponse: the connection breaks after the effect", async () => {
    scene.emulator.addFault({ operation: "CreateCollection", kind: "lostResponse", times: 1 });
    await brokenBy(create());
    expect(scene.emulator.state().collections).to.have.length(1);
    expect(scene.emulator.calls().at(-1)).to.include({ operation: "CreateCollection", status: 0, effect: true });
  });

  it("hang: no answer ever comes", async () => {
    scene.emulator.addFault({ operation: "*", kind: "hang", times: 1 });
    const abort = new AbortController();
    const call = brokenBy(scene.client.listCollections({}, { abortSignal: abort.signal }));
    // The call is on record as soon as it has been read, which is when it starts to hang.
    while (scene.emulator.calls().length === 0) await new Promise((resolve) => setImmediate(resolve));
    abort.abort();
    expect((await call).name).to.equal("AbortError");
    await list();
  });

  const held = async (): Promise<readonly HeldCall[]> => {
    while (scene.emulator.held().length === 0) await new Promise((resolve) => setImmediate(resolve));
    return scene.emulator.held();
  };
  const collectionCount = () => scene.emulator.state().collections.length;

  it("holdBefore: nothing happens until it is released", async () => {
    scene.emulator.addFault({ operation: "CreateCollection", kind: "holdBefore", times: 1 });
    const call = create();
    expect(await held()).to.deep.equal([
      {
        id: 1,
        atMs: scene.emulator.nowMs(),
        operation: "CreateCollection",
        account: ACCOUNT,
        region: REGION,
        phase: "before",
      },
    ]);
    await list();
    expect(collectionCount()).to.equal(0);
    scene.emulator.release();
    await call;
    expect(scene.emulator.held()).to.deep.equal([]);
    expect(collectionCount()).to.equal(1);
  });

  it("holdAfter: everything has happened but for the answer", async () => {
    scene.emulator.addFault({ operation: "CreateCollection", kind: "holdAfter" });
    const calls = [create("first"), create("second")] as const;
    while ((await held()).length < 2) await new Promise((resolve) => setImmediate(resolve));
    expect(collectionCount()).to.equal(2);
    const [first, second] = await held();
    scene.emulator.release([first?.id ?? 0]);
    await Promise.race(calls);
    expect(scene.emulator.held()).to.deep.equal([second]);
    scene.emulator.clearFaults();
    scene.emulator.reset();
    await Promise.all(calls);
  });

  for (const { kind, effect } of [
    { kind: "holdBefore", effect: false },
    { kind: "holdAfter", effect: true },
  ] as const) {
    it(`${kind}: a caller that hangs up ends it, ${effect ? "too late" : "and nothing has happened"}`, async () => {
      scene.emulator.addFault({ operation: "CreateCollection", kind, times: 1 });
      const abort = new AbortController();
      const call = brokenBy(scene.client.createCollection({ CollectionId: "faces" }, { abortSignal: abort.signal }));
      await held();
      abort.abort();
      await call;
      while (scene.emulator.calls().length === 0 || scene.emulator.held().length > 0) await list();
      expect(collectionCount()).to.equal(effect ? 1 : 0);
      const record = scene.emulator.calls().find(({ operation }) => operation === "CreateCollection");
      expect(record?.effect).to.equal(effect);
    });
  }

  it("expiredCredentials: others still get in, the same ones never again", async () => {
    scene.emulator.addFault({ operation: "*", kind: "expiredCredentials" });
    for (let call = 0; call < 2; call += 1) expect((await refusalOf(list())).name).to.equal("ExpiredTokenException");
    const renewed = { ...credentialsOf(ACCOUNT), sessionToken: "renewed" };
    const fresh = new Rekognition({ ...CLIENT, endpoint: scene.emulator.url, credentials: renewed });
    await fresh.listCollections({});
    fresh.destroy();
    expect((await refusalOf(list())).name).to.equal("ExpiredTokenException");
  });

  it("is met after the constraints are checked, so that a bad request is still a bad request", async () => {
    scene.emulator.addFault({ operation: "*", kind: "throttle" });
    expect((await refusalOf(create("two words"))).name).to.equal("ValidationException");
  });

  it("is refused when it is of no known kind", () => {
    const fault = { operation: "*", kind: "meteor" } as unknown as Fault;
    expect(() => {
      scene.emulator.addFault(fault);
    }).to.throw("unknown fault kind");
  });
});

describe("rates", () => {
  const scene = setScene({ switches: { enforceRates: true } });
  const list = () => scene.client.listCollections({});

  it("admit 5 calls a second for most operations, in virtual time", async () => {
    for (let call = 0; call < 5; call += 1) await list();
    expect((await refusalOf(list())).name).to.equal("ProvisionedThroughputExceededException");
    await scene.client.describeProjects({});
    scene.emulator.advance(200);
    await list();
    expect((await refusalOf(list())).name).to.equal("ProvisionedThroughputExceededException");
  });

  it("are kept by account and Region", async () => {
    for (let call = 0; call < 5; call += 1) await list();
    await scene.clientOf("999988887777").listCollections({});
    await scene.clientOf(ACCOUNT, "eu-west-1").listCollections({});
  });
});
