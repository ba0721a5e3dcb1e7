/** The text of `--help`. */
export const HELP = `pulumi-rekognition sweep: find, stop and delete what a stack left behind in Amazon Rekognition.

  npx pulumi-rekognition sweep                     list it, with what it costs an hour
  npx pulumi-rekognition sweep --stop              stop what runs
  npx pulumi-rekognition sweep --delete            delete it, stopping first what runs

\`pulumi destroy\` deletes what is in the stack's state. A run that was killed in the wrong moment leaves things that are
not: they go on running, and cost, and no Pulumi command sees them. Each carries the stack's name in its tag
pulumi-rekognition:owner, which is what the sweep looks for: models, stream processors, datasets, collections, projects.
What a record held once and this state does not hold (moved to another stack, renamed, restored, lost) is listed apart:
another stack may use it, so only --arn or --recorded touches it.
Policies and video jobs have no tags; a policy goes with its project, a job costs nothing once it has ended.
After a killed run try \`pulumi up\` first: it takes up what its program still has.

Which stack
  -s, --stack NAME       the stack; default: the one that is selected
  -C, --cwd FOLDER       the folder of its project; default: this one
      --config-file FILE the stack's configuration, as of \`pulumi --config-file\`
      --state-file FILE  the state as \`pulumi stack export\` printed it, instead of asking pulumi for it
      --owner OWNER      a stack that is gone: organization/project/stack, or its rekognition:ownerId.
                         Everything with that owner is listed. With --state-file: whose things that state is about
      --gone             says, where nobody can be asked, that the stack of --owner no longer exists
Where
      --region REGION    one more region, may be given more than once; beside the configured one and those that the
                         state's resources, providers and pending operations name
      --profile NAME     a profile of the AWS configuration      | default: as the stack's
      --assume-role ARN  a role to assume                        | configuration says, then
      --endpoint URL     another address than AWS's              | as AWS's own settings say
What
      --superseded       also what the state has only to be deleted, such as a model whose successor failed
      --stop             stop models and stream processors that run
      --delete           delete, in the right order, and wait until it is gone
      --arn ARN          with --stop or --delete: just this, whatever left it over; may be given more than once
      --recorded OWNER   with --stop or --delete: also what is recorded elsewhere or was once; type the owner to say
                         that no other stack uses it
      --kept             with --delete: also models kept by deletionPolicy "stop"
      --force-destroy    with --delete: also collections that hold faces
      --wait-for-training
                         with --delete: wait for trainings, which AWS cannot cancel, and delete their models;
                         without it they are left
      --timeout TIME     for each thing, such as 90s or 2h; default 1h, with --wait-for-training 26h
How
  -y, --yes              do it without asking; needed where there is no terminal
      --assume-unlocked  says, where the state's backend does not tell, that no pulumi command is running
      --json             one JSON document on standard output
  -h, --help, --version

Exit codes
  0  nothing is left over, or all that was asked for is done (models that are kept and stopped do not count)
  1  something failed, also because its status is one that this version does not know; what it was is on standard error
  2  the command line is wrong
  3  something is left over: nothing was to be done about it, you said no, or some was left for the reason told,
     such as what is recorded elsewhere
  4  refused: the stack is locked, has pending operations, exists after all, or nobody can be asked
  130 interrupted
`;
