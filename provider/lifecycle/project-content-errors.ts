/** What can go wrong with the models, datasets and policies of a project; part of the error table. */
export const projectContentErrors = {
  ManifestUnusable: {
    audience: "user",
    retryable: false,
    meaning: "A dataset's manifest cannot be read, or AWS would refuse it, or leave out a line of a file.",
    wayOut:
      "Correct the manifest or the line that is named. AWS would leave out such a line without a word, so in a file it is an error.",
  },
  ManifestChanged: {
    audience: "user",
    retryable: false,
    meaning: "The manifest file is not the one that was planned with.",
    wayOut: "Run `pulumi up` again: it plans with the file as it is now.",
  },
  SourceUnusable: {
    audience: "user",
    retryable: false,
    meaning: "A dataset cannot be made from the dataset that it is to take its entries from.",
    wayOut: "Give it entries, or name another source, and run `pulumi up`.",
  },
  DatasetFailed: {
    audience: "user",
    retryable: false,
    meaning: "AWS could not make the dataset, or could not change its entries.",
    wayOut: "Correct what AWS names and run `pulumi up`: it makes the dataset again.",
  },
  DatasetsMissing: {
    audience: "user",
    retryable: false,
    meaning: "A model was to be trained from its project's datasets, but there is nothing to train on.",
    wayOut:
      "Add a TRAIN dataset (and let the model come after it: `triggers: { train: dataset.contentHash }`), or give the model trainingData and testingData.",
  },
  TrainingFailed: {
    audience: "user",
    retryable: false,
    meaning: "The training ended without a model. AWS does not bill failed trainings.",
    wayOut: "Fix what AWS names and run `pulumi up`: it deletes the failed version and trains once more.",
  },
  BelowQualityGate: {
    audience: "user",
    retryable: false,
    meaning:
      "The trained model's F1 score is below minF1Score. It is kept and was not started; what it was to replace stays.",
    wayOut:
      "Improve the data, or lower minF1Score and run `pulumi up`: the trained model is used, nothing trains again.",
  },
  NotEvaluated: {
    audience: "service",
    retryable: false,
    meaning:
      "AWS does not show the trained model's F1 score, so minF1Score cannot be judged. It is kept and was not started; what it was to replace stays.",
    wayOut:
      "Run `pulumi up` again: the trained model is judged once AWS shows its score, nothing trains again. Without minF1Score it is started unjudged.",
  },
  StartFailed: {
    audience: "service",
    retryable: false,
    meaning: "The model was trained but did not start.",
    wayOut: "Run `pulumi up` again: each run starts it once.",
  },
  TrainingGoesOn: {
    audience: "user",
    retryable: false,
    meaning: "The training goes on in AWS and the predecessor serves meanwhile.",
    wayOut: "Run `pulumi up` again later: it takes the training up.",
  },
  MalformedPolicy: {
    audience: "user",
    retryable: false,
    meaning: "AWS does not take the policy document.",
    wayOut:
      "Check that each principal exists (a role made a moment ago is not known everywhere yet) and that the document has Effect, Principal, Action rekognition:CopyProjectVersion and Resource.",
  },
  PolicyChanged: {
    audience: "user",
    retryable: false,
    meaning: "The project policy is not the one that was recorded: somebody else has put another one since.",
    wayOut:
      "Run `pulumi refresh` to see what stands there now, then `pulumi up`; if the policy is somebody else's, choose another policyName.",
  },
  CopyAccessDenied: {
    audience: "operator",
    retryable: false,
    meaning: "AWS refused to copy a model.",
    wayOut:
      "A copy is made with the credentials of the destination's account: they need rekognition:CopyProjectVersion, and a source in another account needs a project policy (ProjectPolicy, made with the source account's credentials) that allows it to them.",
  },
  SourceNotTrained: {
    audience: "user",
    retryable: false,
    meaning: "The model that is to be copied has not been trained, or failed to.",
    wayOut:
      "Run `pulumi up` again once its training is complete; a source without `waitForTraining: false` is waited for.",
  },
  CopyFailed: {
    audience: "user",
    retryable: false,
    meaning: "The copying of a model ended without a model.",
    wayOut: "Fix what AWS names and run `pulumi up`: it deletes the failed copy and copies once more.",
  },
} as const;
