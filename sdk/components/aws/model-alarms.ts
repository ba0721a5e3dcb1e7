import * as budgets from "@pulumi/aws/budgets";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { modelNames } from "./arns.js";
import { type Hours, minutesOpenInUtc } from "./hours.js";

/** A monthly budget. */
export interface MonthlyBudget {
  /** US dollars a month. It warns at 80 % spent and when more than all of it is forecast. */
  dollars: pulumi.Input<number>;
  /** Count only what has this tag, which must be activated as a cost allocation tag. Default: all of Amazon Rekognition. */
  tag?: { readonly key: string; readonly value: string };
  /** Who is told, besides `notify`; at most 10. */
  emails?: pulumi.Input<string>[];
}

/** Arguments of `ModelAlarms`. */
export interface ModelAlarmsArgs {
  /** ARN of the model, as in `model.arn`. */
  projectVersionArn: pulumi.Input<string>;
  /** ARNs of the SNS topics that are told. For `monthlyBudget` their policy must let budgets.amazonaws.com publish. */
  notify: pulumi.Input<string>[];
  /** When the model is meant to run, as for `OfficeHours`: running at another time is an alarm. Default: no such alarm. */
  hours?: Hours;
  /** After so many whole hours of running without a request in the region it is an alarm, 1 to 24; 0: none. Default: 2. */
  idleHours?: number;
  /** So many refused requests within 5 minutes in the region are an alarm; 0: none. Default: 1. */
  throttledRequests?: number;
  /** A monthly budget on the service Amazon Rekognition. Default: none. */
  monthlyBudget?: MonthlyBudget;
}

const NAMESPACE = "AWS/Rekognition";
const PERIOD_SECONDS = 300;
const HOUR_SECONDS = 3600;
/** A model takes some minutes to stop, and a stop that failed at first is tried again. */
const STOPPING_MINUTES = 30;
const MAX_IDLE_HOURS = 24;

/**
 * Tells when a model costs for nothing: CloudWatch alarms on a model that runs outside its hours, on one that runs and is
 * not asked, on refused requests, and a monthly budget.
 *
 * CloudWatch counts requests by operation, not by model. The two alarms that look at requests therefore have `in-region` in
 * their names: as long as any model in the region is asked, `idle-in-region` keeps silent, and `throttled-in-region` may be about
 * another model.
 *
 * Hours are compared by UTC, which is all that CloudWatch knows: in the hour that summer time adds or takes, the alarm keeps silent.
 * It also does for 30 minutes after closing time, while the model stops.
 *
 * Errors: a time, a day or a time zone that there is not; no ARN of a model.
 *
 * AWS: https://docs.aws.amazon.com/rekognition/latest/dg/rekognition-monitoring.html
 */
export class ModelAlarms extends pulumi.ComponentResource {
  readonly #name: string;
  readonly #notify: pulumi.Input<string>[];

  constructor(name: string, args: ModelAlarmsArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("rekognition:components:ModelAlarms", name, {}, options);
    this.#name = name;
    this.#notify = args.notify;
    const units = unitsInService(args.projectVersionArn, `ModelAlarms ${name}`);
    if (args.hours !== undefined) this.#outsideHours(args.hours, units);
    const { idleHours = 2, throttledRequests = 1, monthlyBudget } = args;
    if (idleHours > 0) this.#idle(idleHours, units);
    if (throttledRequests > 0) this.#throttled(throttledRequests);
    if (monthlyBudget !== undefined) this.#budget(monthlyBudget);
    this.registerOutputs();
  }

  #outsideHours(hours: Hours, units: ReturnType<typeof unitsInService>): void {
    const open = minutesOpenInUtc(hours, `ModelAlarms ${this.#name}`, STOPPING_MINUTES);
    const isOpen = open.map(({ from, to }) => `(week>=${String(from)} AND week<${String(to)})`).join(" OR ");
    this.#alarm("outside-hours", "The model runs outside its hours, and costs.", {
      evaluationPeriods: 2,
      metricQueries: [
        { id: "units", metric: { ...units, period: PERIOD_SECONDS } },
        // CloudWatch counts days from 1, Monday.
        { id: "week", expression: "(DAY(units)-1)*1440+HOUR(units)*60+MINUTE(units)" },
        { id: "outside", expression: `IF(${isOpen}, 0, units)`, label: "Units outside hours", returnData: true },
      ],
    });
  }

  #idle(idleHours: number, units: ReturnType<typeof unitsInService>): void {
    if (!Number.isInteger(idleHours) || idleHours > MAX_IDLE_HOURS) {
      const limit = String(MAX_IDLE_HOURS);
      throw new pulumi.RunError(`ModelAlarms ${this.#name}: idleHours is ${String(idleHours)}: give 0 to ${limit}.`);
    }
    const reason = `The model has run for ${String(idleHours)} h in which no model in the region was asked (DetectCustomLabels is counted by region, not by model).`;
    this.#alarm("idle-in-region", reason, {
      evaluationPeriods: idleHours,
      metricQueries: [
        { id: "units", metric: { ...units, period: HOUR_SECONDS } },
        { id: "requests", metric: { ...requests("SuccessfulRequestCount"), period: HOUR_SECONDS } },
        {
          id: "idle",
          // Where nobody asks, CloudWatch has no data, rather than a 0.
          expression: "IF(FILL(units, 0) > 0 AND FILL(requests, 0) == 0, 1, 0)",
          label: "Runs, and nobody asks",
          returnData: true,
        },
      ],
    });
  }

  #throttled(throttledRequests: number): void {
    const reason =
      "Requests for DetectCustomLabels were refused in the region (counted by region, not by model): the model that is asked has too few inference units.";
    this.#alarm("throttled-in-region", reason, {
      evaluationPeriods: 1,
      threshold: throttledRequests,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      metricQueries: [
        {
          id: "throttled",
          metric: { ...requests("ThrottledCount"), period: PERIOD_SECONDS },
          label: "Refused requests",
          returnData: true,
        },
      ],
    });
  }

  #alarm(
    suffix: string,
    alarmDescription: string,
    args: Omit<cloudwatch.MetricAlarmArgs, "comparisonOperator"> & { comparisonOperator?: string },
  ): void {
    new cloudwatch.MetricAlarm(
      `${this.#name}-${suffix}`,
      {
        alarmDescription,
        threshold: 0,
        comparisonOperator: "GreaterThanThreshold",
        // No data means that nothing runs, or that nobody asks.
        treatMissingData: "notBreaching",
        alarmActions: this.#notify,
        okActions: this.#notify,
        ...args,
      },
      { parent: this },
    );
  }

  #budget({ dollars, tag, emails = [] }: MonthlyBudget): void {
    const service = { name: "Service", values: ["Amazon Rekognition"] };
    const tagged = tag === undefined ? [] : [{ name: "TagKeyValue", values: [`user:${tag.key}$${tag.value}`] }];
    const told = { subscriberSnsTopicArns: this.#notify, subscriberEmailAddresses: emails };
    const over = { comparisonOperator: "GREATER_THAN", thresholdType: "PERCENTAGE", ...told };
    new budgets.Budget(
      `${this.#name}-budget`,
      {
        budgetType: "COST",
        timeUnit: "MONTHLY",
        limitUnit: "USD",
        limitAmount: pulumi.output(dollars).apply(String),
        costFilters: [service, ...tagged],
        notifications: [
          { ...over, notificationType: "ACTUAL", threshold: 80 },
          { ...over, notificationType: "FORECASTED", threshold: 100 },
        ],
      },
      { parent: this },
    );
  }
}

/** How many units of this model are in service; CloudWatch has no data while it does not run. */
function unitsInService(arn: pulumi.Input<string>, of: string) {
  const names = pulumi.output(arn).apply((text) => modelNames(text, of));
  return {
    namespace: NAMESPACE,
    metricName: "InServiceInferenceUnits",
    stat: "Maximum",
    dimensions: { ProjectName: names.projectName, VersionName: names.versionName },
  };
}

/** A count of requests of the region. */
function requests(metricName: string) {
  return { namespace: NAMESPACE, metricName, stat: "Sum", dimensions: { Operation: "DetectCustomLabels" } };
}
