// What `npm run test:mutation` changes in the code, and which tests are to notice. Run from the root of the repository, for one
// part at a time: a mutant that survives has cost all tests that reach it, so each part has the tests that are about it.

export const PARTS = {
  core: {
    folders: ["provider/lifecycle", "provider/observe"],
    // Nothing in these waits or opens a socket. All provider tests reach this code as well, which would take minutes a mutant.
    tests: ["unit/{lifecycle,observe}"],
  },
  models: {
    folders: ["provider/resources/trained-model"],
    // Unit tests come first: they say the same sooner. The others run the provider against the emulator in virtual time.
    tests: ["unit/resources/trained-model", "provider/{project-version,project-version-copy,stale-status}"],
  },
};

/** The part that `run.mjs` asks for. */
const part = process.env.MUTATION_PART ?? "core";
const { folders, tests } = PARTS[part];

export default {
  mutate: folders.map((folder) => `${folder}/*.ts`),
  // A text is a message, or else a status, a code or a key, and of those the compiler takes no other one.
  mutator: { excludedMutations: ["StringLiteral"] },
  // Tables made when a module is loaded: the compiler and their own tests hold them, and each would need a new process.
  ignoreStatic: true,
  testRunner: "mocha",
  mochaOptions: {
    spec: tests.map((folder) => `dist/tests/${folder}/*.test.js`),
    require: ["dist/tests/root-hooks.js"],
    // Tests that repeat a whole life once for each call in it: seconds each, and others reach the same.
    grep: "/^(?!.* killed (before|after) any call)/",
    "no-config": true,
    "no-package": true,
  },
  coverageAnalysis: "perTest",
  buildCommand: "node tools/mutation/compile.mjs",
  disableTypeChecks: true,
  concurrency: 2,
  // On a busy machine the first run takes more than the five minutes that Stryker gives it.
  dryRunTimeoutMinutes: 20,
  // An endless loop costs seconds: a test takes milliseconds, and Stryker adds the time that loading takes.
  timeoutMS: 2_000,
  timeoutFactor: 2,
  tempDirName: "tools/mutation/.run/tmp",
  ignorePatterns: ["/dist", "/docs", "/tools/mutation/.run"],
  reporters: ["json", "progress-append-only"],
  jsonReporter: { fileName: `tools/mutation/.run/${part}.json` },
  allowConsoleColors: false,
};
