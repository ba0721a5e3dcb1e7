import type { Bag } from "../../../../provider/schema/definition.js";
import type { ExtraRule, KindMapping } from "../mapping.js";
import { commonOwnInputs, regionRules } from "./every-kind.js";

const put = "PutProjectPolicy";

const STATEMENT = {
  Effect: "Allow",
  Principal: { AWS: "111122223333" },
  Action: "rekognition:CopyProjectVersion",
  Resource: "*",
};

/** A policy as long as a text, with its characters in it as far as JSON takes them unchanged. */
function policyOf(text: string): string {
  const written = (id: string): string => JSON.stringify({ Version: "2012-10-17", Statement: [STATEMENT], Id: id });
  const plain = text.replace(/["\\\u0000-\u001f]/g, "x");
  const room = text.length - written("").length;
  return written(room < 0 ? plain : plain.slice(-room).padEnd(room, "x"));
}

/** A policy that the model takes for any other text. */
function refused(says: RegExp, policy: unknown): ExtraRule {
  const PolicyDocument = typeof policy === "string" ? policy : JSON.stringify(policy);
  return {
    says,
    why: "the documentation says what a policy is; the model takes any text",
    operation: put,
    example: { PolicyDocument },
  };
}

const statement = (change: Bag): unknown => ({ Statement: [{ ...STATEMENT, ...change }] });

/** ProjectPolicy. */
export const projectPolicyMapping: KindMapping = {
  operations: [
    {
      operation: put,
      asText: ["PolicyDocument"],
      notInputs: { PolicyRevisionId: { sent: "0123456789abcdef0123456789abcdef", why: "the recorded revision" } },
      typical: { PolicyDocument: { form: policyOf } },
    },
  ],
  ownInputs: commonOwnInputs,
  extraRules: [
    ...regionRules(put),
    refused(/^policyDocument: must be the JSON of an object/, "Allow everything"),
    refused(/^policyDocument: has no Statement/, {}),
    refused(/^policyDocument: Statement\[\d+\] needs /, { Statement: { Effect: "Allow" } }),
    refused(/^policyDocument: Statement\[\d+\] has Not\w+, which AWS prohibits/, statement({ NotAction: "x" })),
    refused(/^policyDocument: Statement\[\d+\]: the only action /, statement({ Action: "rekognition:*" })),
    refused(/^policyDocument: Statement\[\d+\]: Effect is /, statement({ Effect: "Perhaps" })),
  ],
};
