// In a process of your own: one `up` that waits for the training, for a program that leaves `waitForTraining` out.
// Beside the program: node automation.mjs
import { ConcurrentUpdateError, LocalWorkspace } from "@pulumi/pulumi/automation/index.js";

const STACK = "dev";

const stack = await LocalWorkspace.selectStack({ stackName: STACK, workDir: "." });
// The first signal is passed on as a ^C: Pulumi begins nothing new and waits for the training. The second one ends this
// process and, with it, Pulumi; the stack may stay locked then.
const cancelled = new AbortController();
function cancel() {
  if (cancelled.signal.aborted) process.exit(1);
  cancelled.abort();
}
process.on("SIGINT", cancel).on("SIGTERM", cancel);
try {
  await stack.up({
    color: "never",
    onOutput: (text) => process.stdout.write(text),
    onError: (text) => process.stderr.write(text),
    signal: cancelled.signal,
  });
} catch (error) {
  const isLocked = error instanceof ConcurrentUpdateError;
  console.error(isLocked ? `Another run has the stack. If it was killed: pulumi cancel --yes --stack ${STACK}` : error);
  process.exitCode = 1;
}
