import * as z from "zod";
import { FAULT_KINDS, type Fault } from "../faults.js";
import type { ForcedStatus } from "../force.js";
import type {
  CopyOutcome,
  DatasetCreateOutcome,
  DatasetUpdateOutcome,
  Outcomes,
  StartOutcome,
  StreamProcessorStartOutcome,
  TrainingOutcome,
  VideoOutcome,
} from "../outcomes.js";
import { SWITCHES, type Switches } from "../switches.js";

/**
 * What may have come from outside, as JSON, as what it should be.
 * @throws Error that says of each member what is wrong with it
 */
export function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new Error(read.error.issues.map(({ path, message }) => [...path.map(String), message].join(": ")).join("; "));
}

/** A schema for each member of an interface, so that none is forgotten. */
type Members<T> = { readonly [Name in keyof T]-?: z.ZodType<T[Name] | undefined> };

/**
 * The schema of an interface.
 * @param only what a member is called where one that is not known is a mistake; default: it is left out
 */
export function shape<T>(members: Members<T>, only = ""): z.ZodType<T> {
  const error: z.core.$ZodErrorMap = (issue) =>
    issue.code === "unrecognized_keys" ? `unknown ${only} ${issue.keys.join(", ")}` : undefined;
  const schema: z.ZodType = only === "" ? z.object(members) : z.strictObject(members, { error });
  return schema as z.ZodType<T>;
}

/** Infinity is one, too. */
export const amount = z.custom<number>(
  (value) => typeof value === "number" && value >= 0,
  "takes a number of at least 0",
);

export const FAULT = shape<Fault>({
  operation: z.string(),
  kind: z.enum(FAULT_KINDS, { error: `unknown fault kind: use ${FAULT_KINDS.join(", ")}` }),
  times: amount.optional(),
  skip: amount.optional(),
  probability: amount.optional(),
  message: z.string().optional(),
});

export const FORCED_STATUS = shape<ForcedStatus>({
  arn: z.string(),
  status: z.string(),
  message: z.string().optional(),
});

const outcome = <const Status extends string>(...statuses: Status[]) => ({
  match: z.object({ name: z.string() }).optional(),
  status: z.enum(statuses).optional(),
  message: z.string().optional(),
  seconds: amount.optional(),
});

const list = <T>(entry: z.ZodType<T>) => z.array(entry).optional();

/** How the next start ends. */
export const START_OUTCOMES = {
  model: shape<StartOutcome>(outcome("RUNNING", "FAILED")),
  streamProcessor: shape<StreamProcessorStartOutcome>(outcome("RUNNING", "FAILED")),
};

export const OUTCOMES = shape<Outcomes>(
  {
    training: list(
      shape<TrainingOutcome>({
        ...outcome("TRAINING_COMPLETED", "TRAINING_FAILED"),
        f1Score: amount.optional(),
        labelF1Scores: z.record(z.string(), amount).optional(),
      }),
    ),
    start: list(START_OUTCOMES.model),
    copy: list(shape<CopyOutcome>(outcome("COPYING_COMPLETED", "COPYING_FAILED"))),
    datasetCreate: list(shape<DatasetCreateOutcome>(outcome("CREATE_COMPLETE", "CREATE_FAILED"))),
    datasetUpdate: list(shape<DatasetUpdateOutcome>(outcome("UPDATE_COMPLETE", "UPDATE_FAILED"))),
    streamProcessorStart: list(START_OUTCOMES.streamProcessor),
    video: list(shape<VideoOutcome>({ ...outcome("SUCCEEDED", "FAILED"), detections: amount.optional() })),
  },
  "outcome",
);

/** Any value of the type that a switch has by default. */
function valueLike(value: Switches[keyof Switches]): z.ZodType {
  if (typeof value === "number") return amount;
  if (typeof value === "boolean") return z.boolean();
  return typeof value === "string" ? z.string() : z.array(z.string());
}

const switches = Object.entries(SWITCHES).map(([name, each]) => [name, valueLike(each.default).exactOptional()]);
export const SWITCH_CHANGES = shape(Object.fromEntries(switches) as Members<Partial<Switches>>, "switch");
