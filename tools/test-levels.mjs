// Runs the levels that need no engine, one after the other; a level that fails does not hide what the later ones have to say.
import { spawnSync } from "node:child_process";

const LEVELS = ["unit", "emulator", "provider"];

const failed = LEVELS.filter((level) => {
  console.log(`\n${level}`);
  const { status } = spawnSync(`npm run --silent test:${level}`, { stdio: "inherit", shell: true });
  return status !== 0;
});
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(", ")}`);
  process.exit(1);
}
