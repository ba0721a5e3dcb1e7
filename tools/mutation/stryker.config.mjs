// What `npm run test:mutation` changes in the code, and which tests are to notice. Run from the root of the repository, for one
// part at a time: a mutant that survives has cost all tests that reach it, so each part has the tests that are about it.

export const PARTS = {
  core: {
    folders: ["provider/lifecycle", "provider/observe"],
    files: "*.ts",
    // Nothing in these waits or opens a socket. The provider tests reach this code as well, which would take minutes a mutant.
    tests: ["unit/{lifecycle,observe}"],
  },
  models: {
    folders: ["provider/resources/trained-model"],
    // What puts the steps in order is reached by tests against the emulator only: a minute for each mutant that survives.
    files: "{costs,fields,model,notes,removal,start}.ts",
    tests: ["unit/resources/trained-model"],
  },
};

/** The part that `run.mjs` asks for. */
const part = process.env.MUTATION_PART ?? "core";
const { folders, files, tests } = PARTS[part];

export default {
  mutate: folders.map((folder) => `${folder}/${files}`),
  // A text is a message, or else a status, a code or a key, and of those the compiler takes no other one.
  mutator: { excludedMutations: ["StringLiteral"] },
  // Tables made when a module is loaded: the compiler and their own tests hold them, and each would need a new process.
  ignoreStatic: true,
  testRunner: "mocha",
  mochaOptions: {
    spec: tests.map((folder) => `dist/tests/${folder}/*.test.js`),
    require: ["dist/tests/root-hooks.js"],
    "no-config": true,
    "no-package": true,
  },
  coverageAnalysis: "perTest",
  buildCommand: "node tools/mutation/compile.mjs",
  disableTypeChecks: true,
  concurrency: 2,
  // An endless loop costs seconds: a test takes milliseconds, and Stryker adds the time that loading takes.
  timeoutMS: 5_000,
  timeoutFactor: 2,
  tempDirName: "tools/mutation/.run/tmp",
  ignorePatterns: ["/dist", "/docs", "/tools/mutation/.run"],
  reporters: ["json", "progress-append-only"],
  jsonReporter: { fileName: `tools/mutation/.run/${part}.json` },
  allowConsoleColors: false,
};
