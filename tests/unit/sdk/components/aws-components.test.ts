import { modelNames } from "../../../../sdk/components/aws/arns.js";
import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import {
  ModelAlarms,
  type ModelAlarmsArgs,
  OfficeHours,
  type OfficeHoursArgs,
} from "../../../../sdk/components/aws/index.js";

const ARN = "arn:aws-cn:rekognition:cn-north-1:123456789012:project/parts/version/parts-1a2b/1732000000000";
const HOURS = { opens: "08:00", closes: "18:00", timeZone: "Europe/Berlin" } as const;

type Bag = Record<string, unknown>;
interface Made {
  readonly type: string;
  readonly name: string;
  readonly inputs: Bag;
}

/** What a component asks for; the engine and AWS are answered for here. */
async function madeBy(component: () => pulumi.ComponentResource): Promise<Made[]> {
  const made: Made[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource({ type, name, inputs }) {
        made.push({ type, name, inputs: inputs as Bag });
        return { id: name, state: { ...(inputs as Bag), arn: `arn:${name}` } };
      },
      call: ({ inputs }) => inputs as Bag,
    },
    "factory",
    "test",
  );
  component();
  // Ends when all that was asked for is made.
  await pulumi.runtime.disconnect();
  return made.filter(({ type }) => type.startsWith("aws:"));
}

function inputsOf(made: readonly Made[], type: string, name: string): Bag {
  const found = made.find((one) => one.type === type && one.name === name);
  if (found === undefined) throw new Error(`No ${type} ${name} among ${made.map((one) => one.name).join(", ")}`);
  return found.inputs;
}

const hours = (args: Partial<OfficeHoursArgs> = {}) =>
  madeBy(() => new OfficeHours("parts", { model: { projectVersionArn: ARN }, ...HOURS, ...args }));
const alarms = (args: Partial<ModelAlarmsArgs> = {}) =>
  madeBy(() => new ModelAlarms("parts", { projectVersionArn: ARN, notify: ["arn:topic"], ...args }));

/** The schedule of this end of the hours. */
const schedule = (made: readonly Made[], end: "start" | "stop") =>
  inputsOf(made, "aws:scheduler/schedule:Schedule", `parts-${end}`);

describe("OfficeHours", () => {
  it("starts and stops the model by calls of Rekognition itself, in its partition", async () => {
    const made = await hours({ model: { projectVersionArn: ARN, minInferenceUnits: 2, maxInferenceUnits: 4 } });
    const [start, stop] = [schedule(made, "start").target as Bag, schedule(made, "stop").target as Bag];
    expect(start.arn).to.equal("arn:aws-cn:scheduler:::aws-sdk:rekognition:startProjectVersion");
    expect(stop.arn).to.equal("arn:aws-cn:scheduler:::aws-sdk:rekognition:stopProjectVersion");
    const units = { MinInferenceUnits: 2, MaxInferenceUnits: 4 };
    expect(JSON.parse(String(start.input))).to.deep.equal({ ProjectVersionArn: ARN, ...units });
    expect(JSON.parse(String(stop.input))).to.deep.equal({ ProjectVersionArn: ARN });
  });

  it("keeps to the hours of its time zone", async () => {
    const made = await hours();
    expect(schedule(made, "start")).to.include({ scheduleExpression: "cron(0 8 ? * MON,TUE,WED,THU,FRI *)" });
    expect(schedule(made, "stop")).to.include({ scheduleExpression: "cron(0 18 ? * MON,TUE,WED,THU,FRI *)" });
    expect(schedule(made, "stop")).to.include({ scheduleExpressionTimezone: "Europe/Berlin" });
  });

  it("stops a night shift on the day after", async () => {
    const made = await hours({ opens: "22:30", closes: "06:15", days: ["SUN", "FRI"] });
    expect(schedule(made, "start").scheduleExpression).to.equal("cron(30 22 ? * FRI,SUN *)");
    expect(schedule(made, "stop").scheduleExpression).to.equal("cron(15 6 ? * MON,SAT *)");
  });

  it("tries a start for half an hour and never past closing, and a stop for as long as it can be tried", async () => {
    const [long, short] = [await hours(), await hours({ closes: "08:20" })];
    const retry = (made: readonly Made[], end: "start" | "stop") => (schedule(made, end).target as Bag).retryPolicy;
    expect(retry(long, "start")).to.deep.equal({ maximumEventAgeInSeconds: 1800, maximumRetryAttempts: 185 });
    expect(retry(short, "start")).to.deep.equal({ maximumEventAgeInSeconds: 1200, maximumRetryAttempts: 185 });
    expect(retry(long, "stop")).to.deep.equal({ maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 });
  });

  it("keeps failed calls in a queue, its own or a given one", async () => {
    const queueOf = (made: readonly Made[]) => (schedule(made, "stop").target as Bag).deadLetterConfig;
    expect(queueOf(await hours())).to.deep.equal({ arn: "arn:parts" });
    const given = await hours({ deadLetterQueueArn: "arn:given" });
    expect(queueOf(given)).to.deep.equal({ arn: "arn:given" });
    expect(given.map(({ type }) => type)).not.to.include("aws:sqs/queue:Queue");
  });

  it("may do nothing else, for nobody else", async () => {
    const made = await hours();
    const { policy } = inputsOf(made, "aws:iam/rolePolicy:RolePolicy", "parts") as { policy: string };
    expect((JSON.parse(policy) as { Statement: Bag[] }).Statement).to.deep.equal([
      { Effect: "Allow", Action: ["rekognition:StartProjectVersion", "rekognition:StopProjectVersion"], Resource: ARN },
      { Effect: "Allow", Action: "sqs:SendMessage", Resource: "arn:parts" },
    ]);
    const { assumeRolePolicy } = inputsOf(made, "aws:iam/role:Role", "parts") as { assumeRolePolicy: string };
    expect(assumeRolePolicy).to.contain('"aws:SourceAccount":"123456789012"');
  });

  it("starts and stops a face search by its name", async () => {
    const made = await madeBy(
      () => new OfficeHours("parts", { streamProcessor: { arn: "arn:aws:x:y:1:z", name: "entrance" }, ...HOURS }),
    );
    const target = schedule(made, "start").target as Bag;
    expect(target.arn).to.equal("arn:aws:scheduler:::aws-sdk:rekognition:startStreamProcessor");
    expect(JSON.parse(String(target.input))).to.deep.equal({ Name: "entrance" });
  });

  const refused: readonly (readonly [what: string, args: Bag, message: string])[] = [
    [
      "no time zone",
      { timeZone: undefined },
      'OfficeHours parts: timeZone is missing: give the IANA name of one, such as "Europe/Berlin".',
    ],
    [
      "a strange time zone",
      { timeZone: "Berlin" },
      'OfficeHours parts: timeZone is "Berlin": give the IANA name of one, such as "Europe/Berlin".',
    ],
    [
      "a strange time",
      { opens: "8am" },
      'OfficeHours parts: opens is "8am": give hour and minute of 24 hours, such as "08:00".',
    ],
    [
      "a strange day",
      { days: ["Monday"] },
      'OfficeHours parts: days has "Monday": give at least one of MON, TUE, WED, THU, FRI, SAT, SUN.',
    ],
    [
      "no day",
      { days: [] },
      'OfficeHours parts: days has "none": give at least one of MON, TUE, WED, THU, FRI, SAT, SUN.',
    ],
    [
      "no hours",
      { closes: "08:00" },
      "OfficeHours parts: closes is 08:00 and opens 08:00: at least 15 minutes lie between them, or leave out the hours of what runs all the time.",
    ],
    [
      "nothing to start",
      { model: undefined },
      "OfficeHours parts: give either model or streamProcessor, which is started and stopped.",
    ],
  ];
  for (const [what, args, message] of refused) {
    it(`refuses ${what}`, async () => {
      expect(await failureOf(() => hours(args))).to.equal(message);
    });
  }
});

async function failureOf(make: () => Promise<unknown>): Promise<string> {
  try {
    await make();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "none";
}

interface Query {
  readonly id: string;
  readonly expression?: string;
  readonly metric?: Bag;
  readonly returnData?: boolean;
}

const alarm = (made: readonly Made[], suffix: string) =>
  inputsOf(made, "aws:cloudwatch/metricAlarm:MetricAlarm", `parts-${suffix}`) as Bag & { metricQueries: Query[] };

/** Whether the expression of the alarm outside hours says so at a moment, worked out as CloudWatch would. */
function isOutside(made: readonly Made[], at: string): boolean {
  const date = new Date(at);
  const week = ((date.getUTCDay() + 6) % 7) * 1440 + date.getUTCHours() * 60 + date.getUTCMinutes();
  const expression = alarm(made, "outside-hours").metricQueries.find(({ id }) => id === "outside")?.expression ?? "";
  const open = [...expression.matchAll(/week>=(\d+) AND week<(\d+)/g)];
  return !open.some(([, from, to]) => week >= Number(from) && week < Number(to));
}

describe("ModelAlarms", () => {
  it("looks at the units of this model", async () => {
    const [units] = alarm(await alarms({ hours: HOURS }), "outside-hours").metricQueries;
    expect(units?.metric).to.deep.include({
      namespace: "AWS/Rekognition",
      metricName: "InServiceInferenceUnits",
      dimensions: { ProjectName: "parts", VersionName: "parts-1a2b" },
    });
  });

  it("is an alarm at any time that is outside hours in summer and winter, and half an hour after them", async () => {
    const made = await alarms({ hours: HOURS });
    const outside = (at: string) => isOutside(made, at);
    // Berlin: winter is UTC+1, summer UTC+2.
    expect(["2026-01-14T07:00Z", "2026-07-15T06:00Z", "2026-01-14T17:29Z"].map(outside)).to.deep.equal([
      false,
      false,
      false,
    ]);
    expect(
      ["2026-01-14T05:59Z", "2026-01-14T17:31Z", "2026-07-18T10:00Z", "2026-07-19T10:00Z"].map(outside),
    ).to.deep.equal([true, true, true, true]);
  });

  it("knows the end of the week, and time zones far from UTC", async () => {
    const made = await alarms({
      hours: { opens: "22:00", closes: "02:00", days: ["SUN"], timeZone: "Pacific/Auckland" },
    });
    // Auckland: UTC+12 or +13, so 22:00 on Sunday is 09:00 or 10:00 UTC on Sunday.
    expect(isOutside(made, "2026-07-19T12:00Z")).to.equal(false);
    expect(isOutside(made, "2026-07-19T08:59Z")).to.equal(true);
    expect(isOutside(made, "2026-07-19T14:31Z")).to.equal(true);
    const night = await alarms({ hours: { opens: "20:00", closes: "04:00", days: ["SUN"], timeZone: "UTC" } });
    expect(isOutside(night, "2026-07-20T03:00Z")).to.equal(false);
    expect(isOutside(night, "2026-07-20T04:31Z")).to.equal(true);
    expect(isOutside(night, "2026-07-19T20:00Z")).to.equal(false);
  });

  it("counts requests of the region, says so, and takes no data for none", async () => {
    const idle = alarm(await alarms({ idleHours: 3 }), "idle-in-region");
    expect(idle).to.include({ evaluationPeriods: 3, treatMissingData: "notBreaching", threshold: 0 });
    expect(idle.alarmDescription).to.contain("counted by region, not by model");
    expect(
      idle.metricQueries.map(({ id, metric, expression }) => [id, metric?.dimensions ?? expression]),
    ).to.deep.equal([
      ["units", { ProjectName: "parts", VersionName: "parts-1a2b" }],
      ["requests", { Operation: "DetectCustomLabels" }],
      ["idle", "IF(FILL(units, 0) > 0 AND FILL(requests, 0) == 0, 1, 0)"],
    ]);
  });

  it("tells of refused requests in the region", async () => {
    const throttled = alarm(await alarms(), "throttled-in-region");
    expect(throttled).to.include({ threshold: 1, comparisonOperator: "GreaterThanOrEqualToThreshold" });
    expect(throttled.metricQueries[0]?.metric).to.include({ metricName: "ThrottledCount", stat: "Sum" });
  });

  it("has a budget on the service, by tag only where one is given", async () => {
    const budget = async (tag?: { key: string; value: string }) => {
      const monthlyBudget = { dollars: 500, ...(tag === undefined ? {} : { tag }) };
      return inputsOf(await alarms({ monthlyBudget }), "aws:budgets/budget:Budget", "parts-budget");
    };
    const service = { name: "Service", values: ["Amazon Rekognition"] };
    expect(await budget()).to.deep.include({ limitAmount: "500", timeUnit: "MONTHLY", costFilters: [service] });
    const tagged = { name: "TagKeyValue", values: ["user:team$vision"] };
    expect((await budget({ key: "team", value: "vision" })).costFilters).to.deep.equal([service, tagged]);
  });

  it("makes only what is asked for", async () => {
    expect(await alarms({ idleHours: 0, throttledRequests: 0 })).to.deep.equal([]);
  });

  it("gives every alarm one value to watch", async () => {
    const made = await alarms({ hours: HOURS });
    for (const suffix of ["outside-hours", "idle-in-region", "throttled-in-region"]) {
      expect(alarm(made, suffix).metricQueries.filter(({ returnData }) => returnData === true)).to.have.length(1);
    }
  });

  it("refuses what is no model", () => {
    expect(() => modelNames("arn:aws:s3:::x", "ModelAlarms parts")).to.throw(
      'ModelAlarms parts: projectVersionArn is "arn:aws:s3:::x": give a model\'s ARN, as in `model.arn`.',
    );
  });

  it("refuses more idle hours than CloudWatch looks at", async () => {
    expect(await failureOf(() => alarms({ idleHours: 25 }))).to.contain(
      "ModelAlarms parts: idleHours is 25: give 0 to 24.",
    );
  });
});
