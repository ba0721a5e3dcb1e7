import * as z from "zod";
import { defineResource, optional, output } from "../../schema/definition.js";
import { commonInputs, name255 } from "../../schema/shapes.js";

const PAGE = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateProject.html";

/** A project, which contains datasets and models. */
export const projectDefinition = defineResource({
  kind: "Project",
  doc: "An Amazon Rekognition project, which contains Custom Labels models or content moderation adapters. Costs nothing itself.",
  page: PAGE,
  name: { field: "projectName", maxLength: 255, reuse: "deleteFirst" },
  deleteBeforeReplace: false,
  alsoCalled: { name: "projectName", forceDelete: "forceDestroy" },
  inputs: {
    projectName: optional(
      "replace",
      name255,
      "Name, unique in account and region. 1 to 255 letters, digits and _ . -. Default: the logical name and a hash. At most 100 projects per account and region.",
    ),
    feature: optional(
      "replace",
      z.enum(["CUSTOM_LABELS", "CONTENT_MODERATION"]),
      "What the project's models are for. Default CUSTOM_LABELS. CONTENT_MODERATION is for adapters, which AWS has had since 2023.",
    ),
    autoUpdate: optional(
      "replace",
      z.enum(["ENABLED", "DISABLED"]),
      "Whether adapters are retrained when AWS retires their base model. Required for CONTENT_MODERATION, refused otherwise.",
    ),
    forceDestroy: optional(
      "local",
      z.boolean(),
      "Delete, with the project, the models and datasets that this owner left in it: those kept by deletionPolicy, and those that an interrupted create never recorded. What is recorded is deleted with its own resource. A running training is listed, never waited for. Default false: deletion of a project that is not empty fails and lists its contents.",
    ),
    ...commonInputs,
  },
  outputs: {
    status: output(z.enum(["CREATING", "CREATED", "DELETING"]), "Status as AWS reports it."),
    consoleUrl: output(
      z.string(),
      "The project's page in the AWS console. Absent for CONTENT_MODERATION and wherever the console's address is not known.",
    ),
    creationTimestamp: output(z.string(), "When the project was created, ISO 8601 in UTC."),
  },
  rules: [
    {
      fields: ["feature", "autoUpdate"],
      property: "autoUpdate",
      reason: "must be set for CONTENT_MODERATION projects: ENABLED or DISABLED",
      page: PAGE,
      holds: (inputs) => inputs.feature !== "CONTENT_MODERATION" || inputs.autoUpdate !== undefined,
    },
    {
      fields: ["feature", "autoUpdate"],
      property: "autoUpdate",
      reason: "applies to CONTENT_MODERATION projects only: leave it unset for CUSTOM_LABELS",
      page: PAGE,
      holds: (inputs) => inputs.feature === "CONTENT_MODERATION" || inputs.autoUpdate === undefined,
    },
  ],
});
