import { fork } from "node:child_process";
import { once } from "node:events";
import { startEmulator } from "../../../emulator/index.js";

/** An emulator in a process of its own, whose memory can be asked for. */
export interface MeasuredEmulator {
  readonly url: string;
  /** The most memory the process ever had, in bytes. */
  peakBytes(): Promise<number>;
  stop(): Promise<void>;
}

/** @param bucketFolder stands for the bucket called `bucket` */
export async function startMeasuredEmulator(bucket: string, bucketFolder: string): Promise<MeasuredEmulator> {
  const child = fork(__filename, [bucket, bucketFolder]);
  const [url] = (await once(child, "message")) as [string];
  return {
    url,
    peakBytes: async () => {
      child.send("peak");
      const [kilobytes] = (await once(child, "message")) as [number];
      return kilobytes * 1024;
    },
    stop: async () => {
      child.disconnect();
      await once(child, "exit");
    },
  };
}

/** What the child process does. */
async function serve(bucket: string, bucketFolder: string): Promise<void> {
  const emulator = await startEmulator({ buckets: { [bucket]: bucketFolder } });
  process.on("message", () => process.send?.(process.resourceUsage().maxRSS));
  process.on("disconnect", () => void emulator.close());
  process.send?.(emulator.url);
}

if (require.main === module) {
  const [, , bucket = "", bucketFolder = ""] = process.argv;
  void serve(bucket, bucketFolder);
}
