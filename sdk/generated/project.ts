/* Generated from the definitions in provider/resources by `npm run generate`: change those instead. */
import * as pulumi from "@pulumi/pulumi";
import { registration } from "../resource.js";
import { warnIfRetained } from "../retained.js";
import { shortTraces } from "../short-traces.js";

/** Inputs of {@link Project}. */
export interface ProjectArgs {
  /** Name, unique in account and region. 1 to 255 letters, digits and _ . -. Default: the logical name and a hash. At most 100 projects per account and region. Changing it replaces the resource. */
  projectName?: pulumi.Input<string | undefined>;
  /** What the project's models are for. Default CUSTOM_LABELS. CONTENT_MODERATION is for adapters, which AWS has had since 2023. Changing it replaces the resource. */
  feature?: pulumi.Input<"CUSTOM_LABELS" | "CONTENT_MODERATION" | undefined>;
  /** Whether adapters are retrained when AWS retires their base model. Required for CONTENT_MODERATION, refused otherwise. Changing it replaces the resource. */
  autoUpdate?: pulumi.Input<"ENABLED" | "DISABLED" | undefined>;
  /** Delete, with the project, the models and datasets that this owner left in it: those kept by deletionPolicy, and those that an interrupted create never recorded. What is recorded is deleted with its own resource. A running training is listed, never waited for. Default false: deletion of a project that is not empty fails and lists its contents. Changed without a call to AWS. */
  forceDestroy?: pulumi.Input<boolean | undefined>;
  /** AWS region of this resource. Default: the configured region, then that of the AWS default chain. The effective region is recorded. Changing it replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** Tags, at most 198 (two more mark the owner). Key 1 to 128 characters, value up to 256. Changed in place. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>> | undefined>;
  /** Take over an existing object of this name if it belongs to no other owner and everything that can be read equals the inputs. Default false: only what an interrupted create of this resource made is continued. */
  adopt?: pulumi.Input<boolean | undefined>;
}

/**
 * An Amazon Rekognition project, which contains Custom Labels models or content moderation adapters. Costs nothing itself. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateProject.html
 *
 * @example
 * ```ts
 * import * as rekognition from "pulumi-rekognition";
 *
 * const project = new rekognition.Project("parts");
 * const adapters = new rekognition.Project("community", { feature: "CONTENT_MODERATION", autoUpdate: "ENABLED" });
 * ```
 */
export class Project extends pulumi.CustomResource {
  /** ARN. It is the Pulumi id itself, so it stays known in the preview of an update. */
  public readonly arn: pulumi.Output<string>;
  /** Name, unique in account and region. 1 to 255 letters, digits and _ . -. Default: the logical name and a hash. At most 100 projects per account and region. */
  declare public readonly projectName: pulumi.Output<string>;
  /** What the project's models are for. Default CUSTOM_LABELS. CONTENT_MODERATION is for adapters, which AWS has had since 2023. */
  declare public readonly feature: pulumi.Output<"CUSTOM_LABELS" | "CONTENT_MODERATION" | undefined>;
  /** Whether adapters are retrained when AWS retires their base model. Required for CONTENT_MODERATION, refused otherwise. */
  declare public readonly autoUpdate: pulumi.Output<"ENABLED" | "DISABLED" | undefined>;
  /** Delete, with the project, the models and datasets that this owner left in it: those kept by deletionPolicy, and those that an interrupted create never recorded. What is recorded is deleted with its own resource. A running training is listed, never waited for. Default false: deletion of a project that is not empty fails and lists its contents. */
  declare public readonly forceDestroy: pulumi.Output<boolean | undefined>;
  /** AWS region of this resource. Default: the configured region, then that of the AWS default chain. The effective region is recorded. */
  declare public readonly region: pulumi.Output<string>;
  /** Tags, at most 198 (two more mark the owner). Key 1 to 128 characters, value up to 256. */
  declare public readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** Status as AWS reports it. */
  declare public readonly status: pulumi.Output<"CREATING" | "CREATED" | "DELETING">;
  /** The project's page in the AWS console. Absent for CONTENT_MODERATION and wherever the console's address is not known. */
  declare public readonly consoleUrl: pulumi.Output<string | undefined>;
  /** When the project was created, ISO 8601 in UTC. */
  declare public readonly creationTimestamp: pulumi.Output<string | undefined>;

  /** Reads an existing Project by its ARN, without managing it. */
  public static get(name: string, id: pulumi.Input<pulumi.ID>, options: pulumi.CustomResourceOptions = {}): Project {
    return new Project(name, {} as ProjectArgs, { ...options, id });
  }

  public constructor(name: string, args: ProjectArgs = {}, options: pulumi.CustomResourceOptions = {}) {
    const traces = shortTraces();
    try {
      super(
        ...registration(
          "Project",
          "project",
          name,
          args,
          [
            "projectName",
            "feature",
            "autoUpdate",
            "forceDestroy",
            "region",
            "tags",
            "status",
            "consoleUrl",
            "creationTimestamp",
          ],
          options,
        ),
      );
    } catch (error) {
      throw traces.completed(error);
    } finally {
      traces.end();
    }
    this.arn = this.id;
    warnIfRetained(this, args, options);
  }
}
