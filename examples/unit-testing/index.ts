// A component, and in parts-inspection.test.ts its unit tests: they need neither AWS nor a Pulumi engine.
import * as pulumi from "@pulumi/pulumi";
import { PartsInspection } from "./parts-inspection";

const config = new pulumi.Config();

const inspection = new PartsInspection("parts", {
  bucket: config.require("bucket"),
  stage: config.get("stage") === "production" ? "production" : "dev",
  staffCollectionId: config.get("staffCollectionId") ?? "staff",
});

export const modelArn = inspection.modelArn;
export const isStaffKnown = inspection.isStaffKnown;
