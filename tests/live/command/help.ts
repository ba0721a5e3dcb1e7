export const HELP = `The live suite: the life of every kind on a real AWS account, with AWS's own operations.

  npm run test:live                       asks for what it needs, then runs every case
  npm run test:live -- --list             the cases, and the most that each can cost
  npm run test:live -- --clean            stops and removes whatever an earlier run left
  npm run test:live -- --compare RECORD   how the emulator differs from what AWS answered

What it needs; at a terminal it asks for what is not given
  --region REGION          where to work
  --bucket BUCKET          a bucket of yours in that region; keys begin with pulumi-rekognition-live/OWNER/
  --limit-usd USD          the most that the run may cost; there is no default
  --account ID             must be the account of the credentials; at a terminal it is asked for instead
  and credentials of AWS's default chain (AWS_PROFILE, AWS_ACCESS_KEY_ID, ...)

Options
  --only CASE              only this case; may be given more than once
  --deadline-minutes N     stops everything after that; default 240
  --owner NAME             whose things the run makes and removes; default "maintainer". Two machines that
                           use one account at the same time need two names
  --profile NAME           the same as AWS_PROFILE=NAME
  --usd-per-training-hour USD, --usd-per-unit-hour USD
                           prices, for a region of which no list price is known here
  --role-arn, --kinesis-video-stream-arn, --kinesis-data-stream-arn, --sns-topic-arn ARN
                           what stream processors need and the suite does not make
  --stream-minutes N       a stream processor is stopped after that; default 15
  --video FILE --video-minutes N
                           an MP4 for the case video-job, and how long it is (at most 10 minutes)
  --folder FOLDER          where runs and records are kept; default .live in the repository
  --endpoint URL           an emulator on this machine in place of AWS
  --clock-scale N          how many times faster that emulator's clock runs
  --help                   this text

Exit codes: 0 all that ran has passed and nothing is left, 1 something failed or is left, 2 the command line is
wrong or something is missing, 130 interrupted.
`;
