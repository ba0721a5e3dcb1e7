/** Whether a model or a stream processor, by its status, runs or is about to: from its start on AWS counts and bills it. */
export function isUp(status: string | undefined): boolean {
  return status === "RUNNING" || status === "STARTING";
}
