import {
  environmentAwsKeys,
  otherAwsKeys,
  translatedAwsKeys,
} from "../../../provider/session/configuration/aws-keys.js";
import { type ConfigurationKey, keyEntries, unsetText } from "../../../provider/session/configuration/keys.js";
import { kinds } from "../../../provider/session/configuration/kinds.js";
import { code, codeBlock, enumerate, generatedFrom, page, table } from "./markdown.js";

const EXAMPLE = `pulumi config set rekognition:region us-east-1
pulumi config set --path 'rekognition:allowedAccountIds[0]' 123456789012
pulumi config set --path 'rekognition:assumeRoles[0].roleArn' arn:aws:iam::123456789012:role/deployer
pulumi config set --path 'rekognition:defaultTags.team' vision`;

/** The reference page of everything that can be configured. */
export function configurationPage(): string {
  return page(
    generatedFrom("provider/session/configuration"),
    "# Configuration",
    "Values that have members are JSON; \`pulumi config set --path\` writes them one by one. Numbers and booleans that it makes of words are read as the words again. What cannot be read is an error that names the key, and a key that resembles a known one is an error, too.",
    codeBlock("sh", EXAMPLE),
    "## Keys",
    "After `rekognition:`. What is said there of credentials stands for everything that `aws:` says of them; likewise of the roles to assume.",
    table(
      ["key", "meaning", "value", "unset"],
      keyEntries.map(([name, key]) => [code(name), key.doc, valueText(key), unsetText(name, key)]),
    ),
    "Members of a role are those of [AssumeRole](provider.md#assumerole). An argument of [Provider](provider.md) is what most keys are as well; credentials and paths are none, since Pulumi records arguments.",
    "## What of `aws:` counts",
    "The configuration of Pulumi's AWS provider is understood where it decides who calls, or where; a key of it that does, and that cannot be followed, is an error.",
    table(["key, after `aws:`", "here"], awsRows()),
    "[All pages](README.md)",
  );
}

function awsRows(): string[][] {
  const shared = keyEntries.filter(([, key]) => key.isShared === true).map(([name]) => code(name));
  return [
    [enumerate(shared), "the same as under `rekognition:`, where that is not set"],
    ...Object.entries(translatedAwsKeys).map(([name, { doc }]) => [code(name), doc]),
    ...Object.entries(environmentAwsKeys).map(([name, [variable = ""]]) => [
      code(name),
      `an error, unless ${variable} in the environment says the same`,
    ]),
    ...Object.entries(otherAwsKeys).map(([name, text]) => [code(name), `does not count: ${text}`]),
  ];
}

function valueText({ kind }: ConfigurationKey): string {
  const { wanted, form } = kinds[kind];
  const [text = "", sample] = wanted.split(" such as ");
  return sample === undefined || form === "word" ? wanted : `${text.replace(/,$/, "")}: ${code(sample)}`;
}
