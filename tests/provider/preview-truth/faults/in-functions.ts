import * as z from "zod";
import { withSchema } from "./altered-schema.js";
import type { PlantedFault } from "./planted-fault.js";

function exchanged(mistake: string, name: string, input: string, schema: z.ZodType): PlantedFault {
  return {
    mistake,
    shows: new RegExp(`^${name}\\.${input} `),
    plant: (published) => ({
      ...published,
      functionOf: (asked) => {
        const found = published.functionOf(asked);
        return found === undefined || asked !== name ? found : withSchema(found, input, schema);
      },
    }),
  };
}

/** Mistakes in what a function takes. */
export const FAULTS_IN_FUNCTIONS: readonly PlantedFault[] = [
  exchanged(
    "a job's id may have 65 characters",
    "getFaceSearch",
    "jobId",
    z
      .string()
      .min(1)
      .max(65)
      .regex(/^[a-zA-Z0-9-_]+$/, "of the form"),
  ),
  exchanged("eleven names may be asked for", "getProjects", "projectNames", z.array(z.string()).min(1).max(11)),
  exchanged("a search may go over lines", "getDatasetEntries", "sourceRefContains", z.string().min(1).max(2048)),
];
