import { writeFileSync } from "node:fs";

/* Loaded into a process before everything else: at its end it writes down the most memory it ever had, in kilobytes. */
const file = process.env.PEAK_MEMORY_FILE;
if (file !== undefined) {
  process.on("exit", () => {
    writeFileSync(file, String(process.resourceUsage().maxRSS));
  });
  process.on("SIGTERM", () => process.exit(0));
}
