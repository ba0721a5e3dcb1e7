// The house rules a machine can hold: strict types, the doors between the rooms, and one place each for time, randomness
// and the environment. Layout is Prettier's alone.
import { readdirSync } from "node:fs";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import { importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";
import { wholeMessages } from "./tools/lint/whole-messages.mjs";

const rooms = ["provider", "sdk", "sweep", "emulator", "examples", "tests", "tools", "bench"];
const all = rooms.map((room) => `./${room}`);
const resources = readdirSync(new URL("provider/resources", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** Which room may look into which; what is not listed here is open. */
const doors = [
  {
    target: "./provider",
    from: all.filter((room) => room !== "./provider"),
    message: "The provider stands alone.",
  },
  ...resources.map((kind) => ({
    target: `./provider/resources/${kind}`,
    from: "./provider/resources",
    except: [`./${kind}`],
    message: "Resources never import each other: what they share belongs to lifecycle/, definition/, models/ or aws/.",
  })),
  {
    target: "./provider/models",
    from: "./provider/resources",
    message: "What models have in common knows none of the kinds that use it.",
  },
  {
    target: ["./provider/aws", "./provider/lifecycle", "./provider/definition"],
    from: ["./provider/models", "./provider/resources"],
    message: "What is for every kind knows none of them.",
  },
  {
    target: [
      "./provider/aws",
      "./provider/lifecycle",
      "./provider/definition",
      "./provider/models",
      "./provider/resources",
    ],
    from: "./provider/host",
    message: "The core knows nothing of the façades that run it.",
  },
  {
    target: "./sdk",
    from: "./provider",
    except: ["./host"],
    message: "The sdk reaches the core through provider/host only.",
  },
  {
    target: "./sdk",
    from: ["./sweep", "./emulator", "./examples", "./tests", "./tools", "./bench"],
    message: "The sdk is published.",
  },
  {
    target: "./sweep",
    from: all.filter((room) => room !== "./sweep" && room !== "./provider"),
    message: "The sweep is a way into the provider's core, and published.",
  },
  {
    target: "./emulator",
    from: all.filter((room) => room !== "./emulator"),
    message: "The emulator imports nothing of ours, so that the two cannot share one mistake.",
  },
  {
    target: "./examples",
    from: all.filter((room) => room !== "./examples"),
    message: "Examples use the published package, as its users do.",
  },
  { target: "./tools", from: ["./tests", "./bench"], message: "Tools do not depend on tests." },
];

const timers = ["setTimeout", "setInterval", "setImmediate"].map((name) => ({
  name,
  message: "Time enters through the room's clock.",
}));
const ambient = [
  { object: "Date", property: "now", message: "Time enters through the room's clock." },
  { object: "performance", property: "now", message: "Time enters through the room's clock." },
  { object: "Math", property: "random", message: "Randomness enters through the room's clock." },
  { object: "process", property: "env", message: "The environment enters through the room's config reader." },
];
const ambientDate = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: "Time enters through the room's clock.",
};
const exportAll = { selector: "ExportAllDeclaration", message: "Name what is exported." };

const awsSdk = {
  group: ["@aws-sdk/*", "@smithy/*"],
  allowTypeImports: true,
  message: "Only provider/aws touches the AWS SDK at run time.",
};
const pulumi = { group: ["@pulumi/*"], message: "The core knows nothing of Pulumi." };
const timerModules = {
  group: ["node:timers", "node:timers/*", "timers", "timers/*"],
  message: "Use the room's clock.",
};

export default tseslint.config(
  { ignores: ["dist/**", "node_modules/**", "**/node_modules/**", "sdk/generated/**"] },
  { rules: { "max-lines": ["error", { max: 350 }] } },
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
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones: doors }],
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
      "provider/lifecycle/clock.ts",
      "provider/host/config.ts",
      "provider/host/watchdog.ts",
      "emulator/clock.ts",
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
    files: ["sdk/**/*.ts", "sweep/**/*.ts", "emulator/**/*.ts", "provider/host/**/*.ts"],
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns: [awsSdk, timerModules] }] },
  },
  {
    files: ["provider/**/*.ts"],
    ignores: ["provider/aws/**", "provider/host/**"],
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns: [awsSdk, pulumi, timerModules] }] },
  },
  {
    files: ["provider/aws/**/*.ts"],
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns: [pulumi, timerModules] }] },
  },
  {
    // The doors to the user print whole messages; everything behind them composes them.
    files: ["provider/**/*.ts"],
    ignores: ["provider/host/**", "provider/lifecycle/errors.ts"],
    plugins: { "whole-messages": wholeMessages },
    rules: { "whole-messages/no-message-of-ours": "error" },
  },
  {
    // It is installed, type-checked and tested apart (npm run test:examples:aws), so its types are unknown here.
    files: ["examples/office-hours/**/*.ts"],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    files: ["tests/**/*.ts"],
    // Chai's assertions are properties.
    rules: { "@typescript-eslint/no-unused-expressions": "off" },
  },
);
