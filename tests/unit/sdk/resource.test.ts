import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { errorTable } from "../../../provider/base/error-table.js";
import { expectWholeMessage } from "../../whole-message.js";
import type { assertResolvable } from "../../../sdk/resolvable.js";
import * as sdk from "../../../sdk/index.js";
import { kinds } from "../../../provider/resources/registry.js";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly id: string | undefined;
}

const ARN = "arn:aws:rekognition:us-east-1:111122223333:project/animals/1655158560634";

/** The value of an output. */
const valueOf = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => {
    output.apply(resolve);
  });

describe("the resource classes", () => {
  const registered: Registered[] = [];
  before(async () => {
    await pulumi.runtime.setMocks(
      {
        newResource: ({ type, name, inputs, id }) => {
          registered.push({ type, name, inputs: inputs as Registered["inputs"], id });
          return { id: id === undefined || id === "" ? ARN : id, state: { ...(inputs as object), status: "CREATED" } };
        },
        call: () => ({}),
      },
      "shop",
      "dev",
      false,
      "acme",
    );
  });
  beforeEach(() => {
    registered.length = 0;
  });

  const only = (): Registered => {
    const [first] = registered;
    if (first === undefined || registered.length > 1) throw new Error(`${registered.length} resources were registered`);
    return first;
  };

  type ResourceClass = new (
    name: string,
    args: object,
    options?: pulumi.CustomResourceOptions,
  ) => pulumi.CustomResource;
  const exported = sdk as unknown as Readonly<Record<string, ResourceClass>>;
  const classes = Object.entries(kinds).map(
    ([
      handler,
      {
        handler: { definition },
      },
    ]) => {
      const { kind } = definition;
      const make = (options?: pulumi.CustomResourceOptions): pulumi.CustomResource => {
        const Class = exported[kind];
        if (Class === undefined) throw new Error(`there is no class ${kind}`);
        return new Class("x", {}, options);
      };
      return { kind, handler, definition, make };
    },
  );
  for (const { kind, handler, definition, make } of classes) {
    it(`${kind}: is a dynamic resource with a constant of less than 100 bytes for its code`, async () => {
      await valueOf(make().id);
      const { type, inputs } = only();
      expect(type).to.equal(`pulumi-nodejs:dynamic/rekognition:${kind}`);
      expect(inputs.__provider).to.equal(`exports.handler = () => require("pulumi-rekognition/provider").${handler};`);
      expect(Buffer.byteLength(String(inputs.__provider))).to.be.lessThan(100);
    });

    it(`${kind}: its code is there, under just that name`, () => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- as the dynamic host does
      const provider = require("pulumi-rekognition/provider") as Record<string, object>;
      for (const method of ["configure", "check", "diff", "create", "read", "update", "delete"]) {
        expect(provider[handler]).to.respondTo(method);
      }
    });

    it(`${kind}: declares every input and output of its definition, so that none is undefined after a preview`, () => {
      const resource = make();
      // `adopt` asks create for something; it is nothing the object has. What is hidden is the provider's own.
      const isShown = (key: string): boolean => key !== "adopt" && definition.inputs[key]?.hidden !== true;
      const shown = Object.keys({ ...definition.inputs, ...definition.outputs }).filter(isShown);
      for (const key of shown) {
        expect(pulumi.Output.isInstance((resource as unknown as Record<string, unknown>)[key]), key).to.equal(true);
      }
    });

    it(`${kind}: carries owner and URN, and no timeouts unless some are given`, async () => {
      const resource = make();
      await valueOf(resource.id);
      expect(only().inputs.__host).to.deep.equal({ owner: "acme/shop/dev", urn: await valueOf(resource.urn) });
    });
  }

  it("have the Pulumi id for their ARN", async () => {
    const project = new sdk.Project("animals", {});
    expect(await valueOf(project.arn)).to.equal(ARN);
    expect(project.arn).to.equal(project.id);
  });

  it("carry customTimeouts as the program wrote them, for the dynamic host does not pass them on", async () => {
    const project = new sdk.Project("animals", {}, { customTimeouts: { create: "30m", delete: "1h" } });
    await valueOf(project.id);
    expect(only().inputs.__host).to.deep.include({ timeouts: { create: "30m", delete: "1h" } });
  });

  it("carry deleteBeforeReplace, since a name in use is no fault then", async () => {
    const project = new sdk.Project("animals", {}, { deleteBeforeReplace: true });
    await valueOf(project.id);
    expect(only().inputs.__host).to.deep.include({ deleteBeforeReplace: true });
  });

  it("carry retainOnDelete, since what is only forgotten is not stopped", async () => {
    const project = new sdk.Project("animals", {}, { retainOnDelete: true });
    await valueOf(project.id);
    expect(only().inputs.__host).to.deep.include({ retainOnDelete: true });
  });

  it("refuse the option import, which Pulumi's dynamic host has no answer to, with the way round", () => {
    for (const { kind, definition, make } of classes) {
      let refusal: unknown;
      try {
        make({ import: ARN });
      } catch (error) {
        refusal = error;
      }
      expect(pulumi.RunError.isInstance(refusal), "Pulumi prints the message alone").to.equal(true);
      const { message } = refusal as Error;
      expectWholeMessage(message, "ImportUnsupported");
      expect(message).to.contain(`${kind} "x" has the resource option import`);
      const [said] = message.split(errorTable.ImportUnsupported.wayOut);
      const wayRound = "adopt" in definition.inputs ? "`adopt: true`" : `${kind}.get(name, id) reads an existing one`;
      expect(said).to.contain(wayRound);
    }
    expect(registered).to.deep.equal([]);
  });

  it("carry the URN of their place under a parent", async () => {
    const parent = new pulumi.ComponentResource("acme:index:Site", "site");
    const project = new sdk.Project("animals", {}, { parent });
    await valueOf(project.id);
    const inputs = registered.find(({ name }) => name === "animals")?.inputs ?? {};
    expect((inputs.__host as { urn: string }).urn).to.contain(
      "acme:index:Site$pulumi-nodejs:dynamic/rekognition:Project",
    );
  });

  it("pass the program's inputs on as they are, and leave the program's own object alone", async () => {
    const args = { projectName: "animals", tags: { team: pulumi.output("vision") } };
    const project = new sdk.Project("animals", args);
    await valueOf(project.id);
    expect(only().inputs).to.deep.include({ projectName: "animals", tags: { team: "vision" } });
    expect(Object.keys(args)).to.deep.equal(["projectName", "tags"]);
  });

  it("read an existing object by its ARN with get, and hand on no inputs", async () => {
    const found = sdk.Project.get("found", ARN);
    await valueOf(found.urn);
    const { id, inputs } = only();
    expect(id).to.equal(ARN);
    expect(Object.keys(inputs)).to.have.members(["__provider", "__host"]);
  });

  it("say where the package is missing, before the plugin has to", () => {
    // Found once is found for good, and this process has found it: a fresh module has not.
    Reflect.deleteProperty(require.cache, require.resolve("../../../sdk/resolvable.js"));
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a second copy of the module
    const fresh = require("../../../sdk/resolvable.js") as { assertResolvable: typeof assertResolvable };
    expect(() => {
      fresh.assertResolvable("/");
    })
      .to.throw("pulumi-rekognition cannot be found from /")
      .with.property("message")
      .that.contains("npm install pulumi-rekognition");
    expect(() => {
      fresh.assertResolvable();
    }).not.to.throw();
  });
});
