import * as iam from "@pulumi/aws/iam";
import * as scheduler from "@pulumi/aws/scheduler";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { type Hours, weekPlan } from "./hours.js";

/** A model that runs in office hours. */
export interface ScheduledModel {
  /** ARN of the model, as in `model.arn`. */
  projectVersionArn: pulumi.Input<string>;
  /** Inference units to start it with, 1 to 5. Default: 1. */
  minInferenceUnits?: pulumi.Input<number>;
  /** The most inference units that AWS may scale it to. Default: it is not scaled. */
  maxInferenceUnits?: pulumi.Input<number>;
}

/** A face search of a video stream that runs in office hours. */
export interface ScheduledStreamProcessor {
  /** ARN of the stream processor, as in `processor.arn`. */
  arn: pulumi.Input<string>;
  /** Its name, as in `processor.name`. */
  name: pulumi.Input<string>;
}

/** Arguments of `OfficeHours`. */
export interface OfficeHoursArgs extends Hours {
  /** What is started and stopped: a model, or else `streamProcessor`. */
  model?: ScheduledModel;
  /** What is started and stopped: a face search, or else `model`. */
  streamProcessor?: ScheduledStreamProcessor;
  /**
   * ARN of an SQS queue for calls that failed to the end; not FIFO. Default: a queue of its own, which keeps them for 14 days.
   */
  deadLetterQueueArn?: pulumi.Input<string>;
}

/** A late start is worth less than none. */
const START_RETRY_MINUTES = 30;
/** The most that EventBridge Scheduler does. */
const STOP_RETRY_MINUTES = 24 * 60;
const MAX_RETRIES = 185;
const QUEUE_SECONDS = 14 * 24 * 3600;

/** A call of Rekognition that a schedule makes. */
interface Call {
  /** The operation, in AWS's spelling. */
  readonly operation: string;
  readonly request: Readonly<Record<string, pulumi.Input<number> | pulumi.Input<string> | undefined>>;
}

/** What is scheduled: its ARN, and the calls that start and stop it. */
interface Scheduled {
  readonly arn: pulumi.Output<string>;
  readonly start: Call;
  readonly stop: Call;
}

/**
 * Starts a model, or a face search, when the office opens, and stops it when it closes: two schedules of EventBridge
 * Scheduler that call Rekognition themselves, a role that may do no more than that, and a queue for the calls that failed.
 *
 * A failed start is tried again for at most 30 minutes and never past closing time. A failed stop is tried again for as long as
 * EventBridge Scheduler can, 24 hours and 185 times, since what is not stopped costs.
 *
 * Declare the model without `minInferenceUnits` and with `ignoreChanges: ["minInferenceUnits"]` (a stream processor with
 * `ignoreChanges: ["running"]`), so that `pulumi up` leaves alone what the schedules do.
 *
 * A retrained model has another ARN, and the schedules are changed to it in the same `pulumi up`: once the new model is trained,
 * and before the old one is stopped and deleted. While the training runs, the old model goes on in its hours. The new one is first
 * started at the next opening, unless `pulumi refresh` had recorded that the old one runs.
 *
 * Errors: a time, a day or a time zone that there is not; both of `model` and `streamProcessor`, or none.
 *
 * AWS: https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
 */
export class OfficeHours extends pulumi.ComponentResource {
  /** ARN of the queue that failed calls end in. */
  readonly deadLetterQueueArn: pulumi.Output<string>;

  constructor(name: string, args: OfficeHoursArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("rekognition:components:OfficeHours", name, {}, options);
    const of = `OfficeHours ${name}`;
    const scheduled = scheduledBy(args, of);
    const plan = weekPlan(args, of);
    this.deadLetterQueueArn = pulumi.output(args.deadLetterQueueArn ?? this.#queue(name));
    const role = this.#role(name, scheduled);
    const startMinutes = Math.min(START_RETRY_MINUTES, plan.openMinutes);
    this.#schedule(`${name}-start`, plan.opens, args.timeZone, scheduled, scheduled.start, role, startMinutes);
    this.#schedule(`${name}-stop`, plan.closes, args.timeZone, scheduled, scheduled.stop, role, STOP_RETRY_MINUTES);
    this.registerOutputs({ deadLetterQueueArn: this.deadLetterQueueArn });
  }

  #queue(name: string): pulumi.Output<string> {
    return new sqs.Queue(name, { messageRetentionSeconds: QUEUE_SECONDS }, { parent: this }).arn;
  }

  /** It may make the two calls, for this one thing, and write to the queue. */
  #role(name: string, { arn, start, stop }: Scheduled): iam.Role {
    const trust = {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "scheduler.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": arn.apply((text) => text.split(":")[4] ?? "") } },
        },
      ],
    };
    const actions = [start, stop].map(({ operation }) => `rekognition:${operation}`);
    const policy = {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: actions, Resource: arn },
        { Effect: "Allow", Action: "sqs:SendMessage", Resource: this.deadLetterQueueArn },
      ],
    };
    const role = new iam.Role(name, { assumeRolePolicy: pulumi.jsonStringify(trust) }, { parent: this });
    new iam.RolePolicy(name, { role: role.id, policy: pulumi.jsonStringify(policy) }, { parent: this });
    return role;
  }

  #schedule(
    name: string,
    cron: string,
    timeZone: string,
    { arn }: Scheduled,
    { operation, request }: Call,
    role: iam.Role,
    retryMinutes: number,
  ): void {
    const action = operation.charAt(0).toLowerCase() + operation.slice(1);
    new scheduler.Schedule(
      name,
      {
        scheduleExpression: cron,
        scheduleExpressionTimezone: timeZone,
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: arn.apply((text) => `arn:${text.split(":")[1] ?? "aws"}:scheduler:::aws-sdk:rekognition:${action}`),
          roleArn: role.arn,
          input: pulumi.jsonStringify(request),
          retryPolicy: { maximumEventAgeInSeconds: retryMinutes * 60, maximumRetryAttempts: MAX_RETRIES },
          deadLetterConfig: { arn: this.deadLetterQueueArn },
        },
      },
      { parent: this },
    );
  }
}

function scheduledBy({ model, streamProcessor }: OfficeHoursArgs, of: string): Scheduled {
  if (model !== undefined && streamProcessor === undefined) {
    const ProjectVersionArn = model.projectVersionArn;
    const units = { MinInferenceUnits: model.minInferenceUnits ?? 1, MaxInferenceUnits: model.maxInferenceUnits };
    return {
      arn: pulumi.output(ProjectVersionArn),
      start: { operation: "StartProjectVersion", request: { ProjectVersionArn, ...units } },
      stop: { operation: "StopProjectVersion", request: { ProjectVersionArn } },
    };
  }
  if (model === undefined && streamProcessor !== undefined) {
    const request = { Name: streamProcessor.name };
    return {
      arn: pulumi.output(streamProcessor.arn),
      start: { operation: "StartStreamProcessor", request },
      stop: { operation: "StopStreamProcessor", request },
    };
  }
  throw new pulumi.RunError(`${of}: give either model or streamProcessor, which is started and stopped.`);
}
