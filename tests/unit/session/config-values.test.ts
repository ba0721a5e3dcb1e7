import { expect } from "chai";
import { type ProviderConfig, readConfig } from "../../../provider/session/config.js";
import {
  environmentAwsKeys,
  otherAwsKeys,
  translatedAwsKeys,
} from "../../../provider/session/configuration/aws-keys.js";
import { type ConfigurationKey, configurationKeys } from "../../../provider/session/configuration/keys.js";
import { isRekognitionError } from "../../../provider/base/errors.js";

type Values = Readonly<Record<string, string>>;

const read = (config: Values, environment: Values = {}): ProviderConfig =>
  readConfig({ get: (key) => config[key] }, environment);

function refusal(config: Values, environment: Values = {}): string {
  try {
    read(config, environment);
  } catch (error) {
    expect(isRekognitionError(error, "InvalidConfiguration"), String(error)).to.equal(true);
    return (error as Error).message;
  }
  return expect.fail(`it took ${JSON.stringify(config)}`);
}

const ROLE = "arn:aws:iam::111122223333:role/deployer";

describe("configuration values", () => {
  const taken: { reason: string; config: Values; at: (config: ProviderConfig) => unknown; is: unknown }[] = [
    {
      reason: "account ids that `config set --path` wrote as numbers",
      config: { "rekognition:allowedAccountIds": "[111122223333]" },
      at: ({ aws }) => aws.allowedAccountIds,
      is: ["111122223333"],
    },
    {
      reason: "an account id that begins with a zero, which it wrote as a word",
      config: { "aws:allowedAccountIds": '["012345678901",111122223333]' },
      at: ({ aws }) => aws.allowedAccountIds,
      is: ["012345678901", "111122223333"],
    },
    {
      reason: "account ids without brackets",
      config: { "rekognition:forbiddenAccountIds": "012345678901, 111122223333" },
      at: ({ aws }) => aws.forbiddenAccountIds,
      is: ["012345678901", "111122223333"],
    },
    {
      reason: "forbidden accounts of the AWS provider, beside allowed ones of our own",
      config: { "aws:forbiddenAccountIds": "[111122223333]", "rekognition:allowedAccountIds": "[444455556666]" },
      at: ({ aws }) => [aws.allowedAccountIds, aws.forbiddenAccountIds],
      is: [["444455556666"], ["111122223333"]],
    },
    {
      reason: "tags that it wrote as numbers and booleans",
      config: { "aws:defaultTags": '{"tags":{"cost":4711,"isTest":true,"team":"vision"}}' },
      at: ({ defaultTags }) => defaultTags,
      is: { cost: "4711", isTest: "true", team: "vision" },
    },
    {
      reason: "the same, under our own key",
      config: { "rekognition:defaultTags": '{"cost":4711,"isTest":false}' },
      at: ({ defaultTags }) => defaultTags,
      is: { cost: "4711", isTest: "false" },
    },
    {
      reason: "prefixes and keys of tags that others set",
      config: { "aws:ignoreTags": '{"keyPrefixes":["cost:"],"keys":[4711]}' },
      at: ({ ignoredTags }) => ignoredTags,
      is: { prefixes: ["cost:"], keys: ["4711"] },
    },
    {
      reason: "the keys of those, of our own",
      config: { "aws:ignoreTags": '{"keyPrefixes":["cost:"],"keys":["a"]}', "rekognition:ignoreTagKeys": "b,c" },
      at: ({ ignoredTags }) => ignoredTags,
      is: { prefixes: ["cost:"], keys: ["b", "c"] },
    },
    {
      reason: "the one role of the AWS provider before version 7",
      config: { "aws:assumeRole": `{"roleArn":"${ROLE}","durationSeconds":900,"externalId":1234}` },
      at: ({ aws }) => aws.assumeRoles,
      is: [{ roleArn: ROLE, durationSeconds: 900, externalId: "1234" }],
    },
    {
      reason: "addresses that the AWS provider lists, each for its service",
      config: { "aws:endpoints": '[{"s3":"http://127.0.0.1:3","rekognition":"http://127.0.0.1:1","lambda":"x"}]' },
      at: ({ aws }) => [aws.endpoint, aws.stsEndpoint, aws.s3Endpoint, aws.taggingEndpoint],
      is: ["http://127.0.0.1:1", undefined, "http://127.0.0.1:3", undefined],
    },
    {
      reason: "the address that the AWS provider lists for the tagging API",
      config: { "aws:endpoints": '[{"resourcegroupstaggingapi":"http://127.0.0.1:4"}]' },
      at: ({ aws }) => [aws.endpoint, aws.taggingEndpoint],
      is: [undefined, "http://127.0.0.1:4"],
    },
    {
      reason: "our own address, for STS too, and none of the AWS provider's beside it",
      config: {
        "rekognition:endpoint": "http://127.0.0.1:1",
        "aws:endpoints":
          '[{"sts":"http://127.0.0.1:2","s3":"http://127.0.0.1:3","resourcegroupstaggingapi":"http://127.0.0.1:4"}]',
      },
      at: ({ aws }) => [aws.endpoint, aws.stsEndpoint, aws.s3Endpoint, aws.taggingEndpoint],
      is: ["http://127.0.0.1:1", "http://127.0.0.1:1", undefined, undefined],
    },
    {
      reason: "a proxy of the AWS provider that the environment names as well",
      config: { "aws:httpsProxy": "http://127.0.0.1:9" },
      at: ({ validation }) => validation,
      is: "error",
    },
  ];
  for (const { reason, config, at, is } of taken) {
    it(`are taken: ${reason}`, () => {
      const value = at(read(config, { https_proxy: "http://127.0.0.1:9" }));
      expect(JSON.parse(JSON.stringify(value))).to.deep.equal(JSON.parse(JSON.stringify(is)));
    });
  }

  const planted = "PLANTED";
  const roles = (...given: object[]): Values => ({ "aws:assumeRoles": JSON.stringify(given) });
  const refused: { config: Values; says: string[] }[] = [
    { config: { "aws:defaultTags": '{"team":"vision"}' }, says: ["aws:defaultTags", '{"tags":{"team":"vision"}}'] },
    { config: { "aws:defaultTags": "team=vision" }, says: ["aws:defaultTags"] },
    { config: { "aws:defaultTags": '{"tags":{"team":["vision"]}}' }, says: ["aws:defaultTags"] },
    { config: { "aws:defaultTags": '{"tags":{"build":90071992547409931}}' }, says: ["aws:defaultTags", "quotes"] },
    { config: { "aws:ignoreTags": '{"prefixes":["cost:"]}' }, says: ["aws:ignoreTags", "keyPrefixes"] },
    { config: { "rekognition:ignoreTagPrefixes": '["cost:"' }, says: ["rekognition:ignoreTagPrefixes"] },
    { config: { "aws:allowedAccountIds": "[123]" }, says: ["aws:allowedAccountIds", "12-digit"] },
    { config: { "aws:forbiddenAccountIds": "null" }, says: ["aws:forbiddenAccountIds", "12-digit"] },
    { config: { "aws:assumeRole": `{"externalId":"${planted}"}` }, says: ["aws:assumeRole ", "roleArn is required"] },
    { config: { "aws:assumeRoles": ROLE }, says: ["aws:assumeRoles", "JSON list of roles"] },
    { config: roles({ roleArn: ROLE }, { rolearn: ROLE }), says: ["aws:assumeRoles", "[1]", "roleArn"] },
    {
      config: roles({ roleArn: ROLE, externalID: planted }),
      says: ["[0]", '"externalID"', "did you mean externalId?"],
    },
    { config: roles({ roleArn: ROLE, externalId: planted, duration: "1d" }), says: ["[0].duration", '"1h"'] },
    { config: roles({ roleArn: ROLE, duration: "10m" }), says: ["[0].duration", "15 minutes"] },
    { config: roles({ roleArn: ROLE, duration: "1h", durationSeconds: 3600 }), says: ["duration and durationSeconds"] },
    { config: roles({ roleArn: ROLE, sourceIdentity: "a b" }), says: ["[0].sourceIdentity"] },
    {
      config: { "aws:assumeRole": `{"roleArn":"${ROLE}"}`, ...roles({ roleArn: ROLE }) },
      says: ["aws:assumeRole and aws:assumeRoles"],
    },
    { config: { "aws:accessKey": planted }, says: ["aws:accessKey", "aws:secretKey"] },
    { config: { "aws:token": planted }, says: ["aws:secretKey"] },
    {
      config: { "aws:assumeRoleWithWebIdentity": `{"roleArn":"${ROLE}"}` },
      says: ["webIdentityToken or webIdentityTokenFile"],
    },
    { config: { "aws:sharedConfigFiles": '["a","b"]' }, says: ["aws:sharedConfigFiles", "one path"] },
    { config: { "aws:skipMetadataApiCheck": "maybe" }, says: ["aws:skipMetadataApiCheck", "true or false"] },
    { config: { "aws:endpoints": `[{"sts":"http://user:${planted}@host"}]` }, says: ["aws:endpoints", "[0].sts"] },
    { config: { "aws:endpoints": "http://127.0.0.1:1" }, says: ["aws:endpoints"] },
    { config: { "aws:httpsProxy": "http://127.0.0.1:9" }, says: ["aws:httpsProxy", "HTTPS_PROXY"] },
    {
      config: { "aws:ec2MetadataServiceEndpoint": "http://127.0.0.1:9" },
      says: ["aws:ec2MetadataServiceEndpoint", "AWS_EC2_METADATA_SERVICE_ENDPOINT"],
    },
  ];
  for (const { config, says } of refused) {
    it(`are refused by name, without what is secret: ${JSON.stringify(config)}`, () => {
      const message = refusal(config);
      for (const text of says) expect(message).to.contain(text);
      expect(message).not.to.contain(planted);
    });
  }

  it("of the AWS provider do not matter where our own are set", () => {
    const config = {
      "aws:defaultTags": "x",
      "aws:endpoints": "x",
      "aws:assumeRoles": "x",
      "aws:accessKey": "x",
      "rekognition:defaultTags": "{}",
      "rekognition:endpoint": "http://127.0.0.1:1",
      "rekognition:assumeRoles": "[]",
      "rekognition:profile": "dev",
    };
    expect(read(config).aws.credentials.profile).to.equal("dev");
  });

  it("of the AWS provider are read, refused, or known to say neither who calls nor where: every one", () => {
    const keys: Readonly<Record<string, ConfigurationKey>> = configurationKeys;
    const known = (key: string): boolean =>
      [translatedAwsKeys, environmentAwsKeys, otherAwsKeys].some((table) => Object.hasOwn(table, key)) ||
      keys[key]?.isShared === true;
    expect(AWS_PROVIDER_KEYS.filter((key) => !known(key))).to.deep.equal([]);
  });
});

/** Of @pulumi/aws 7.48, and what earlier versions had in place of them. */
const AWS_PROVIDER_KEYS = [
  ...["accessKey", "allowedAccountIds", "assumeRole", "assumeRoleWithWebIdentity", "assumeRoles", "customCaBundle"],
  ...["defaultTags", "ec2MetadataServiceEndpoint", "ec2MetadataServiceEndpointMode", "endpoints"],
  ...["forbiddenAccountIds", "httpProxy", "httpsProxy", "ignoreTags", "insecure", "maxRetries", "noProxy", "profile"],
  ...["region", "retryMode", "s3UsEast1RegionalEndpoint", "s3UsePathStyle", "secretKey", "sharedConfigFiles"],
  ...["sharedCredentialsFile", "sharedCredentialsFiles", "skipCredentialsValidation", "skipMetadataApiCheck"],
  ...["skipRegionValidation", "skipRequestingAccountId", "stsRegion", "tagPolicyCompliance", "token"],
  ...["tokenBucketRateLimiterCapacity", "useDualstackEndpoint", "useFipsEndpoint", "userAgents"],
];
