import { OTHER_ACCOUNT } from "../harness/rig.js";

/** A document that lets a principal copy a project's models. */
export function allow(projectArn: string, principal = `arn:aws:iam::${OTHER_ACCOUNT}:root`): Record<string, unknown> {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: principal },
        Action: "rekognition:CopyProjectVersion",
        Resource: `${projectArn.replace(/\/\d+$/, "")}/version/*/*`,
      },
    ],
  };
}
