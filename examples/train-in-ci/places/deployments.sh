#!/bin/sh
# For Pulumi Deployments: the stack has its deployment settings (source, AWS role by OIDC or ESC); this adds the schedule.
# Pulumi calls the command experimental (CLI 3.250).
#
# The program sets `waitForTraining: false`. A push begins the training, and one of the hourly runs after it starts the
# model. While a replacement is trained, these runs fail with [TrainingGoesOn]: the old model serves, and nothing is wrong.
exec pulumi stack schedule new --stack "$1" --kind raw --operation update --cron '23 * * * *' --yes
