/** AWS's published rates of the calls that wait: calls a second, per account and Region. */
export const QUOTAS: Readonly<Record<string, number>> = {
  DescribeProjects: 5,
  DescribeProjectVersions: 5,
  DescribeDataset: 5,
  ListStreamProcessors: 5,
  DescribeStreamProcessor: 20,
  ListTagsForResource: 10,
  StopProjectVersion: 5,
};

/** The part of a quota that so many calls in so much time are, in per cent. */
export function shareOfQuota(operation: string, calls: number, overMs: number): number {
  const quota = QUOTAS[operation];
  if (quota === undefined) throw new Error(`the quota of ${operation} is not listed`);
  return (calls / (quota * (overMs / 1_000))) * 100;
}
