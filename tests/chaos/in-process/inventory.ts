import { CLAIM_TAG, OWNER_TAG } from "../../../provider/lifecycle/claim.js";
import type { RawClient } from "./raw-client.js";

/** Something that exists in the service. */
export interface Found {
  readonly kind: "Project" | "Dataset" | "ProjectVersion" | "ProjectPolicy" | "Collection" | "StreamProcessor";
  /** By which the stack's state knows it. */
  readonly id: string;
  readonly arn: string;
  readonly status: string;
  readonly units: number | undefined;
  /** The owner by its tag; a policy has none of its own, so its project's. */
  readonly owner: string | undefined;
  /** What its claim says; a policy has none. */
  readonly claim: string | undefined;
}

interface Project {
  readonly ProjectArn: string;
  readonly Status: string;
  readonly Datasets?: readonly { readonly DatasetArn: string; readonly DatasetType: string; readonly Status: string }[];
}

/** Everything that one account has in one Region. Video jobs are no things: there is nothing to remove or to list. */
export async function inventory(client: RawClient): Promise<Found[]> {
  const found: Found[] = [];
  const marksOf = async (arn: string): Promise<Pick<Found, "owner" | "claim">> => {
    const { Tags } = await client.call("ListTagsForResource", { ResourceArn: arn });
    const { [OWNER_TAG]: owner, [CLAIM_TAG]: claim } = Tags as Record<string, string | undefined>;
    return { owner, claim };
  };
  const add = async (kind: Found["kind"], id: string, arn: string, status: string, units?: number): Promise<void> => {
    found.push({ kind, id, arn, status, units, ...(await marksOf(arn)) });
  };

  const Features = ["CUSTOM_LABELS", "CONTENT_MODERATION"];
  for (const project of await client.list<Project>("DescribeProjects", "ProjectDescriptions", { Features })) {
    const { ProjectArn } = project;
    await add("Project", ProjectArn, ProjectArn, project.Status);
    for (const { DatasetArn, DatasetType, Status } of project.Datasets ?? []) {
      await add("Dataset", `${ProjectArn}/dataset/${DatasetType.toLowerCase()}`, DatasetArn, Status);
    }
    const versions = await client.list<Version>("DescribeProjectVersions", "ProjectVersionDescriptions", {
      ProjectArn,
    });
    for (const { ProjectVersionArn: arn, Status, MinInferenceUnits } of versions) {
      await add("ProjectVersion", arn, arn, Status, MinInferenceUnits);
    }
    const policies = await client.list<Policy>("ListProjectPolicies", "ProjectPolicies", { ProjectArn });
    for (const { PolicyName } of policies) {
      const { owner } = await marksOf(ProjectArn);
      const id = `${ProjectArn}/policy/${PolicyName}`;
      found.push({ kind: "ProjectPolicy", id, arn: ProjectArn, status: "", units: undefined, owner, claim: undefined });
    }
  }
  for (const id of await client.list<string>("ListCollections", "CollectionIds")) {
    const { CollectionARN } = await client.call("DescribeCollection", { CollectionId: id });
    await add("Collection", String(CollectionARN), String(CollectionARN), "");
  }
  for (const { Name, Status } of await client.list<Processor>("ListStreamProcessors", "StreamProcessors")) {
    const { StreamProcessorArn } = await client.call("DescribeStreamProcessor", { Name });
    await add("StreamProcessor", String(StreamProcessorArn), String(StreamProcessorArn), Status);
  }
  return found;
}

interface Version {
  readonly ProjectVersionArn: string;
  readonly Status: string;
  readonly MinInferenceUnits?: number;
}

interface Policy {
  readonly PolicyName: string;
}

interface Processor {
  readonly Name: string;
  readonly Status: string;
}
