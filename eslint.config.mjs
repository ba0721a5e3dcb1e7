// Rules that can be checked: strict types, which folder may import which, and one place each for time, randomness and the
// environment. Layout is left to Prettier.
import { readdirSync } from "node:fs";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import { importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";
import { wholeMessages } from "./tools/lint/whole-messages.mjs";

const folders = ["provider", "sdk", "sweep", "emulator", "examples", "tests", "tools", "bench"];
const all = folders.map((folder) => `./${folder}`);
const resources = readdirSync(new URL("provider/resources", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** The layers of the provider, the lowest first. */
const layers = [
  "base",
  "images",
  "schema",
  "aws",
  "observe",
  "lifecycle",
  "resources",
  "functions",
  "session",
  "facades",
];
const SHARED_BY_MODELS = "trained-model";
const facades = ["dynamic", "plugin", "program"];

/** Which folder may not import which; what is not listed here is allowed. */
const boundaries = [
  {
    target: "./provider",
    from: all.filter((folder) => folder !== "./provider"),
    message: "The provider imports no other folder.",
  },
  // A layer imports those below it only.
  ...layers.slice(0, -1).map((layer, index) => ({
    target: `./provider/${layer}`,
    from: layers.slice(index + 1).map((above) => `./provider/${above}`),
    message: `provider/${layer} imports only ${layers.slice(0, index).join(", ") || "itself"}.`,
  })),
  ...resources.map((kind) => ({
    target: `./provider/resources/${kind}`,
    from: "./provider/resources",
    except: kind === SHARED_BY_MODELS ? [`./${kind}`] : [`./${kind}`, `./${SHARED_BY_MODELS}`],
    message: `Resources never import each other: what they share belongs to lifecycle/, schema/ or aws/, and what models share to ${SHARED_BY_MODELS}/.`,
  })),
  ...facades.map((facade) => ({
    target: `./provider/facades/${facade}`,
    from: "./provider/facades",
    except: [`./${facade}`, "./state.ts"],
    message: "Façades never import each other: the form of state, which they share, is facades/state.ts.",
  })),
  {
    target: "./sdk",
    from: "./provider",
    except: ["./session", "./facades"],
    message: "The sdk reaches the core through provider/session and provider/facades only.",
  },
  {
    target: "./sdk",
    from: ["./sweep", "./emulator", "./examples", "./tests", "./tools", "./bench"],
    message: "The sdk is published.",
  },
  {
    target: "./sweep",
    from: all.filter((folder) => folder !== "./sweep" && folder !== "./provider"),
    message: "The sweep is a way into the provider's core, and published.",
  },
  {
    target: "./emulator",
    from: all.filter((folder) => folder !== "./emulator"),
    message: "The emulator imports nothing of ours, so that the two cannot share one mistake.",
  },
  {
    target: "./examples",
    from: all.filter((folder) => folder !== "./examples"),
    message: "Examples use the published package, as its users do.",
  },
  { target: "./tools", from: ["./tests", "./bench"], message: "Tools do not depend on tests." },
];

const timers = ["setTimeout", "setInterval", "setImmediate"].map((name) => ({
  name,
  message: "Time enters through the clock module of the folder.",
}));
const ambient = [
  { object: "Date", property: "now", message: "Time enters through the clock module of the folder." },
  { object: "performance", property: "now", message: "Time enters through the clock module of the folder." },
  { object: "Math", property: "random", message: "Randomness enters through the clock module of the folder." },
  {
    object: "process",
    property: "env",
    message: "The environment enters through the configuration module of the folder.",
  },
];
const ambientDate = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: "Time enters through the clock module of the folder.",
};
const exportAll = { selector: "ExportAllDeclaration", message: "Name what is exported." };

const awsSdk = {
  group: ["@aws-sdk/*", "@smithy/*"],
  allowTypeImports: true,
  message: "Only provider/aws touches the AWS SDK at run time.",
};
/** Checksums and a reader of XML, which know nothing of calls. */
const partsOfSdk = {
  ...awsSdk,
  group: [...awsSdk.group, "!@aws-sdk/checksums/**", "!@aws-sdk/checksums", "!@aws-sdk/xml-builder"],
};
const pulumi = { group: ["@pulumi/*"], message: "The core knows nothing of Pulumi." };
const protocol = {
  group: ["@grpc/*", "google-protobuf", "google-protobuf/*", "@pulumi/pulumi/proto/*"],
  allowTypeImports: true,
  message: "Only provider/facades/plugin speaks the engine's protocol.",
};
const timerModules = {
  group: ["node:timers", "node:timers/*", "timers", "timers/*"],
  message: "Use the clock module of the folder.",
};

export default tseslint.config(
  {
    ignores: [
      "dist/**",
      "node_modules/**",
      "**/node_modules/**",
      "sdk/generated/**",
      "tools/mutation/.run/**",
      "plugin/plugin.cjs",
      ".live/**",
    ],
  },
  { ignores: ["provider/base/error-table.ts"], rules: { "max-lines": ["error", { max: 350 }] } },
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked],
    plugins: { "import-x": importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver({ project: "tsconfig.json" })] },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-restricted-syntax": ["error", exportAll],
      "import-x/no-cycle": "error",
      "import-x/no-default-export": "error",
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones: boundaries }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        {
          argsIgnorePattern: "^_",
          varsIgnorePattern: "^_",
          destructuredArrayIgnorePattern: "^_",
          ignoreRestSiblings: true,
        },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  {
    files: ["provider/**/*.ts", "sdk/**/*.ts", "sweep/**/*.ts", "emulator/**/*.ts"],
    ignores: [
      "provider/base/clock.ts",
      "provider/images/cache-folder.ts",
      "provider/session/config.ts",
      "provider/session/watchdog.ts",
      "emulator/clock.ts",
      "emulator/page/script/polling.ts",
      "emulator/cli.ts",
    ],
    rules: {
      "no-restricted-globals": ["error", ...timers],
      "no-restricted-properties": ["error", ...ambient],
      "no-restricted-syntax": ["error", exportAll, ambientDate],
    },
  },
  {
    files: ["provider/**/*.ts", "sdk/**/*.ts"],
    // Standard output belongs to the engine's protocol.
    rules: { "no-console": "error" },
  },
  {
    files: ["sdk/**/*.ts", "sweep/**/*.ts", "emulator/**/*.ts", "provider/session/**/*.ts", "provider/facades/**/*.ts"],
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns: [awsSdk, timerModules] }] },
  },
  {
    files: ["emulator/s3/**/*.ts"],
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns: [partsOfSdk, timerModules] }] },
  },
  {
    files: ["provider/session/**/*.ts", "provider/facades/**/*.ts"],
    ignores: ["provider/facades/plugin/**"],
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns: [awsSdk, timerModules, protocol] }] },
  },
  {
    files: ["provider/**/*.ts"],
    ignores: ["provider/aws/**", "provider/session/**", "provider/facades/**"],
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns: [awsSdk, pulumi, timerModules] }] },
  },
  {
    files: ["provider/aws/**/*.ts"],
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns: [pulumi, timerModules] }] },
  },
  {
    // Entry points print whole messages; all other code composes them.
    files: ["provider/**/*.ts"],
    ignores: ["provider/session/**", "provider/facades/**", "provider/base/errors.ts"],
    plugins: { "whole-messages": wholeMessages },
    rules: { "whole-messages/no-message-of-ours": "error" },
  },
  {
    // The types of all of @pulumi/aws, which it uses as its users do, are more than the linter can hold; tsc looks at them.
    files: ["examples/office-hours/**/*.ts"],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    // Each shows how a value is got, and leaves it to the reader what for.
    files: ["tools/generate/usage/*.ts"],
    rules: { "@typescript-eslint/no-unused-vars": "off" },
  },
  {
    files: ["tests/**/*.ts"],
    // Chai's assertions are properties.
    rules: { "@typescript-eslint/no-unused-expressions": "off" },
  },
);
