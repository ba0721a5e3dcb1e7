import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { type Browser, chromium } from "playwright-core";
import * as tar from "tar";

const dist = join(__dirname, "..", "..", "..");
/** What tests draw is put here, to be looked at. */
export const SCREENSHOTS = join(dist, "page-screenshots");

const unpacked = join(dist, "chromium");
const packed = (): string => join(dirname(require.resolve("@sparticuz/chromium")), "..", "..", "bin");

/** Whether a Chromium for this machine came with the packages. */
export const HAS_CHROMIUM = process.platform === "linux" && process.arch === "x64";

const inflated = (name: string): NodeJS.ReadableStream =>
  createReadStream(join(packed(), name)).pipe(createBrotliDecompress());

/** Unpacks the package's browser and the libraries and fonts that not every machine has. */
async function unpack(): Promise<void> {
  if (existsSync(join(unpacked, "chromium"))) return;
  mkdirSync(unpacked, { recursive: true });
  for (const archive of ["al2023.tar.br", "fonts.tar.br", "swiftshader.tar.br"]) {
    await pipeline(inflated(archive), tar.extract({ cwd: unpacked }));
  }
  // The one in the package names folders of another system.
  const fonts = `<fontconfig><dir>${join(unpacked, "fonts")}</dir><cachedir>${join(unpacked, "cache")}</cachedir></fontconfig>`;
  writeFileSync(join(unpacked, "fonts.conf"), `<?xml version="1.0"?>\n${fonts}\n`);
  const partial = join(unpacked, `chromium.${process.pid}`);
  await pipeline(inflated("chromium.br"), createWriteStream(partial, { mode: 0o755 }));
  renameSync(partial, join(unpacked, "chromium"));
}

/** A headless Chromium. It opens pages of this machine only, so that it needs no sandbox, which root cannot have. */
export async function launchChromium(): Promise<Browser> {
  await unpack();
  return chromium.launch({
    executablePath: join(unpacked, "chromium"),
    args: ["--no-sandbox"],
    env: { PATH: process.env.PATH, LD_LIBRARY_PATH: join(unpacked, "lib"), FONTCONFIG_PATH: unpacked },
  });
}
