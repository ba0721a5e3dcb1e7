import * as pulumi from "@pulumi/pulumi";

/** What is read of a dataset whose contents are to retrain a model. */
interface Contents {
  readonly datasetType: pulumi.Output<string>;
  readonly contentHash: pulumi.Output<string | undefined>;
}

interface Retrained {
  readonly triggers?: pulumi.Input<Record<string, pulumi.Input<string>> | undefined>;
  readonly retrainOn?: readonly Contents[] | undefined;
}

/**
 * The arguments of a model with the contents of datasets among its triggers, by their types: `train` and `test`. A dataset's
 * hash is an output of it, so the model also depends on the dataset.
 */
export function withRetrainOn(args: Retrained): object {
  const { retrainOn, ...others } = args;
  if (retrainOn === undefined) return others;
  const triggers = pulumi
    .all([args.triggers, pulumi.all(retrainOn.map(({ datasetType, contentHash }) => ({ datasetType, contentHash })))])
    .apply(([given = {}, datasets]) => {
      const hashes = datasets.map(({ datasetType, contentHash = "" }) => [datasetType.toLowerCase(), contentHash]);
      const names = [...Object.keys(given), ...hashes.map(([name = ""]) => name)];
      const twice = names.find((name, index) => names.indexOf(name) !== index);
      if (twice !== undefined) {
        throw new pulumi.RunError(
          `ProjectVersion: retrainOn takes one dataset of each type, whose hash becomes triggers.${twice}, and that is given twice. Leave one out, or put its contentHash into triggers under another name. [InvalidInput]`,
        );
      }
      return { ...given, ...(Object.fromEntries(hashes) as Record<string, string>) };
    });
  return { ...others, triggers };
}
