import type { Rekognition } from "@aws-sdk/client-rekognition";
import { eventually, same, tagged } from "./asserting.js";
import { type CaseContext, FREE, type LiveCase } from "./live-case.js";
import { program } from "./program.js";
import { atProjects, whileLooking } from "./watch.js";

interface Said {
  readonly account: string;
  readonly names: { readonly labels: string; readonly adapters: string };
  readonly stage: string;
  readonly principal: "root" | "number";
}

const declare = ({ account, names, stage, principal }: Said): string =>
  program(
    { account, names, stage, principal },
    `const labels = new r.Project("labels", { projectName: names.labels, tags: { stage } });
     new r.Project("adapters", { projectName: names.adapters, feature: "CONTENT_MODERATION", autoUpdate: "DISABLED" });
     new r.ProjectPolicy("policy", {
       projectArn: labels.arn,
       policyName: "to-copy",
       policyDocument: labels.arn.apply((arn) => ({
         Version: "2012-10-17",
         Statement: [{
           Effect: "Allow",
           Principal: { AWS: principal === "number" ? account : arn.split(":").slice(0, 2).join(":") + ":iam::" + account + ":root" },
           Action: "rekognition:CopyProjectVersion",
           Resource: arn.replace(/\\/\\d+$/, "/version/" + (stage === "one" ? "*" : "v*") + "/*"),
         }],
       })),
     });
     exports.status = r.getProjectOutput({ projectName: labels.projectName }).status;
     exports.models = r.getProjectVersionsOutput({ projectArn: labels.arn }).projectVersionDescriptions;
     exports.datasets = r.getDatasetsOutput({ projectArn: labels.arn }).datasets;`,
  );

export async function projectNamed(client: Rekognition, name: string) {
  const Features = ["CUSTOM_LABELS", "CONTENT_MODERATION"] as const;
  const { ProjectDescriptions = [] } = await client.describeProjects({ ProjectNames: [name], Features: [...Features] });
  return ProjectDescriptions[0];
}

async function run(context: CaseContext): Promise<undefined> {
  const { aws, name, settings } = context;
  const names = { labels: name("labels"), adapters: name("adapters") };
  const said = { account: settings.account, names, principal: "root" } as const;
  const stack = await context.stack();
  await whileLooking(context, atProjects(...Object.values(names)), async () => {
    await stack.up(declare({ ...said, stage: "one" }));
    const made = await projectNamed(aws.rekognition, names.labels);
    same("the project's status", made?.Status, "CREATED");
    same("the adapters' feature", (await projectNamed(aws.rekognition, names.adapters))?.Feature, "CONTENT_MODERATION");
    await tagged(context, made?.ProjectArn ?? "", "stage", "one");
    const before = await policyOf(context, made?.ProjectArn);
    await stack.up(declare({ ...said, stage: "two" }));
    await tagged(context, made?.ProjectArn ?? "", "stage", "two");
    await eventually(context, "the policy has another revision", async () => {
      const after = await policyOf(context, made?.ProjectArn);
      return after !== undefined && after !== before;
    });
    await stack.refresh();
    await stack.destroy();
  });
  for (const each of Object.values(names)) {
    same(`the deleted project ${each}`, await projectNamed(aws.rekognition, each), undefined);
  }
  return undefined;
}

async function policyOf({ aws }: CaseContext, ProjectArn: string | undefined): Promise<string | undefined> {
  const { ProjectPolicies = [] } = await aws.rekognition.listProjectPolicies({ ProjectArn });
  return ProjectPolicies.find(({ PolicyName }) => PolicyName === "to-copy")?.PolicyRevisionId;
}

export const project: LiveCase = {
  name: "project",
  what: "a Project, one for adapters, and a ProjectPolicy; their tags and the document change; functions",
  bounds: FREE,
  run,
};
