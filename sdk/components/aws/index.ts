/** Components that need `@pulumi/aws`: hours in which a model runs, and alarms on what it costs. */
export { type Day, type Hours } from "./hours.js";
export { ModelAlarms, type ModelAlarmsArgs, type MonthlyBudget } from "./model-alarms.js";
export {
  OfficeHours,
  type OfficeHoursArgs,
  type ScheduledModel,
  type ScheduledStreamProcessor,
} from "./office-hours.js";
