import * as z from "zod";
import { boundingBox, point } from "../../schema/shapes.js";

const confidence = z.number().describe("Confidence, in percent, 0 to 100.");

export const customLabel = z
  .strictObject({
    name: z.string().describe("Name of the label."),
    confidence,
    geometry: z
      .strictObject({
        boundingBox: boundingBox.optional().describe("Bounding box."),
        polygon: z.array(point).optional().describe("Never set for custom labels."),
      })
      .meta({ id: "Geometry", description: "Location in the image." })
      .optional()
      .describe("Location in the image, for models that detect objects only."),
  })
  .meta({ id: "CustomLabel", description: "A label that a model found." });

export const moderationLabel = z
  .strictObject({
    name: z.string().describe("Name of the label."),
    parentName: z.string().optional().describe("Name of the label above it; empty at the top."),
    taxonomyLevel: z.int().optional().describe("Depth in AWS's taxonomy: 1 at the top, to 3."),
    confidence,
  })
  .meta({ id: "ModerationLabel", description: "A moderation label that was detected." });

export const contentType = z
  .strictObject({ name: z.string().describe("Name, such as Animated Content."), confidence })
  .meta({ id: "ContentType", description: "Content type, such as animation." });

export const humanLoopActivationOutput = z
  .strictObject({
    humanLoopArn: z.string().optional().describe("ARN of the human loop that was started."),
    humanLoopActivationReasons: z.array(z.string()).optional().describe("Why it was started."),
    humanLoopActivationConditionsEvaluationResults: z
      .string()
      .optional()
      .describe("Results of the conditions of the flow definition, as JSON."),
  })
  .meta({ id: "HumanLoopActivationOutput", description: "Whether people review the image, and why." });

const named = (id: string, description: string): z.ZodObject<{ name: z.ZodString }> =>
  z.strictObject({ name: z.string().describe("Name.") }).meta({ id, description });

export const label = z
  .strictObject({
    name: z.string().describe("Name of the label."),
    confidence,
    instances: z
      .array(
        z
          .strictObject({ boundingBox: boundingBox.optional().describe("Bounding box."), confidence })
          .meta({ id: "Instance", description: "One instance of a label." }),
      )
      .optional()
      .describe("Each instance of the label, if AWS can tell them apart."),
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
  .meta({ id: "Label", description: "An object, a scene or an activity." });
