import type { CopyProjectVersionRequest, CopyProjectVersionResponse } from "@aws-sdk/client-rekognition";
import type { EventArgs } from "../../events/shapes.js";
import { TRAINING_FAILURES } from "../../media/training-failures.js";
import {
  accessDenied,
  invalidParameter,
  limitExceeded,
  resourceInUse,
  resourceNotFound,
} from "../../protocol/errors.js";
import { parseArn } from "../../store/arns.js";
import { allVersions, refuseForeign, requireProject, versionOf } from "../../store/lookup.js";
import type { Project, ProjectVersion } from "../../store/things.js";
import { copyResults, writeResults } from "../../training-results/results.js";
import type { Call, World } from "../../world.js";
import type { Handler } from "../handler.js";
import { VERSION_LEGALITY } from "../legality.js";
import { addVersion, checkRoom } from "../new-version.js";
import { checkTagCount } from "../tags.js";
import { decide } from "./policy-decision.js";

type CopyInput = Parameters<typeof copyProjectVersion>[0];

function findSourceProject(call: Call, arn: string): Project {
  const { account, region } = parseArn(arn) ?? { account: "", region: "" };
  if (region !== call.scope.region) throw invalidParameter("A model is copied within its Region.");
  const projects = [...call.world.store.scope(account, region).projects.values()];
  const project = projects.find((each) => each.arn === arn);
  if (project !== undefined) return project;
  refuseForeign(call, arn);
  throw resourceNotFound(`The project with ARN ${arn} does not exist.`);
}

/** The project's policies decide; without one, its own account may copy and others may not. */
function checkPermission(call: Call, project: Project, versionArn: string): void {
  const statements = [...project.policies.values()].flatMap((policy) => policy.statements);
  const decision = decide(statements, call.caller, versionArn);
  const isOwn = parseArn(project.arn)?.account === call.caller.account;
  if (decision === "allowed" || (decision === "silent" && isOwn)) return;
  throw accessDenied(
    `User: ${call.caller.arn} is not authorized to perform: rekognition:CopyProjectVersion on resource: ${versionArn}`,
  );
}

function findSource(call: Call, input: CopyInput): ProjectVersion {
  const project = findSourceProject(call, input.SourceProjectArn);
  checkPermission(call, project, input.SourceProjectVersionArn);
  const source = [...project.versions.values()].find((version) => version.arn === input.SourceProjectVersionArn);
  if (source === undefined) {
    throw resourceNotFound(`The project version with ARN ${input.SourceProjectVersionArn} does not exist.`);
  }
  return source;
}

function checkCopies(call: Call): void {
  const { quotaConcurrentCopies } = call.world.switches;
  const copying = [...allVersions(call)].filter((version) => version.status.current === "COPYING_IN_PROGRESS");
  if (copying.length >= quotaConcurrentCopies) {
    throw limitExceeded(`Concurrent copy limit exceeded for account, limit - ${quotaConcurrentCopies}.`);
  }
}

/** The results go along, for free, as they are now in the source's bucket; the datasets do not. */
function beginCopy(call: Call, source: ProjectVersion, copy: ProjectVersion): void {
  const { timeline, switches, outcomes } = call.world;
  const scripted = outcomes.take("copy", copy.name);
  const { training, trainingEndedAtMs, validated, model } = source;
  const durationMs = scripted?.seconds === undefined ? switches.modelCopyingMs : scripted.seconds * 1000;
  const files = copyResults(call.world, source);
  copy.upcoming = model;
  copy.pending = timeline.at(call.nowMs + durationMs, "modelCopied", {
    version: copy.arn,
    failure: scripted?.status === "COPYING_FAILED" ? (scripted.message ?? TRAINING_FAILURES.service) : undefined,
    f1Score: training?.f1Score,
    trainingEndedAtMs,
    validated,
    files: [...files],
  });
}

export function endCopy(world: World, args: EventArgs["modelCopied"], atMs: number): void {
  const { f1Score, trainingEndedAtMs, validated, files } = args;
  const copy = versionOf(world.store, args.version);
  if (copy === undefined) return;
  const { upcoming } = copy;
  copy.pending = undefined;
  copy.upcoming = undefined;
  const isWritten = args.failure === undefined && writeResults(world, copy, files);
  if (!isWritten) {
    copy.status.set("COPYING_FAILED", atMs, args.failure ?? TRAINING_FAILURES.noOutputBucket);
    return;
  }
  copy.status.set("COPYING_COMPLETED", atMs, "The model is ready to run.");
  Object.assign(copy, { trainingEndedAtMs, validated, model: upcoming });
  copy.training = f1Score === undefined ? undefined : { f1Score, billableSeconds: undefined };
}

/** Called in the destination's account. */
export const copyProjectVersion: Handler<CopyProjectVersionRequest, CopyProjectVersionResponse> = (input, call) => {
  checkTagCount(call, input.Tags ?? {});
  const source = findSource(call, input);
  const destination = requireProject(call, input.DestinationProjectArn);
  if (source.project.feature !== "CUSTOM_LABELS" || destination.feature !== "CUSTOM_LABELS") {
    throw invalidParameter("Only models of Custom Labels can be copied.");
  }
  const status = source.status.current;
  if (VERSION_LEGALITY[status].copy !== "ok") {
    throw resourceInUse(`The project version ${source.name} cannot be copied while it is ${status}.`);
  }
  checkRoom(call, destination, input.VersionName);
  checkCopies(call);
  const copy = addVersion(call, destination, {
    name: input.VersionName,
    status: "COPYING_IN_PROGRESS",
    statusMessage: "The model is being copied.",
    outputConfig: input.OutputConfig,
    trainingData: source.trainingData,
    testingData: source.testingData,
    kmsKeyId: input.KmsKeyId,
    tags: input.Tags,
    sourceArn: source.arn,
  });
  beginCopy(call, source, copy);
  return { ProjectVersionArn: copy.arn };
};
