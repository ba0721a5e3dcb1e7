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
    meaning: "A dataset's manifest cannot be read, or AWS would refuse it, or leave out a line of a file.",
    wayOut:
      "Correct the manifest or the line that is named. AWS would leave out such a line without a word, so in a file it is an error.",
  },
  ManifestChanged: {
    audience: "user",
    meaning: "The manifest file is not the one that was planned with.",
    wayOut: "Run `pulumi up` again: it plans with the file as it is now.",
  },
  SourceUnusable: {
    audience: "user",
    meaning: "A dataset cannot be made from the dataset that it is to take its entries from.",
    wayOut: "Give it entries, or name another source, and run `pulumi up`.",
  },
  DatasetFailed: {
    audience: "user",
    meaning: "AWS could not make the dataset, or could not change its entries.",
    wayOut: "Correct what AWS names and run `pulumi up`: it makes the dataset again.",
  },
  DatasetsMissing: {
    audience: "user",
    meaning: "A model was to be trained from its project's datasets, but there is nothing to train on.",
    wayOut:
      "Add a TRAIN dataset (and let the model come after it: `triggers: { train: dataset.contentHash }`), or give the model trainingData and testingData.",
  },
  TrainingFailed: {
    audience: "user",
    meaning: "The training ended without a model. AWS does not bill failed trainings.",
    wayOut: "Fix what AWS names and run `pulumi up`: it deletes the failed version and trains once more.",
  },
  BelowQualityGate: {
    audience: "user",
    meaning:
      "The trained model's F1 score is below minF1Score. It is kept and was not started; what it was to replace stays.",
    wayOut:
      "Improve the data, or lower minF1Score and run `pulumi up`: the trained model is used, nothing trains again.",
  },
  NotEvaluated: {
    audience: "service",
    meaning:
      "AWS does not show the trained model's F1 score, so minF1Score cannot be judged. It is kept and was not started; what it was to replace stays.",
    wayOut:
      "Run `pulumi up` again: the trained model is judged once AWS shows its score, nothing trains again. Without minF1Score it is started unjudged.",
  },
  StartFailed: {
    audience: "service",
    meaning: "The model was trained but did not start.",
    wayOut: "Run `pulumi up` again: each run starts it once.",
  },
  TrainingGoesOn: {
    audience: "user",
    meaning: "The training goes on in AWS and the predecessor serves meanwhile.",
    wayOut: "Run `pulumi up` again later: it takes the training up.",
  },
  MalformedPolicy: {
    audience: "user",
    meaning: "AWS does not take the policy document.",
    wayOut:
      "Check that each principal exists (a role made a moment ago is not known everywhere yet) and that the document has Effect, Principal, Action rekognition:CopyProjectVersion and Resource.",
  },
  PolicyChanged: {
    audience: "user",
    meaning: "The project policy is not the one that was recorded: somebody else has put another one since.",
    wayOut:
      "Run `pulumi refresh` to see what stands there now, then `pulumi up`; if the policy is somebody else's, choose another policyName.",
  },
  CopyAccessDenied: {
    audience: "operator",
    meaning: "AWS refused to copy a model.",
    wayOut:
      "A copy is made with the credentials of the destination's account: they need rekognition:CopyProjectVersion, and a source in another account needs a project policy (ProjectPolicy, made with the source account's credentials) that allows it to them.",
  },
  SourceNotTrained: {
    audience: "user",
    meaning: "The model that is to be copied has not been trained, or failed to.",
    wayOut:
      "Run `pulumi up` again once its training is complete; a source without `waitForTraining: false` is waited for.",
  },
  CopyFailed: {
    audience: "user",
    meaning: "The copying of a model ended without a model.",
    wayOut: "Fix what AWS names and run `pulumi up`: it deletes the failed copy and copies once more.",
  },
  AccessDenied: {
    audience: "operator",
    meaning: "The credentials may not make this call.",
    wayOut:
      "Allow the named action on the named resource for the identity that runs Pulumi; docs/permissions.md lists what each resource needs.",
  },
  StreamProcessorAccessDenied: {
    audience: "operator",
    meaning: "AWS refused a stream processor call, often without a text.",
    wayOut:
      "Three causes are known: the region has no streaming video, the identity lacks the action or iam:PassRole on roleArn, or the account is new to streaming video (closed to new customers since 2026-04-30).",
  },
  NoCredentials: {
    audience: "user",
    meaning: "No AWS credentials were found.",
    wayOut:
      "Sign in (aws sso login), or set AWS_PROFILE or the AWS_* variables. `pulumi config set rekognition:profile NAME` counts from the next `pulumi up` on; refresh and destroy need --run-program to see it.",
  },
  CredentialsExpired: {
    audience: "user",
    meaning: "The credentials are expired or not valid, and asking the credential chain again gave no better ones.",
    wayOut: "Sign in again and run the same command: `pulumi up` takes up what is under way, nothing is trained twice.",
  },
  WrongAccount: {
    audience: "user",
    meaning: "The credentials belong to another account than the one this resource was made in.",
    wayOut: "Use credentials of the recorded account. The state was left as it is.",
  },
  AccountNotAllowed: {
    audience: "user",
    meaning: "The credentials' account is not among the allowed accounts, or is a forbidden one.",
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
    wayOut: "Run the same command again; if it lasts, look at the AWS health page of the region.",
  },
  UnreadableAnswer: {
    audience: "operator",
    retryable: true,
    meaning:
      "What came back is no answer of AWS: no body, HTML, JSON that breaks off, an error under a success status, pages that lead in a circle, or what AWS always sends is missing.",
    wayOut:
      "Run the same command again; if it lasts, look at what stands between here and AWS (rekognition:endpoint, the proxy).",
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
    meaning: "An argument of a function is not what AWS takes; nothing was sent.",
    wayOut: "Correct the named argument.",
  },
  FileUnreadable: {
    audience: "user",
    meaning: "A file that the program names does not exist or cannot be read; nothing was sent.",
    wayOut: "Check the path: a relative one starts at the folder that the program runs in.",
  },
  MediaUnusable: {
    audience: "user",
    meaning: "The image or video is too large, or not of a form that AWS takes.",
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
    meaning: "The model does not run, and only a running model answers.",
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
      "An earlier create of this resource made the object and it was recorded, but the state of today does not lead to it. Whether another stack or resource uses it by now (one that was renamed, moved or restored), an equal name does not tell.",
    wayOut:
      "If its record is lost (state lost, removed or taken back; retained; gone at a refresh; a run that ended too early; replaced under --replace), set `adopt: true` for one `pulumi up`. If this run is to replace it (--replace, a taint, replaceOnChanges), leave that out (`pulumi state untaint`), or ask for another one by another name or a model's `triggers`. If something renamed or moved from here uses it, take this one out of the program, give it another name, or this stack names of its own (`pulumi config set rekognition:ownerId NAME`).",
  },
  MadeFromOtherInputs: {
    audience: "user",
    meaning: "An earlier create of this resource made the object from other inputs, and the state does not lead to it.",
    wayOut:
      "Choose another name, put the inputs back that it was made from and set `adopt: true` for one `pulumi up`, or delete it by hand.",
  },
  HeldByAnotherResource: {
    audience: "user",
    meaning: "The object is held by another resource of the same owner.",
    wayOut:
      "If this is that resource, renamed or moved, give it an alias; else choose another name. If nothing uses the object any more, set `adopt: true`.",
  },
  OwnedByAnother: {
    audience: "user",
    meaning: "The object carries the mark of another owner.",
    wayOut:
      "Choose another name or, where the name is a derived one, give this stack names of its own (`pulumi config set rekognition:ownerId NAME`). If nothing of that owner uses it any more, remove its pulumi-rekognition: tags and set `adopt: true`.",
  },
  ClaimLost: {
    audience: "user",
    meaning: "While this create was under way, another one took up what it made.",
    wayOut:
      "Let the other run end, then run `pulumi up` again. Where two backends hold a stack of one name, give each its own rekognition:ownerId.",
  },
  StreamInUse: {
    audience: "user",
    meaning: "A Kinesis stream already belongs to another stream processor.",
    wayOut:
      "A video stream feeds one stream processor, and a data stream takes the results of one: delete the other processor first, or use another stream. Where it is this stack's own under an earlier name, give the new one an alias instead.",
  },
  Busy: {
    audience: "service",
    meaning: "The object is in a state that does not allow the call.",
    wayOut: "Wait until it has settled, then run the same command again.",
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
      "Ask for fewer units, unset the minInferenceUnits of a model that runs, if one does, or raise the quota in Service Quotas.",
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
    meaning: "The object still holds something that its deletion would lose.",
    wayOut:
      "Delete that first, or set `forceDestroy: true` and run `pulumi up` before `pulumi destroy`. What is pending deletion already goes by the configuration: `pulumi config set rekognition:forceDestroy true`, then `pulumi up`.",
  },
  PredecessorServes: {
    audience: "user",
    meaning: "The replacement did not come about, so the object it was to replace was left alone.",
    wayOut: "Fix the failure named above and run `pulumi up` again.",
  },
  WaitTimedOut: {
    audience: "user",
    meaning: "The deadline passed before the wanted state was reached. The work goes on in AWS.",
    wayOut: "Run the same command again to go on waiting; customTimeouts lengthen the wait.",
  },
  StateDidNotChange: {
    audience: "service",
    meaning: "AWS accepted the call, but the state did not change.",
    wayOut: "Run the same command again.",
  },
  UnexpectedStatus: {
    audience: "service",
    meaning: "The object is in a status that does not lead to the wanted one, or that this version does not know.",
    wayOut: "Look at the object in the AWS console; update pulumi-rekognition where the status is new.",
  },
  EngineGone: {
    audience: "user",
    meaning: "The Pulumi engine that asked for this is gone; nothing more is started.",
    wayOut: "Run `pulumi cancel`, then `pulumi up`: it takes up what is under way.",
  },
  Cancelled: {
    audience: "user",
    meaning: "The command was cancelled while this was under way; nothing more is started.",
    wayOut: "Run `pulumi up`: it takes up what is under way.",
  },
  ImportUnsupported: {
    audience: "user",
    meaning:
      "Pulumi's dynamic providers import nothing. The option `import` is refused by the program; `pulumi import` runs no program, and ends in Pulumi's own \"Cannot read properties of undefined (reading 'toJavaScript')\".",
    wayOut: "Follow docs/migrating.md: it says, step by step, how `pulumi up` takes over an existing object.",
  },
  NewerState: {
    audience: "user",
    meaning: "The state was written by a newer pulumi-rekognition.",
    wayOut: "Install that version or a newer one.",
  },
  ServiceRefused: {
    audience: "service",
    meaning: "AWS refused the call for a reason this version has no entry for.",
    wayOut: "Read AWS's text; if it is no help, report it with the request id.",
  },
});

export type ErrorCode = keyof typeof errorTable;
