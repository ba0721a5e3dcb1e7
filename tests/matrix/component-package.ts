import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { componentOfAllKinds } from "../e2e/harness/all-kinds.js";
import { npm } from "../e2e/harness/package-under-test.js";
import { type MemberProgram, packedPackage, temporaryFolder, writeJson } from "./workspace.js";

const NAME = "example-vision";

/** A program that uses a component from a package of its own, as it would be published. */
export function programWithComponent(): MemberProgram {
  return {
    files: { "index.js": `import { Vision } from "${NAME}"; new Vision("vision");` },
    type: "module",
    dependencies: { [NAME]: packedComponent() },
  };
}

function packedComponent(): string {
  const folder = join(temporaryFolder("component"), NAME);
  mkdirSync(folder);
  writeFileSync(join(folder, "index.js"), componentOfAllKinds("JavaScript"));
  writeJson(join(folder, "package.json"), {
    name: NAME,
    version: "1.0.0",
    type: "module",
    main: "index.js",
    peerDependencies: { "@pulumi/pulumi": ">=3.216.0" },
    dependencies: { "pulumi-rekognition": packedPackage() },
  });
  npm(["pack", "--ignore-scripts"], folder);
  return `file:${join(folder, `${NAME}-1.0.0.tgz`)}`;
}
