/** The text of `--help`. */
export const HELP = `pulumi-rekognition sweep: find, stop and delete what a stack left behind in Amazon Rekognition.

  npx pulumi-rekognition sweep                     list it, with what it costs an hour
  npx pulumi-rekognition sweep --stop              stop what runs
  npx pulumi-rekognition sweep --delete            delete it, stopping first what runs

\`pulumi destroy\` deletes what is in the stack's state. A run that was killed at the wrong moment leaves objects that are
not in it: they keep running and cost money, and no Pulumi command finds them. Each has the stack's name in its tag
pulumi-rekognition:owner, which is what the sweep looks for: models, stream processors, datasets, collections, projects.
What was recorded once, but is not in this state (moved to another stack, renamed, restored, lost), is listed apart:
another stack may use it, so only --arn or --recorded stops or deletes it.
Policies and video jobs have no tags; a policy is deleted with its project, a job costs nothing once it has ended.
After a killed run try \`pulumi up\` first: it continues with what its program still has.

Which stack
  -s, --stack NAME       the stack; default: the one that is selected
  -C, --cwd FOLDER       the folder of its project; default: this one
      --config-file FILE the stack's configuration, as of \`pulumi --config-file\`
      --state-file FILE  the state as \`pulumi stack export\` printed it, instead of asking pulumi for it
      --owner OWNER      a stack that is gone: organization/project/stack, or its rekognition:ownerId.
                         Everything with that owner is listed. With --state-file: the owner of that state
      --gone             without a terminal: confirms that the stack of --owner no longer exists
Where
      --region REGION    one more region, may be given more than once; the configured region and those of the state's
                         resources, providers and pending operations are always included
      --profile NAME     a profile of the AWS configuration      | default: as the stack's
      --assume-role ARN  a role to assume                        | configuration says, then
      --endpoint URL     endpoint in place of AWS's              | as AWS's own settings say
What
      --superseded       also what is pending deletion, such as a replaced model after an update that failed
      --stop             stop models and stream processors that run
      --delete           delete, in the right order, and wait until it is gone
      --arn ARN          with --stop or --delete: only this one, from any group; may be given more than once
      --recorded OWNER   with --stop or --delete: also what was recorded once or elsewhere; the owner is typed to
                         confirm that no other stack uses it
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

pulumi-rekognition report shows how good the models are, what runs, and what it costs: see report --help.
`;
