import { expect } from "chai";
import { type ProviderConfig, clockScale, engineAddress, readConfig } from "../../../provider/session/config.js";
import { isRekognitionError } from "../../../provider/base/errors.js";

type Values = Readonly<Record<string, string>>;

const read = (config: Values, environment: Values = {}): ProviderConfig =>
  readConfig({ get: (key) => config[key] }, environment);

describe("configuration", () => {
  it("has these defaults", () => {
    const { aws, ...own } = read({});
    expect(own).to.deep.equal({
      region: undefined,
      ownerId: undefined,
      validation: "error",
      defaultTags: {},
      ignoredTags: { prefixes: [], keys: [] },
      forceDestroy: false,
      costNotes: true,
      prices: {},
    });
    expect(aws).to.include({ endpoint: undefined, maxAttempts: 6 });
    expect(aws.allowedAccountIds).to.deep.equal([]);
  });

  const regions: { config: Values; environment?: Values; is: string | undefined; reason: string }[] = [
    { config: { "rekognition:region": "a", "aws:region": "b" }, is: "a", reason: "our own key comes first" },
    { config: { "aws:region": "b" }, environment: { AWS_REGION: "c" }, is: "b", reason: "then the AWS provider's" },
    { config: {}, environment: { AWS_REGION: "c", AWS_DEFAULT_REGION: "d" }, is: "c", reason: "then the environment" },
    { config: {}, environment: { AWS_DEFAULT_REGION: "d" }, is: "d", reason: "then its older name" },
    { config: { "rekognition:region": "" }, environment: { AWS_REGION: "" }, is: undefined, reason: "empty is unset" },
  ];
  for (const { config, environment, is, reason } of regions) {
    it(`region: ${reason}`, () => {
      expect(read(config, environment).region).to.equal(is);
    });
  }

  const values: { key: string; text: string; at: (config: ProviderConfig) => unknown; is: unknown }[] = [
    { key: "rekognition:ownerId", text: "team", at: ({ ownerId }) => ownerId, is: "team" },
    { key: "rekognition:validation", text: "warn", at: ({ validation }) => validation, is: "warn" },
    { key: "rekognition:maxAttempts", text: "1", at: ({ aws }) => aws.maxAttempts, is: 1 },
    {
      key: "rekognition:endpoint",
      text: "http://127.0.0.1:1",
      at: ({ aws }) => aws.endpoint,
      is: "http://127.0.0.1:1",
    },
    {
      key: "rekognition:s3Endpoint",
      text: "http://127.0.0.1:2",
      at: ({ aws }) => aws.s3Endpoint,
      is: "http://127.0.0.1:2",
    },
    {
      key: "rekognition:taggingEndpoint",
      text: "http://127.0.0.1:3",
      at: ({ aws }) => aws.taggingEndpoint,
      is: "http://127.0.0.1:3",
    },
    { key: "aws:profile", text: "dev", at: ({ aws }) => aws.credentials.profile, is: "dev" },
    { key: "rekognition:profile", text: "dev", at: ({ aws }) => aws.credentials.profile, is: "dev" },
    {
      key: "rekognition:allowedAccountIds",
      text: '["111122223333", "444455556666"]',
      at: ({ aws }) => aws.allowedAccountIds,
      is: ["111122223333", "444455556666"],
    },
    {
      key: "aws:allowedAccountIds",
      text: "111122223333",
      at: ({ aws }) => aws.allowedAccountIds,
      is: ["111122223333"],
    },
    { key: "rekognition:forceDestroy", text: "true", at: ({ forceDestroy }) => forceDestroy, is: true },
    { key: "rekognition:defaultTags", text: '{"a":"b"}', at: ({ defaultTags }) => defaultTags, is: { a: "b" } },
  ];
  for (const { key, text, at, is } of values) {
    it(`${key} takes ${text}`, () => {
      expect(at(read({ [key]: text }))).to.deep.equal(is);
    });
  }

  it("does not take the AWS provider's endpoint for ours: it has none for Rekognition alone", () => {
    expect(read({ "aws:endpoint": "http://127.0.0.1:1", "aws:endpoints": "[]" }).aws.endpoint).to.equal(undefined);
  });

  const wrong: { key: string; text: string; says: string }[] = [
    { key: "rekognition:validation", text: "loud", says: "error or warn" },
    { key: "rekognition:maxAttempts", text: "0", says: "a whole number of at least 1" },
    { key: "rekognition:maxAttempts", text: "many", says: "a whole number of at least 1" },
    { key: "rekognition:endpoint", text: "localhost", says: "a URL such as" },
    { key: "rekognition:allowedAccountIds", text: "[12]", says: "12-digit account ids" },
  ];
  for (const { key, text, says } of wrong) {
    it(`${key} does not take ${text}, and says what it takes`, () => {
      try {
        read({ [key]: text });
        expect.fail("it took it");
      } catch (error) {
        expect(isRekognitionError(error, "InvalidConfiguration")).to.equal(true);
        expect((error as Error).message)
          .to.contain(key)
          .and.to.contain(text)
          .and.to.contain(says);
      }
    });
  }

  const scales: { text: string | undefined; is: number }[] = [
    { text: undefined, is: 1 },
    { text: "600", is: 600 },
    { text: "0.5", is: 0.5 },
    { text: "0", is: 1 },
    { text: "-3", is: 1 },
    { text: "fast", is: 1 },
  ];
  for (const { text, is } of scales) {
    it(`the clock's scale, ${text ?? "unset"}, is ${is}`, () => {
      expect(clockScale(text === undefined ? {} : { PULUMI_REKOGNITION_CLOCK_SCALE: text })).to.equal(is);
    });
  }

  const addresses: { argv: string[]; is: string | undefined }[] = [
    { argv: ["node", "dynamic-provider", "127.0.0.1:39217"], is: "127.0.0.1:39217" },
    { argv: ["node", "/some/path.js"], is: undefined },
    { argv: ["node", "C:\\path\\file:12"], is: "C:\\path\\file:12" },
    { argv: [], is: undefined },
  ].filter(({ argv }) => !argv.some((word) => word.startsWith("C:")));
  for (const { argv, is } of addresses) {
    it(`the engine's address in "${argv.join(" ")}" is ${is ?? "not there"}`, () => {
      expect(engineAddress(argv)).to.equal(is);
    });
  }
});
