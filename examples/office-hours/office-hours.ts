import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** A call to Rekognition. */
export interface Call {
  /** The operation as EventBridge Scheduler spells it: with a small first letter. */
  action: string;
  /** The request, in AWS's own words. */
  input: Record<string, pulumi.Input<string | number>>;
}

export interface OfficeHoursArgs {
  /** What is started and stopped. The schedules may touch nothing else. */
  arn: pulumi.Input<string>;
  start: Call;
  stop: Call;
  /** Cron expressions, without the word. */
  opens: string;
  closes: string;
  timeZone: string;
}

/** Starts something when the office opens, and stops it when it closes. No function runs for it: a schedule is a call. */
export class OfficeHours extends pulumi.ComponentResource {
  constructor(name: string, args: OfficeHoursArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("office-hours:index:OfficeHours", name, {}, options);
    const role = this.role(name, args);
    this.schedule(`${name}-start`, args.opens, args.start, args.timeZone, role);
    this.schedule(`${name}-stop`, args.closes, args.stop, args.timeZone, role);
    this.registerOutputs();
  }

  private role(name: string, { arn, start, stop }: OfficeHoursArgs): aws.iam.Role {
    const trust = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "scheduler.amazonaws.com" }, Action: "sts:AssumeRole" }],
    };
    const actions = [start, stop].map(
      ({ action }) => `rekognition:${action.charAt(0).toUpperCase()}${action.slice(1)}`,
    );
    const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: arn }] };
    const role = new aws.iam.Role(name, { assumeRolePolicy: JSON.stringify(trust) }, { parent: this });
    new aws.iam.RolePolicy(name, { role: role.id, policy: pulumi.jsonStringify(policy) }, { parent: this });
    return role;
  }

  private schedule(name: string, cron: string, call: Call, timeZone: string, role: aws.iam.Role): void {
    new aws.scheduler.Schedule(
      name,
      {
        scheduleExpression: `cron(${cron})`,
        scheduleExpressionTimezone: timeZone,
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: `arn:aws:scheduler:::aws-sdk:rekognition:${call.action}`,
          roleArn: role.arn,
          input: pulumi.jsonStringify(call.input),
          // Unless told otherwise a failed call is tried again for a day: a model could be started long after closing time.
          retryPolicy: { maximumEventAgeInSeconds: 30 * 60, maximumRetryAttempts: 10 },
        },
      },
      { parent: this },
    );
  }
}
