import { importRefused } from "../../../provider/facades/dynamic/import-refusal.js";
import { AWS_KEYS } from "../../../provider/facades/plugin/refusal.js";
import { checkRegion } from "../../../provider/session/check.js";
import { codeBlock } from "./markdown.js";

/** What goes wrong with the plugin in particular: as what it shows, and what helps. */
export function pluginTroubles(): string[] {
  const noRegion = checkRegion(undefined).map(({ reason }) => reason);
  return [
    "## The plugin",
    "Programs in Python, Go and YAML, and `pulumi import`, need [the plugin](languages.md). Most errors here are Pulumi's own, so they have no code.",
    "### The plugin is not found",
    codeBlock(
      "text",
      `error: no resource plugin 'pulumi-resource-rekognition' found in the workspace at version v0.1.0 or on your $PATH
error: Could not automatically download and install resource plugin 'pulumi-resource-rekognition' at version v0.1.0, install the plugin using \`pulumi plugin install resource rekognition v0.1.0\`
error: could not find latest version for provider rekognition`,
    ),
    "The plugin is not published, so Pulumi cannot download it, and the command in the second message does not work. **What to do:** put an executable called `pulumi-resource-rekognition` on the PATH of the `pulumi` command, or name its folder in `Pulumi.yaml`:",
    codeBlock(
      "yaml",
      "plugins:\n  providers:\n    - name: rekognition\n      path: ./plugin # the folder with pulumi-resource-rekognition in it",
    ),
    "With `PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION=true` Pulumi does not try to download it.",
    "### The folder in `Pulumi.yaml` is wrong",
    codeBlock(
      "text",
      `error: parsing plugin options for 'rekognition': no folder at path '/home/me/shop/plugin'
error: failed to load plugin /home/me/shop/plugin/pulumi-resource-rekognition: loading PulumiPlugin.yaml: no such file or directory`,
    ),
    "**What to do:** `path` names a folder and starts at the folder of `Pulumi.yaml`. The executable in it must be called `pulumi-resource-rekognition` (on Windows with `.cmd` or `.exe`).",
    "### Another version is demanded",
    codeBlock(
      "text",
      `error: no resource plugin 'pulumi-resource-rekognition' found in the workspace at version v0.2.0 or on your $PATH
warning: resource plugin rekognition is expected to have version >=0.2.0, but has 0.1.0; the wrong version may be on your path, or this may be a bug in the plugin`,
    ),
    "An SDK asks for the version that it was generated from, and a state for the version that wrote it, also in `pulumi refresh` and `pulumi destroy`. **What to do:** put a plugin of that version or a newer one on the PATH, or name its folder in `Pulumi.yaml`: there Pulumi accepts any version and at most warns. With an older one, state that a newer one wrote is refused ([NewerState](#newerstate)).",
    "### Keys of `aws:` have no effect",
    codeBlock("text", [...noRegion, `... ${AWS_KEYS} [WrongAccount]`].map((said) => `error: ${said}`).join("\n")),
    "Pulumi passes to a plugin only the configuration under its own name. **What to do:** set the same under `rekognition:`, for example `pulumi config set rekognition:region us-east-1`. Environment variables and the shared AWS files work as they are.",
    "### A new configuration has no effect",
    "`pulumi refresh`, `pulumi destroy` and `pulumi import` use the configuration that the last `pulumi up` recorded. **What to do:** run `pulumi up` first, or `refresh` and `destroy` with `--run-program`.",
    "### A second configuration is refused",
    codeBlock(
      "text",
      "error: This plugin process already has another configuration: each provider needs a process of its own. ... [InvalidConfiguration]",
    ),
    "This happens only if Pulumi is attached to a running plugin (`PULUMI_DEBUG_PROVIDERS=rekognition:PORT`) and the stack has several providers. **What to do:** use one provider, or do not attach.",
    "### An import is refused",
    codeBlock(
      "text",
      `error: ${importRefused("Collection", "visitors").message}
error: preview failed: step application failed: Cannot read properties of undefined (reading 'toJavaScript')`,
    ),
    "Both come from the classes of the npm package: Pulumi's dynamic providers cannot import. **What to do:** set `adopt: true` and the exact name ([migrating](migrating.md)). Or use the plugin with a type that begins with `rekognition:index:`, not `pulumi-nodejs:dynamic/` ([import](import.md)).",
    "`method GenerateProgram not implemented` after `pulumi import` means that the object was imported, but the language host cannot write the program. **What to do:** add `--generate-code=false` and write the program yourself.",
    "### ^C",
    codeBlock("text", "error: The command was cancelled. Run `pulumi up`: it continues what was begun. [Cancelled]"),
    "With the plugin, ^C ends the operation as soon as the current AWS call is answered, and the state keeps what exists. A training that has begun continues in AWS. **What to do:** run `pulumi up`: it continues with the same training. With the npm package, Pulumi does not tell the provider about ^C: [interruptions](interruptions.md).",
  ];
}
