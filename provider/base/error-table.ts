/** What each kind of failure means, for whom, and the way out. The troubleshooting page is made from it. */
export interface ErrorEntry {
  /** Who can fix it: the program's author, who runs the account, AWS, or us. */
  readonly audience: "user" | "operator" | "service" | "provider";
  /** Whether the same call may succeed a moment later. */
  readonly retryable: boolean;
  readonly meaning: string;
  readonly wayOut: string;
}

/** An entry as it is written: what does not say that it passes does not. */
type Written = Omit<ErrorEntry, "retryable"> & Partial<ErrorEntry>;

function entries<Code extends string>(written: Readonly<Record<Code, Written>>): Readonly<Record<Code, ErrorEntry>> {
  const whole = Object.entries<Written>(written).map(([code, entry]) => [code, { retryable: false, ...entry }]);
  return Object.fromEntries(whole) as Record<Code, ErrorEntry>;
}

export const errorTable = entries({
  ManifestUnusable: {
    audience: "user",
    meaning: "A dataset's manifest cannot be read, AWS would refuse it, or AWS would skip a line of a file.",
    wayOut:
      "Correct the manifest or the line that is named. AWS would skip such a line without an error, so in a file it is an error here.",
  },
  ManifestChanged: {
    audience: "user",
    meaning: "The manifest file changed between preview and update.",
    wayOut: "Run `pulumi up` again: it plans with the file as it is now.",
  },
  SourceUnusable: {
    audience: "user",
    meaning: "The dataset that the entries are to be copied or distributed from cannot be used.",
    wayOut: "Give it entries, or name another source, and run `pulumi up`.",
  },
  DatasetFailed: {
    audience: "user",
    meaning: "AWS could not create the dataset, or could not change its entries.",
    wayOut: "Correct what AWS names and run `pulumi up`: it creates the dataset again.",
  },
  DatasetsMissing: {
    audience: "user",
    meaning: "A model was to be trained from its project's datasets, but there is nothing to train on.",
    wayOut:
      "Add a TRAIN dataset (and make the model depend on it: `triggers: { train: dataset.contentHash }`), or give the model trainingData and testingData.",
  },
  TrainingFailed: {
    audience: "user",
    meaning: "The training failed. AWS does not bill failed trainings.",
    wayOut: "Fix what AWS names and run `pulumi up`: it deletes the failed version and trains again.",
  },
  BelowQualityGate: {
    audience: "user",
    meaning:
      "The trained model's F1 score is below minF1Score. The model is kept and was not started; the model it was to replace stays.",
    wayOut:
      "Improve the data, or lower minF1Score and run `pulumi up`: the trained model is used, nothing is trained again.",
  },
  NotEvaluated: {
    audience: "service",
    meaning:
      "AWS does not return the trained model's F1 score, so it cannot be compared with minF1Score. The model is kept and was not started; the model it was to replace stays.",
    wayOut:
      "Run `pulumi up` again: the score is compared once AWS returns it, nothing is trained again. Without minF1Score the model is started without this check.",
  },
  NoEvaluation: {
    audience: "user",
    meaning: "A model without an evaluation: it is not trained, or AWS does not return where the evaluation is.",
    wayOut: "Ask for it once the model is trained.",
  },
  EvaluationUnreadable: {
    audience: "operator",
    meaning:
      "The evaluation that a training left in S3, or the list of its test images, cannot be read. A model that is judged by it is kept and was not started; the model it was to replace stays.",
    wayOut:
      "Allow s3:GetObject on the object to the identity that runs Pulumi (s3:GetObjectVersion if a version is named, and kms:Decrypt on the key if the object is encrypted with one of KMS), and run `pulumi up` again: nothing is trained again. Without s3:ListBucket S3 answers a missing object as a denied one. Without minLabelF1 and notWorseThan nothing is read.",
  },
  EvaluationMalformed: {
    audience: "operator",
    meaning:
      "The evaluation that a training left in S3, or the list of its test images, is not what AWS writes there. A model that is judged by it is kept and was not started; the model it was to replace stays.",
    wayOut:
      "Look at what has written to the object since: the training writes it once. If it is as AWS wrote it, update pulumi-rekognition. Without minLabelF1 and notWorseThan nothing is read.",
  },
  StartFailed: {
    audience: "service",
    meaning: "The model was trained but did not start.",
    wayOut: "Run `pulumi up` again: each run starts it once.",
  },
  TrainingGoesOn: {
    audience: "user",
    meaning: "The training continues in AWS. Until it is done, the old model keeps serving.",
    wayOut: "Run `pulumi up` again later: it continues with this training.",
  },
  MalformedPolicy: {
    audience: "user",
    meaning: "AWS does not accept the policy document.",
    wayOut:
      "Check that each principal exists (a role that was just created is not known everywhere yet) and that the document has Effect, Principal, Action rekognition:CopyProjectVersion and Resource.",
  },
  PolicyChanged: {
    audience: "user",
    meaning: "The project policy is not the recorded one: somebody else has changed it.",
    wayOut:
      "Run `pulumi refresh` to see the current policy, then `pulumi up`; if the policy is somebody else's, choose another policyName.",
  },
  CopyAccessDenied: {
    audience: "operator",
    meaning: "AWS refused to copy a model.",
    wayOut:
      "A copy is created with the credentials of the destination's account. They need rekognition:CopyProjectVersion. A source in another account also needs a project policy (ProjectPolicy, created with the source account's credentials) that allows it to them.",
  },
  SourceNotTrained: {
    audience: "user",
    meaning: "The model that is to be copied is not trained yet, or its training failed.",
    wayOut:
      "Run `pulumi up` again once its training is complete. Without `waitForTraining: false` on the source, `pulumi up` waits for it.",
  },
  CopyFailed: {
    audience: "user",
    meaning: "The copy of a model failed.",
    wayOut: "Fix what AWS names and run `pulumi up`: it deletes the failed copy and copies again.",
  },
  AccessDenied: {
    audience: "operator",
    meaning: "The credentials may not make this call.",
    wayOut:
      "Allow the named action on the named resource for the identity that runs Pulumi; docs/permissions.md lists what each resource needs.",
  },
  StreamProcessorAccessDenied: {
    audience: "operator",
    meaning: "AWS refused a stream processor call, often without an error text.",
    wayOut:
      "Three causes are known: the region has no streaming video, the identity lacks the action or iam:PassRole on roleArn, or the account is new to streaming video (closed to new customers since 2026-04-30).",
  },
  NoCredentials: {
    audience: "user",
    meaning: "No AWS credentials were found.",
    wayOut:
      "Sign in (aws sso login), or set AWS_PROFILE or the AWS_* variables. `pulumi config set rekognition:profile NAME` takes effect with the next `pulumi up`; refresh and destroy use it only with --run-program.",
  },
  CredentialsExpired: {
    audience: "user",
    meaning: "The credentials are expired or not valid, and the credential chain has no better ones.",
    wayOut: "Sign in again and run the same command: `pulumi up` continues what was begun, nothing is trained twice.",
  },
  WrongAccount: {
    audience: "user",
    meaning: "The credentials belong to another account than the one that this resource is in.",
    wayOut: "Use credentials of the recorded account. The state was left as it is.",
  },
  AccountNotAllowed: {
    audience: "user",
    meaning: "The account of the credentials is not in allowedAccountIds, or it is in forbiddenAccountIds.",
    wayOut: "Use credentials of another account, or correct allowedAccountIds or forbiddenAccountIds.",
  },
  InvalidConfiguration: {
    audience: "user",
    meaning: "A configuration value of rekognition: or aws: cannot be used, or a key is not known.",
    wayOut: "Correct it with `pulumi config set`; docs/reference/configuration.md lists the keys.",
  },
  Throttled: {
    audience: "service",
    retryable: true,
    meaning: "AWS is limiting the rate of calls.",
    wayOut: "Run the same command again later, or raise the quota of the named operation.",
  },
  ServiceFault: {
    audience: "service",
    retryable: true,
    meaning: "AWS answered with an internal error.",
    wayOut: "Run the same command again; if it persists, check the AWS Health Dashboard for the region.",
  },
  UnreadableAnswer: {
    audience: "operator",
    retryable: true,
    meaning:
      "The response is not a valid one of AWS: no body, HTML, truncated JSON, an error with a success status, page tokens that repeat, or a missing member that AWS always sends.",
    wayOut:
      "Run the same command again; if it persists, check what is between this machine and AWS (rekognition:endpoint, the proxy).",
  },
  ConnectionFailed: {
    audience: "operator",
    retryable: true,
    meaning: "The endpoint could not be reached, or the connection broke.",
    wayOut:
      "Check rekognition:endpoint (for S3, rekognition:s3Endpoint), the region, the network and the proxy, then run the same command again.",
  },
  InvalidInput: {
    audience: "user",
    meaning: "AWS refused an input.",
    wayOut: "Correct the input that AWS names.",
  },
  S3ObjectUnreadable: {
    audience: "user",
    meaning: "AWS could not read the S3 object.",
    wayOut:
      "Check the key, that the bucket is in the same region, and that its policy lets the identity and Rekognition read it.",
  },
  InvalidArgument: {
    audience: "user",
    meaning: "AWS would not accept an argument of a function; nothing was sent.",
    wayOut: "Correct the named argument.",
  },
  FileUnreadable: {
    audience: "user",
    meaning: "A file that the program names does not exist or cannot be read; nothing was sent.",
    wayOut: "Check the path. A relative path starts at the folder that the program runs in.",
  },
  MediaUnusable: {
    audience: "user",
    meaning: "The image or video is too large, or has a format that AWS does not accept.",
    wayOut:
      "Images are PNG or JPEG, at most 4 MB sent as bytes (5 MB for moderation) and 15 MB from S3; videos are MP4 or MOV with H.264, at most 10 GB and 6 hours.",
  },
  NotInPreview: {
    audience: "user",
    meaning: "A call that costs money is not made in a preview.",
    wayOut:
      "Use the function's Output form, which is unknown in a preview, or ask pulumi.runtime.isDryRun() before the call.",
  },
  ModelNotRunning: {
    audience: "user",
    meaning: "The model does not run. Only a running model can analyze images.",
    wayOut: "Set minInferenceUnits on the model (about $4.00 per unit and hour) and run `pulumi up`.",
  },
  AnalysisFailed: {
    audience: "user",
    meaning: "AWS could not analyze the video.",
    wayOut: "Fix what AWS names and run `pulumi up`: a failed job is replaced by a new one.",
  },
  NameTaken: {
    audience: "user",
    meaning: "Another object already has this name.",
    wayOut: "Choose another name, or set `adopt: true` to take the object over.",
  },
  NotAdoptable: {
    audience: "user",
    meaning: "Another object already has this name, and it is not what the inputs ask for.",
    wayOut: "Choose another name, make the inputs equal to it and set `adopt: true`, or delete it by hand.",
  },
  RecordedBefore: {
    audience: "user",
    meaning:
      "An earlier create of this resource created the object and a state recorded it, but the current state does not have it. Another stack or resource may use it now (one that was renamed, moved or restored): the equal name does not tell.",
    wayOut:
      "If its record is lost (state lost, removed or older than the object; retained; gone at a refresh; a run that ended too early; replaced under --replace), set `adopt: true` for one `pulumi up`. If this run is to replace it (--replace, a taint, replaceOnChanges), do without (`pulumi state untaint`), or ask for a new object with another name or a model's `triggers`. If a renamed or moved stack or resource uses it, take this one out of the program, give it another name, or give this stack names of its own (`pulumi config set rekognition:ownerId NAME`).",
  },
  MadeFromOtherInputs: {
    audience: "user",
    meaning: "An earlier create of this resource created the object from other inputs, and the state does not have it.",
    wayOut:
      "Choose another name, or restore the inputs that it was created from and set `adopt: true` for one `pulumi up`, or delete it by hand.",
  },
  HeldByAnotherResource: {
    audience: "user",
    meaning: "The object is held by another resource of the same owner.",
    wayOut:
      "If this is that resource, renamed or moved, give it an alias; otherwise choose another name. If nothing uses the object any more, set `adopt: true`.",
  },
  OwnedByAnother: {
    audience: "user",
    meaning: "The object carries the owner tag of another stack.",
    wayOut:
      "Choose another name or, if the name is a derived one, give this stack names of its own (`pulumi config set rekognition:ownerId NAME`). If nothing of that owner uses it any more, remove its pulumi-rekognition: tags and set `adopt: true`.",
  },
  ClaimLost: {
    audience: "user",
    meaning: "While this create was running, another create of the same resource took over the object.",
    wayOut:
      "Wait until the other run has ended, then run `pulumi up` again. If two backends have a stack of the same name, give each its own rekognition:ownerId.",
  },
  StreamInUse: {
    audience: "user",
    meaning: "A Kinesis stream already belongs to another stream processor.",
    wayOut:
      "A video stream feeds one stream processor, and a data stream takes the results of one: delete the other processor first, or use another stream. If the other one is this stack's own under an earlier name, give the new one an alias instead.",
  },
  Busy: {
    audience: "service",
    meaning: "The object is in a state that does not allow the call.",
    wayOut: "Wait until the state has changed, then run the same command again.",
  },
  QuotaExceeded: {
    audience: "operator",
    meaning: "A quota of the account is used up.",
    wayOut: "Delete what is no longer needed, or raise the quota in Service Quotas.",
  },
  RunningSlotsUsed: {
    audience: "operator",
    meaning: "The account may not run more models or inference units at once.",
    wayOut:
      "Ask for fewer units, unset minInferenceUnits of a running model, if there is one, or raise the quota in Service Quotas.",
  },
  ProcessorFailed: {
    audience: "user",
    meaning: "The stream processor ended in status FAILED.",
    wayOut: "Fix what AWS names (role trust and permissions, streams, collection) and run `pulumi up` again.",
  },
  DeletedOutside: {
    audience: "user",
    meaning: "The object was deleted outside Pulumi.",
    wayOut: "Run `pulumi refresh`, then `pulumi up`.",
  },
  NotFound: {
    audience: "user",
    meaning: "The object that is to be read does not exist.",
    wayOut: "Check the ARN, the region and the account.",
  },
  NotEmpty: {
    audience: "user",
    meaning: "The object is not empty; deleting it would delete its contents.",
    wayOut:
      "Delete the contents first, or set `forceDestroy: true` and run `pulumi up` before `pulumi destroy`. If the object is pending deletion already, use the configuration: `pulumi config set rekognition:forceDestroy true`, then `pulumi up`.",
  },
  PredecessorServes: {
    audience: "user",
    meaning: "The replacement failed, so the object it was to replace was not deleted.",
    wayOut: "Fix the failure named above and run `pulumi up` again.",
  },
  WaitTimedOut: {
    audience: "user",
    meaning: "The timeout passed before the expected state was reached. The work continues in AWS.",
    wayOut: "Run the same command again to continue waiting; customTimeouts lengthen the wait.",
  },
  StateDidNotChange: {
    audience: "service",
    meaning: "AWS accepted the call, but the state did not change.",
    wayOut: "Run the same command again.",
  },
  UnexpectedStatus: {
    audience: "service",
    meaning: "The object is in a status that does not lead to the expected one, or that this version does not know.",
    wayOut: "Look at the object in the AWS console. If the status is new, update pulumi-rekognition.",
  },
  EngineGone: {
    audience: "user",
    meaning: "The Pulumi engine that asked for this has ended; nothing more is started.",
    wayOut: "Run `pulumi cancel`, then `pulumi up`: it continues what was begun.",
  },
  Cancelled: {
    audience: "user",
    meaning: "The command was cancelled during this operation; nothing more is started.",
    wayOut: "Run `pulumi up`: it continues what was begun.",
  },
  ImportUnsupported: {
    audience: "user",
    meaning:
      "Pulumi's dynamic providers cannot import. The program refuses the resource option `import`. `pulumi import` runs no program and ends in Pulumi's own error \"Cannot read properties of undefined (reading 'toJavaScript')\".",
    wayOut:
      "See docs/migrating.md: it says, step by step, how `pulumi up` takes over an existing object. The plugin can import: docs/import.md.",
  },
  NewerState: {
    audience: "user",
    meaning: "The state was written by a newer pulumi-rekognition.",
    wayOut: "Install that version or a newer one.",
  },
  ServiceRefused: {
    audience: "service",
    meaning: "AWS refused the call for a reason that this version has no code for.",
    wayOut: "Read AWS's text. If it does not help, report it with the request id.",
  },
});

export type ErrorCode = keyof typeof errorTable;
