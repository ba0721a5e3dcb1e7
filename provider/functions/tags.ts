import * as z from "zod";
import { argument, defineFunction } from "./function.js";

/** Tags of anything that has an ARN. */
export const getTags = defineFunction({
  name: "getTags",
  doc: "All tags of a project, model, dataset, collection or stream processor, the two that mark its owner included.",
  page: "ListTagsForResource",
  inputs: { resourceArn: argument(z.string().min(20).max(2048), "ARN. 20 to 2048 characters.") },
  result: z
    .strictObject({ tags: z.record(z.string(), z.string()).describe("The tags.") })
    .meta({ id: "GetTagsResult", description: "Tags." }),
  async call({ aws }, args) {
    const { Tags: tags } = await aws.call("ListTagsForResource", { ResourceArn: args.resourceArn });
    return { tags: tags ?? {} };
  },
});
