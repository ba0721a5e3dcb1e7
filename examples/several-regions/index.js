// The two ways into another region: a provider for all that belongs there, and `region` on a single resource.
import * as pulumi from "@pulumi/pulumi";
import * as rekognition from "pulumi-rekognition";

const config = new pulumi.Config();
/** @type {string[]} */
const regions = config.getObject("regions") ?? ["eu-west-1"];

const visitors = regions.map((region) => {
  // What a provider does not say of itself it takes from the stack's configuration: retries, for one.
  const provider = new rekognition.Provider(region, { region, defaultTags: { served: region } });
  return new rekognition.Collection(`visitors-${region}`, {}, { provider });
});

// The stack's own provider is enough for the odd one elsewhere.
const archive = new rekognition.Collection("archive", { region: "us-west-2" });

export const visitorArns = visitors.map(({ arn }) => arn);
export const archiveArn = archive.arn;
