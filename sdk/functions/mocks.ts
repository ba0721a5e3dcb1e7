import * as pulumi from "@pulumi/pulumi";

/** What a test answers with in place of AWS. */
export type Mocks = Pick<pulumi.runtime.Mocks, "call">;

/** The mocks of a test that runs without an engine; undefined in every other run. */
export function mocksInUse(): Mocks | undefined {
  const monitor = pulumi.runtime.getMonitor() as { mocks?: Mocks } | undefined;
  return monitor?.mocks;
}
