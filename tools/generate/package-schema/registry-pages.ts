import { keyEntries } from "../../../provider/session/configuration/keys.js";
import { code, codeBlock, generatedFrom, page, table } from "../reference/markdown.js";
import type { PackageFacts } from "./schema.js";

/* Pulumi's registry wants two pages of a package: what it is for, and how it is installed and configured. */

/** `docs/_index.md`. */
export function registryIndex({ schema, firstProgram }: PackageFacts): string {
  const { displayName, description } = schema;
  const names = Object.keys(schema.resources).map((token) => code(token.replace(/^.*:/, "")));
  const languages = firstProgram.map(({ language }) => language).join(",");
  return page(
    frontMatter(displayName, description),
    generatedFrom("provider/resources and tools/generate/usage"),
    `${description} Resources: ${names.join(", ")}.`,
    "## Example",
    "This program trains a model. With `minInferenceUnits` the model would also run, at about $4.00 per unit and hour.",
    `{{< chooser language "${languages}" >}}`,
    ...firstProgram.flatMap(({ language, text }) => [
      `{{% choosable language ${language} %}}`,
      codeBlock(language, text),
      "{{% /choosable %}}",
    ]),
    "{{< /chooser >}}",
  );
}

/** `docs/installation-configuration.md`. */
export function registryConfiguration({ schema }: PackageFacts): string {
  return page(
    frontMatter(
      `${schema.displayName} Installation & Configuration`,
      `How to install and configure ${schema.displayName} for Pulumi.`,
    ),
    generatedFrom("provider/session/configuration"),
    "## Installation",
    "TypeScript and JavaScript programs use the npm package `pulumi-rekognition`. They need no plugin.",
    "Programs in Python, Go and YAML use the plugin `pulumi-resource-rekognition`. Python and Go also need an SDK that is generated from its schema.",
    "Neither is published yet: [languages](languages.md) says how they are made and how Pulumi finds them.",
    "## Credentials",
    "Without configuration, credentials and region come from the AWS default chain: environment variables, the shared config and credentials files, the role of the machine.",
    "## Configuration",
    "Set with `pulumi config set rekognition:KEY VALUE`. Lists and objects are JSON, or written member by member with `--path`. Pulumi does not pass keys of `aws:` to a plugin.",
    table(
      ["key", "meaning"],
      keyEntries.map(([name, { doc }]) => [code(`rekognition:${name}`), doc]),
    ),
  );
}

function frontMatter(title: string, description: string): string {
  return `---\ntitle: ${JSON.stringify(title)}\nmeta_desc: ${JSON.stringify(description)}\nlayout: package\n---`;
}
