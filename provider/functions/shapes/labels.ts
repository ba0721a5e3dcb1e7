import * as z from "zod";
import { boundingBox, point } from "../../schema/shapes.js";

const confidence = z.number().describe("Confidence, in percent, 0 to 100.");

export const customLabel = z
  .strictObject({
    name: z.string().describe("Name of the label."),
    confidence,
    geometry: z
      .strictObject({
        boundingBox: boundingBox.optional().describe("The rectangle around it."),
        polygon: z
          .array(point)
          .optional()
          .describe("Never set for custom labels, other than AWS's first documents said."),
      })
      .meta({ id: "Geometry", description: "Where in the image something is." })
      .optional()
      .describe("Where it is; for models that detect places only."),
  })
  .meta({ id: "CustomLabel", description: "A label that a model found." });

export const moderationLabel = z
  .strictObject({
    name: z.string().describe("Name of the label."),
    parentName: z.string().optional().describe("Name of the label above it; empty at the top."),
    taxonomyLevel: z.int().optional().describe("Depth in AWS's taxonomy: 1 at the top, to 3."),
    confidence,
  })
  .meta({ id: "ModerationLabel", description: "A kind of content that was found." });

export const contentType = z
  .strictObject({ name: z.string().describe("Name, such as Animated Content."), confidence })
  .meta({ id: "ContentType", description: "What kind of picture it is, such as an animation." });

export const humanLoopActivationOutput = z
  .strictObject({
    humanLoopArn: z.string().optional().describe("ARN of the human loop that was started."),
    humanLoopActivationReasons: z.array(z.string()).optional().describe("Why it was started."),
    humanLoopActivationConditionsEvaluationResults: z
      .string()
      .optional()
      .describe("How the conditions of the flow definition came out, JSON."),
  })
  .meta({ id: "HumanLoopActivationOutput", description: "Whether people are asked, and why." });

const named = (id: string, description: string): z.ZodObject<{ name: z.ZodString }> =>
  z.strictObject({ name: z.string().describe("Name.") }).meta({ id, description });

export const label = z
  .strictObject({
    name: z.string().describe("Name of the label."),
    confidence,
    instances: z
      .array(
        z
          .strictObject({ boundingBox: boundingBox.optional().describe("The rectangle around it."), confidence })
          .meta({ id: "Instance", description: "One thing that has the label." }),
      )
      .optional()
      .describe("Each thing that has the label, where AWS can tell them apart."),
    parents: z
      .array(named("Parent", "A more general label."))
      .optional()
      .describe("More general labels, the nearest first."),
    aliases: z.array(named("LabelAlias", "Another name of a label.")).optional().describe("Other names of the label."),
    categories: z
      .array(named("LabelCategory", "A category of labels."))
      .optional()
      .describe("Categories the label belongs to."),
  })
  .meta({ id: "Label", description: "A thing, a scene or an activity." });
