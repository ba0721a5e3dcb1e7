/** The text of `report --help`. */
export const REPORT_HELP = `pulumi-rekognition report: show a stack's models: how good they are, what runs, what it costs.

  npx pulumi-rekognition report                               of the selected stack, as Markdown
  npx pulumi-rekognition report --project parts --format html --output report.html
  npx pulumi-rekognition report --model ARN --format json

It reads the evaluations that the trainings left in S3, and changes nothing. Each model is compared with the one of its
project that serves, or served before.

What
  -s, --stack NAME       the stack; default: the one that is selected
  -C, --cwd FOLDER       the folder of its project; default: this one
      --config-file FILE the stack's configuration, as of \`pulumi --config-file\`
      --state-file FILE  the state as \`pulumi stack export\` printed it, instead of asking pulumi for it
      --owner OWNER      with --state-file, where that does not tell: organization/project/stack
      --project PROJECT  all models of a project instead, by its name or ARN; may be given more than once
      --model ARN        one model instead; may be given more than once
                         With --stack as well, these are read with that stack's configuration
Where
      --region REGION    one more region; of a project given by its name: where it is
      --profile NAME     a profile of the AWS configuration      | default: as the stack's
      --assume-role ARN  a role to assume                        | configuration says, then
      --endpoint URL     endpoint in place of AWS's              | as AWS's own settings say
      --s3-endpoint URL  the same for S3                         |
How
  -f, --format FORMAT    markdown (default), json, or html: one page that needs no network
  -o, --output FILE      writes it there instead of to standard output
  -h, --help

Exit codes
  0  fine
  1  it could not be made: what the reason is, is on standard error
  2  the command line is wrong
  3  something runs, with this stack's owner mark, that its state does not have: see pulumi-rekognition sweep
  5  a model that runs has a lower F1 score than its predecessor, tested on the same images
  6  the evaluation of a trained model could not be read
  130 interrupted
With 3, 5 and 6 the report is written all the same; of several, 5 goes first, then 3.
`;
