/* Generated from the definitions in provider/resources by `npm run generate`: change those instead. */
import * as pulumi from "@pulumi/pulumi";
import { registration } from "../resource.js";
import { warnIfRetained } from "../retained.js";
import { shortTraces } from "../short-traces.js";

/** Inputs of {@link ProjectPolicy}. */
export interface ProjectPolicyArgs {
  /** ARN of the project whose models may be copied, as in `project.arn`. Changing it replaces the resource. */
  projectArn: pulumi.Input<string>;
  /** Name, unique in the project. 1 to 128 letters, digits and _ . -. Default: the logical name and a hash. Changing it replaces the resource. */
  policyName?: pulumi.Input<string | undefined>;
  /** The policy, as an object or as JSON, at most 2000 characters. Each statement has Effect, Principal, Action `rekognition:CopyProjectVersion` and Resource (models of the project). White space and the order of keys are not a change. Changed in place. */
  policyDocument: pulumi.Input<string | Record<string, unknown>>;
  /** AWS region of this resource. Default: the configured region, then that of the AWS default chain. The effective region is recorded. Changing it replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** Take over an existing policy of this name with the same document. A policy has no tags, so its owner is not known. Default false: an existing policy counts as this resource's own only under a derived name. */
  adopt?: pulumi.Input<boolean | undefined>;
}

/**
 * A policy on a Custom Labels project that lets other accounts copy its models (ProjectVersionCopy). Copies within an account need none. At most 5 policies per project. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_PutProjectPolicy.html
 *
 * @example
 * ```ts
 * import * as rekognition from "pulumi-rekognition";
 *
 * const policy = new rekognition.ProjectPolicy("to-production", {
 *   projectArn: model.projectArn,
 *   policyDocument: {
 *     Version: "2012-10-17",
 *     Statement: [
 *       {
 *         Effect: "Allow",
 *         Principal: { AWS: "111122223333" },
 *         Action: "rekognition:CopyProjectVersion",
 *         Resource: model.arn,
 *       },
 *     ],
 *   },
 * });
 * ```
 */
export class ProjectPolicy extends pulumi.CustomResource {
  /** ARN of the project whose models may be copied, as in `project.arn`. */
  declare public readonly projectArn: pulumi.Output<string>;
  /** Name, unique in the project. 1 to 128 letters, digits and _ . -. Default: the logical name and a hash. */
  declare public readonly policyName: pulumi.Output<string>;
  /** The policy, as an object or as JSON, at most 2000 characters. Each statement has Effect, Principal, Action `rekognition:CopyProjectVersion` and Resource (models of the project). White space and the order of keys are not a change. */
  declare public readonly policyDocument: pulumi.Output<string | Record<string, unknown>>;
  /** AWS region of this resource. Default: the configured region, then that of the AWS default chain. The effective region is recorded. */
  declare public readonly region: pulumi.Output<string>;
  /** Revision id of the policy. Each change gives it a new one. */
  declare public readonly policyRevisionId: pulumi.Output<string | undefined>;
  /** When the policy was first put, ISO 8601 in UTC. */
  declare public readonly creationTimestamp: pulumi.Output<string | undefined>;
  /** When the policy was last put, ISO 8601 in UTC. */
  declare public readonly lastUpdatedTimestamp: pulumi.Output<string | undefined>;

  /** Reads an existing ProjectPolicy by its place, `<project ARN>/policy/<policyName>`, without managing it. */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options: pulumi.CustomResourceOptions = {},
  ): ProjectPolicy {
    return new ProjectPolicy(name, {} as ProjectPolicyArgs, { ...options, id });
  }

  public constructor(name: string, args: ProjectPolicyArgs, options: pulumi.CustomResourceOptions = {}) {
    const traces = shortTraces();
    try {
      super(
        ...registration(
          "ProjectPolicy",
          "projectPolicy",
          name,
          args,
          [
            "projectArn",
            "policyName",
            "policyDocument",
            "region",
            "policyRevisionId",
            "creationTimestamp",
            "lastUpdatedTimestamp",
          ],
          options,
        ),
      );
    } catch (error) {
      throw traces.completed(error);
    } finally {
      traces.end();
    }
    warnIfRetained(this, args, options);
  }
}
