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
    "Lists and objects are written as JSON, or member by member with \`pulumi config set --path\`. That command turns some texts into numbers or booleans, such as account ids; they are read as text again. A value that cannot be read is an error that names the key. So is a key that resembles a known one.",
    codeBlock("sh", EXAMPLE),
    "## Keys",
    "Each follows `rekognition:`. If any key about credentials is set there, all keys of `aws:` about credentials are ignored. The same is true of the roles to assume.",
    table(
      ["key", "meaning", "value", "unset"],
      keyEntries.map(([name, key]) => [code(name), key.doc, valueText(key), unsetText(name, key)]),
    ),
    "[AssumeRole](provider.md#assumerole) lists the members of a role. Most keys are also arguments of [Provider](provider.md). Credentials and paths are not, since Pulumi records arguments in the state.",
    "## Keys of `aws:`",
    "Keys of Pulumi's AWS provider are followed if they decide with which credentials or where AWS is called. Such a key that cannot be followed is an error. They apply to TypeScript and JavaScript programs only: [Pulumi does not pass them to a plugin](../languages.md#configuration).",
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
    ...Object.entries(otherAwsKeys).map(([name, text]) => [code(name), `ignored: ${text}`]),
  ];
}

function valueText({ kind }: ConfigurationKey): string {
  const { wanted, form } = kinds[kind];
  const [text = "", sample] = wanted.split(" such as ");
  return sample === undefined || form === "word" ? wanted : `${text.replace(/,$/, "")}: ${code(sample)}`;
}
