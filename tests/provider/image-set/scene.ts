import { S3 } from "@aws-sdk/client-s3";
import type { Report } from "../harness/command.js";
import { ACCOUNT, BUCKET, REGION, Rig } from "../harness/rig.js";
import { askS3 } from "./sets.js";

/** A rig whose processes ask the emulator's S3, and a client of that S3, by which tests assert. */
export class S3Scene {
  private constructor(
    readonly rig: Rig,
    readonly s3: S3,
  ) {}

  static async open(): Promise<S3Scene> {
    const rig = await Rig.start();
    askS3(rig);
    const credentials = { accessKeyId: ACCOUNT, secretAccessKey: "made-up" };
    return new S3Scene(rig, new S3({ endpoint: rig.emulator.url, region: REGION, credentials }));
  }

  async close(): Promise<void> {
    this.s3.destroy();
    await this.rig.close();
  }

  /** The keys in the bucket. */
  async keys(Prefix = ""): Promise<string[]> {
    const keys: string[] = [];
    for (let StartAfter: string | undefined; ; StartAfter = keys.at(-1)) {
      const { Contents = [], IsTruncated } = await this.s3.listObjectsV2({ Bucket: BUCKET, Prefix, StartAfter });
      keys.push(...Contents.map(({ Key = "" }) => Key));
      if (IsTruncated !== true) return keys;
    }
  }

  /** All that the bucket holds: versions and delete markers. */
  async versions(): Promise<string[]> {
    const { Versions = [], DeleteMarkers = [] } = await this.s3.listObjectVersions({ Bucket: BUCKET });
    const text = (what: string) => (each: { Key?: string | undefined; VersionId?: string | undefined }) =>
      `${what} ${each.Key ?? ""} ${each.VersionId ?? ""}`;
    return [...Versions.map(text("version")), ...DeleteMarkers.map(text("marker"))].sort();
  }

  async read(Key: string): Promise<string> {
    return (await (await this.s3.getObject({ Bucket: BUCKET, Key })).Body?.transformToString()) ?? "";
  }

  /** The images that a manifest names, as keys. */
  async imagesIn(manifest: string): Promise<string[]> {
    const lines = (await this.read(manifest)).split("\n").filter((line) => line !== "");
    const refs = lines.map((line) => (JSON.parse(line) as { "source-ref": string })["source-ref"]);
    return refs.map((ref) => ref.slice(`s3://${BUCKET}/`.length));
  }
}

/** The keys that a command wrote, in the order of the keys. */
export function sent({ calls }: Pick<Report, "calls">): string[] {
  return calls
    .filter(({ operation, effect }) => operation === "PutObject" && effect)
    .map(({ request }) => String((request as { Key?: string }).Key))
    .sort();
}

/** Where a record's manifest is. */
export function manifestOf(outputs: Readonly<Record<string, unknown>>): string {
  return (outputs.manifest as { s3Object: { name: string } }).s3Object.name;
}
