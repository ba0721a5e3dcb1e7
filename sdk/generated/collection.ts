/* Generated from the definitions in provider/resources by `npm run generate`: change those instead. */
import * as pulumi from "@pulumi/pulumi";
import { registration } from "../resource.js";
import { warnIfRetained } from "../retained.js";
import { shortTraces } from "../short-traces.js";

/** Inputs of {@link Collection}. */
export interface CollectionArgs {
  /** Id, unique in account and region, case-sensitive. 1 to 255 letters, digits and _ . -. Default: the logical name and a hash. Changing it replaces the resource. */
  collectionId?: pulumi.Input<string | undefined>;
  /** Delete the collection together with the faces and users in it. Default false: deletion of a collection that is not empty fails and says how many it holds. Changed without a call to AWS. */
  forceDestroy?: pulumi.Input<boolean | undefined>;
  /** AWS region of this resource. Default: the configured region, then that of the AWS default chain. The effective region is recorded. Changing it replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** Tags, at most 198 (two more mark the owner). Key 1 to 128 characters, value up to 256. Changed in place. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>> | undefined>;
  /** Take over an existing object of this name if it belongs to no other owner and everything that can be read equals the inputs. Default false: only what an interrupted create of this resource made is continued. */
  adopt?: pulumi.Input<boolean | undefined>;
}

/**
 * A face collection: the faces that face search looks for. Applications add its faces and users; deleting the collection deletes them all. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateCollection.html
 *
 * @example
 * ```ts
 * import * as rekognition from "pulumi-rekognition";
 *
 * const staff = new rekognition.Collection("staff", { tags: { team: "reception" } });
 * ```
 */
export class Collection extends pulumi.CustomResource {
  /** ARN. It is the Pulumi id itself, so it stays known in the preview of an update. */
  public readonly arn: pulumi.Output<string>;
  /** Id, unique in account and region, case-sensitive. 1 to 255 letters, digits and _ . -. Default: the logical name and a hash. */
  declare public readonly collectionId: pulumi.Output<string>;
  /** Delete the collection together with the faces and users in it. Default false: deletion of a collection that is not empty fails and says how many it holds. */
  declare public readonly forceDestroy: pulumi.Output<boolean | undefined>;
  /** AWS region of this resource. Default: the configured region, then that of the AWS default chain. The effective region is recorded. */
  declare public readonly region: pulumi.Output<string>;
  /** Tags, at most 198 (two more mark the owner). Key 1 to 128 characters, value up to 256. */
  declare public readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** Number of faces when the collection was last read. A changed count is not a change. */
  declare public readonly faceCount: pulumi.Output<number | undefined>;
  /** Number of users when the collection was last read. A changed count is not a change. */
  declare public readonly userCount: pulumi.Output<number | undefined>;
  /** Version of the face model that computed its vectors. It never changes. */
  declare public readonly faceModelVersion: pulumi.Output<string | undefined>;
  /** When the collection was created, ISO 8601 in UTC. */
  declare public readonly creationTimestamp: pulumi.Output<string | undefined>;

  /** Reads an existing Collection by its ARN, without managing it. */
  public static get(name: string, id: pulumi.Input<pulumi.ID>, options: pulumi.CustomResourceOptions = {}): Collection {
    return new Collection(name, {} as CollectionArgs, { ...options, id });
  }

  public constructor(name: string, args: CollectionArgs = {}, options: pulumi.CustomResourceOptions = {}) {
    const traces = shortTraces();
    try {
      super(
        ...registration(
          "Collection",
          "collection",
          name,
          args,
          [
            "collectionId",
            "forceDestroy",
            "region",
            "tags",
            "faceCount",
            "userCount",
            "faceModelVersion",
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
