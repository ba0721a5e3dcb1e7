import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Rekognition } from "@aws-sdk/client-rekognition";
import { hashManifest } from "../../../provider/resources/dataset/manifest.js";
import { plannedManifest } from "../../../provider/session/manifest-file.js";
import { BUCKET } from "../harness/rig.js";

/** A line that says an image shows a thing. */
export function line(key: string, label: string): Record<string, unknown> {
  return {
    "source-ref": `s3://${BUCKET}/${key}`,
    thing: 1,
    "thing-metadata": { confidence: 1, "class-name": label, type: "groundtruth/image-classification" },
  };
}

/** Lines for so many images, cats and dogs in turn. */
export function lines(count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, index) => line(`${String(index)}.png`, index % 2 === 0 ? "cat" : "dog"));
}

/** A manifest in the rig's bucket, as `groundTruthManifest` takes it. */
export function manifest(name: string, version?: string): object {
  return { s3Object: { bucket: BUCKET, name, ...(version === undefined ? {} : { version }) } };
}

/** A folder of manifest files, such as a program has. */
export class ManifestFolder {
  readonly path = mkdtempSync(join(tmpdir(), "manifests-"));

  /** Writes a file of lines; returns its path. */
  write(name: string, content: readonly object[] | string): string {
    const path = join(this.path, name);
    const text = typeof content === "string" ? content : content.map((each) => `${JSON.stringify(each)}\n`).join("");
    writeFileSync(path, text);
    return path;
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}

/** The arguments of a file, as the resource class of the program makes them. */
export async function planned(path: string): Promise<Record<string, unknown>> {
  const { hash, contents } = await plannedManifest(path);
  return { manifestFile: path, contentHash: hash, __contents: contents };
}

/** The arguments of a file, as the resource class of 0.1.0 made them. */
export async function fromFile(path: string): Promise<{ manifestFile: string; contentHash: string }> {
  return { manifestFile: path, contentHash: await hashManifest(path) };
}

/** What a dataset holds: the last part of each source-ref and its label, in order. */
export async function contentsOf(client: Rekognition, datasetArn: unknown): Promise<string[]> {
  const all: string[] = [];
  let token: string | undefined;
  do {
    const page = await client.listDatasetEntries({ DatasetArn: String(datasetArn), NextToken: token });
    for (const text of page.DatasetEntries ?? []) {
      const entry = JSON.parse(text) as Record<string, unknown>;
      const metadata = entry["thing-metadata"] as { "class-name"?: string } | undefined;
      all.push(`${String(entry["source-ref"]).split("/").at(-1) ?? ""} ${metadata?.["class-name"] ?? "-"}`);
    }
    token = page.NextToken;
  } while (token !== undefined && token !== "");
  return all.sort();
}
