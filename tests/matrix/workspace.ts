import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onCleanUp } from "../../tools/sandbox/cleanup.js";
import { packedTarball } from "../e2e/harness/package-under-test.js";
import { onNode } from "./node-binaries.js";
import { type PackageManager, install, nodeOptionsUnderPlugNPlay, writeBerrySettings } from "./package-managers.js";

/** What runs where, and who put the packages there. */
export interface Combination {
  readonly manager: PackageManager;
  /** Node's major version. */
  readonly node: number;
  /** The version of @pulumi/pulumi, or a tag of it. */
  readonly pulumi: string;
}

/** Files by their path in the member's folder, and what its package.json says besides. */
export interface MemberProgram {
  readonly files: Readonly<Record<string, string>>;
  readonly type?: "module";
  readonly dependencies: Readonly<Record<string, string>>;
}

let tarball: string | undefined;

/** The packed package, as a dependency; packed once. */
export function packedPackage(): string {
  tarball ??= packedTarball(temporaryFolder("packed"));
  return `file:${tarball}`;
}

export function temporaryFolder(purpose: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `pulumi-rekognition-${purpose}-`)));
  onCleanUp(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export function writeJson(path: string, value: object): void {
  writeFileSync(path, JSON.stringify(value, undefined, 2));
}

/** A workspace of a package manager, whose member `infra` is a Pulumi program. */
export class Workspace {
  private readonly root = temporaryFolder("workspace");
  /** The member's folder, with Pulumi.yaml. */
  readonly program = join(this.root, "infra");

  constructor(
    private readonly combination: Combination,
    private readonly member: MemberProgram,
  ) {
    mkdirSync(this.program);
    writeJson(join(this.root, "package.json"), { name: "workspace", private: true, workspaces: ["infra"] });
    writeFileSync(join(this.root, "pnpm-workspace.yaml"), "packages:\n  - infra\n");
    // Pulumi knows Bun only if it is told.
    const options = {
      typescript: this.runsTypeScript(),
      ...(combination.manager === "Bun" ? { packagemanager: "bun" } : {}),
    };
    const main = this.runsTypeScript() ? "index.ts" : "index.js";
    writeJson(join(this.program, "Pulumi.yaml"), { name: "sandbox", runtime: { name: "nodejs", options }, main });
    for (const [path, text] of Object.entries(member.files)) writeFileSync(join(this.program, path), text);
  }

  /** Installs what the member depends on; `added` is what it depends on besides, from now on. */
  install(added: Readonly<Record<string, string>> = {}): void {
    const { manager, node, pulumi } = this.combination;
    const { type, dependencies } = this.member;
    writeJson(join(this.program, "package.json"), {
      name: "infra",
      version: "0.0.0",
      private: true,
      ...(type === undefined ? {} : { type }),
      dependencies: {
        "@pulumi/pulumi": pulumi,
        "ts-node": "^10.9.2",
        typescript: "^5.9.0",
        ...dependencies,
        ...added,
      },
    });
    if (manager === "Yarn Berry") writeBerrySettings(this.root, "node-modules");
    install(manager, this.root, node);
  }

  /** Installs without node_modules; `extended` lets Pulumi load the package under test, which is none of its own. */
  installWithPlugNPlay(extended: boolean): void {
    const packageExtensions = { "@pulumi/pulumi@*": { peerDependencies: { "pulumi-rekognition": "*" } } };
    writeBerrySettings(this.root, "pnp", extended ? { packageExtensions } : {});
    this.install();
  }

  private runsTypeScript(): boolean {
    return "index.ts" in this.member.files;
  }

  /** The environment of the commands that run the program. */
  async environment(): Promise<Record<string, string>> {
    const { manager, node } = this.combination;
    const environment = await onNode(node);
    if (manager !== "Yarn Plug'n'Play") return environment;
    return { ...environment, NODE_OPTIONS: nodeOptionsUnderPlugNPlay(this.program, node) };
  }
}
