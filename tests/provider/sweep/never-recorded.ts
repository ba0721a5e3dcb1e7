import { CLAIM_TAG } from "../../../provider/lifecycle/claim.js";
import { parseArn } from "../../../provider/aws/arns.js";
import { ACCOUNT, type Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";

/**
 * Puts the claims of what was made into the phase in which a create that was killed before the engine had an id leaves
 * them, and forgets the records.
 */
export async function neverRecorded(rig: Rig, ...resources: readonly StackResource[]): Promise<void> {
  for (const resource of resources) {
    const { arn = resource.id } = resource.outputs as { arn?: string };
    const client = rig.clientOf(ACCOUNT, parseArn(arn)?.region);
    const { Tags = {} } = await client.listTagsForResource({ ResourceArn: arn });
    const claim = Tags[CLAIM_TAG]?.split(".").slice(0, 3) ?? [];
    await client.tagResource({ ResourceArn: arn, Tags: { [CLAIM_TAG]: [...claim, "making"].join(".") } });
    client.destroy();
    resource.state = undefined;
  }
}
