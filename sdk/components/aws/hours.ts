import { RunError } from "@pulumi/pulumi";

/** Days of the week, as cron expressions have them. */
export const DAYS = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"] as const;
/** A day of the week. */
export type Day = (typeof DAYS)[number];

/** Hours of the week in which something runs. */
export interface Hours {
  /** When it starts: hour and minute of 24 hours in `timeZone`, such as `"08:00"`. */
  readonly opens: string;
  /** When it stops, such as `"18:00"`. A time before `opens` is on the next day. */
  readonly closes: string;
  /** The days on which it starts. Default: Monday to Friday. */
  readonly days?: readonly Day[];
  /** The IANA name of the time zone in which the hours are meant, such as `"Europe/Berlin"`. Summer time counts. */
  readonly timeZone: string;
}

/** Hours as schedules are made of them. */
export interface WeekPlan {
  /** Cron expressions of EventBridge Scheduler. */
  readonly opens: string;
  readonly closes: string;
  /** From opening to closing. */
  readonly openMinutes: number;
}

/** Minutes of the week in UTC, from Monday 00:00; `to` is not part of it. */
export interface WeekMinutes {
  readonly from: number;
  readonly to: number;
}

const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;
const WORKING_DAYS: readonly Day[] = ["MON", "TUE", "WED", "THU", "FRI"];
/** EventBridge Scheduler does not try for less than a minute, and a start that comes late needs some room. */
const MIN_OPEN_MINUTES = 15;

/** The schedules of these hours; `of` begins a message, as in "OfficeHours scanner". */
export function weekPlan(hours: Hours, of: string): WeekPlan {
  const { opens, closes, days, openMinutes } = checked(hours, of);
  const closesNextDay = opens + openMinutes >= DAY_MINUTES;
  return { opens: cron(opens, days), closes: cron(closes, closesNextDay ? days.map(nextDay) : days), openMinutes };
}

function cron(minuteOfDay: number, days: readonly Day[]): string {
  const [hour, minute] = [Math.floor(minuteOfDay / 60), minuteOfDay % 60];
  return `cron(${String(minute)} ${String(hour)} ? * ${DAYS.filter((day) => days.includes(day)).join(",")} *)`;
}

function nextDay(day: Day): Day {
  return DAYS[(DAYS.indexOf(day) + 1) % DAYS.length] ?? day;
}

/**
 * When it may be open by UTC, in winter or in summer time, and so many minutes longer at the end: whatever runs at another
 * minute of the week is outside hours for certain.
 */
export function minutesOpenInUtc(hours: Hours, of: string, longerByMinutes: number): WeekMinutes[] {
  const { opens, days, openMinutes } = checked(hours, of);
  const offsets = utcOffsets(hours.timeZone);
  const [least, most] = [Math.min(...offsets), Math.max(...offsets)];
  const open = days.map((day) => {
    const from = DAYS.indexOf(day) * DAY_MINUTES + opens - most;
    return { from, to: from + openMinutes + (most - least) + longerByMinutes };
  });
  return joined(open.flatMap(withinTheWeek));
}

/** What reaches over the end of the week, or begins before it, is at its other end. */
function withinTheWeek({ from, to }: WeekMinutes): WeekMinutes[] {
  if (to - from >= WEEK_MINUTES) return [{ from: 0, to: WEEK_MINUTES }];
  const start = ((from % WEEK_MINUTES) + WEEK_MINUTES) % WEEK_MINUTES;
  const end = start + to - from;
  if (end <= WEEK_MINUTES) return [{ from: start, to: end }];
  return [
    { from: start, to: WEEK_MINUTES },
    { from: 0, to: end - WEEK_MINUTES },
  ];
}

function joined(intervals: readonly WeekMinutes[]): WeekMinutes[] {
  const result: WeekMinutes[] = [];
  for (const next of [...intervals].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last === undefined || next.from > last.to) result.push(next);
    else result.splice(-1, 1, { from: last.from, to: Math.max(last.to, next.to) });
  }
  return result;
}

/** The year whose summer and winter time count: any, so long as the same program makes the same alarm every year. */
const YEAR = 2026;

/** By how many minutes the time zone is before UTC, week by week. */
function utcOffsets(timeZone: string): number[] {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  const weeks = Array.from({ length: 53 }, (_, week) => Date.UTC(YEAR, 0, 1 + week * 7));
  return weeks.map((at) => {
    const name = format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
    const [, sign, hour = "0", minute = "0"] = /^GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
    return (sign === "-" ? -1 : 1) * (Number(hour) * 60 + Number(minute));
  });
}

interface CheckedHours {
  /** Minutes of the day. */
  readonly opens: number;
  readonly closes: number;
  readonly openMinutes: number;
  readonly days: readonly Day[];
}

function checked({ opens, closes, days = WORKING_DAYS, timeZone }: Hours, of: string): CheckedHours {
  if (!isTimeZone(timeZone)) {
    throw new RunError(`${of}: timeZone is ${shown(timeZone)}: give the IANA name of one, such as "Europe/Berlin".`);
  }
  const strange = days.find((day) => !DAYS.includes(day));
  if (days.length === 0 || strange !== undefined) {
    throw new RunError(`${of}: days has ${shown(strange ?? "none")}: give at least one of ${DAYS.join(", ")}.`);
  }
  const from = minuteOfDay(opens, "opens", of);
  const to = minuteOfDay(closes, "closes", of);
  const openMinutes = (to - from + DAY_MINUTES) % DAY_MINUTES;
  if (openMinutes < MIN_OPEN_MINUTES) {
    throw new RunError(
      `${of}: closes is ${closes} and opens ${opens}: at least ${String(MIN_OPEN_MINUTES)} minutes lie between them, or leave out the hours of what runs all the time.`,
    );
  }
  return { opens: from, closes: to, openMinutes, days };
}

function minuteOfDay(time: string, field: string, of: string): number {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (hour === undefined) {
    throw new RunError(`${of}: ${field} is ${shown(time)}: give hour and minute of 24 hours, such as "08:00".`);
  }
  return Number(hour) * 60 + Number(minute);
}

function isTimeZone(name: unknown): boolean {
  // Without one, the machine's own time zone would be meant.
  if (typeof name !== "string") return false;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function shown(value: unknown): string {
  return value === undefined ? "missing" : JSON.stringify(value);
}
