import { fork } from "node:child_process";
import { once } from "node:events";
import { keepHeapSmall } from "../../../emulator/command/heap.js";
import { startEmulator } from "../../../emulator/index.js";

/** An emulator in a process of its own, whose memory can be asked for. */
export interface MeasuredEmulator {
  readonly url: string;
  /** The most memory the process ever had, in bytes. */
  peakBytes(): Promise<number>;
  /** What it holds once all garbage is collected, in bytes. */
  heapBytes(): Promise<number>;
  /** What it has written to standard error. */
  readonly complaints: string;
  stop(): Promise<void>;
}

/** @param bucketFolder stands for the bucket called `bucket` */
export async function startMeasuredEmulator(bucket: string, bucketFolder: string): Promise<MeasuredEmulator> {
  const stdio = ["ignore", "inherit", "pipe", "ipc"] as const;
  const child = fork(__filename, [bucket, bucketFolder], { execArgv: ["--expose-gc"], stdio: [...stdio] });
  let complaints = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  const [url] = (await once(child, "message")) as [string];
  const asked = async (what: "peak" | "heap"): Promise<number> => {
    child.send(what);
    const [bytes] = (await once(child, "message")) as [number];
    return bytes;
  };
  return {
    url,
    peakBytes: () => asked("peak"),
    heapBytes: () => asked("heap"),
    get complaints() {
      return complaints;
    },
    stop: async () => {
      child.disconnect();
      await once(child, "exit");
    },
  };
}

/** What the child process does. */
async function serve(bucket: string, bucketFolder: string): Promise<void> {
  // As the command does.
  keepHeapSmall();
  const emulator = await startEmulator({ buckets: { [bucket]: bucketFolder } });
  process.on("message", (what) => {
    if (what === "heap") globalThis.gc?.();
    process.send?.(what === "heap" ? process.memoryUsage().heapUsed : process.resourceUsage().maxRSS * 1024);
  });
  process.on("disconnect", () => void emulator.close());
  process.send?.(emulator.url);
}

if (require.main === module) {
  const [, , bucket = "", bucketFolder = ""] = process.argv;
  void serve(bucket, bucketFolder);
}
