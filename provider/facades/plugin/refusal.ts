import { Metadata, type StatusObject, status } from "@grpc/grpc-js";
import { Any } from "google-protobuf/google/protobuf/any_pb.js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb.js";
import { Status } from "@pulumi/pulumi/proto/status_pb.js";
import { RekognitionError, isRekognitionError } from "../../base/errors.js";
import { printable } from "../../base/printable.js";
import { InitFailed } from "./provider.js";
import { toStruct } from "./values.js";

export const AWS_KEYS =
  "What the stack configures under aws: does not reach this plugin. Set it under rekognition: `pulumi config set rekognition:profile NAME` or rekognition:assumeRoles, `pulumi config set rekognition:region REGION`, `pulumi config set rekognition:allowedAccountIds ACCOUNT`.";

const INIT_FAILED = "pulumirpc.ErrorResourceInitFailed";

/** A failure as the engine takes it; of what exists but could not be finished it keeps the record. */
export function refusalOf(error: unknown): Partial<StatusObject> {
  if (error instanceof InitFailed) return initFailure(error);
  if (isRekognitionError(error, "WrongAccount")) {
    return { code: codeOf(error), details: error.withMore(AWS_KEYS).message };
  }
  if (error instanceof RekognitionError) return { code: codeOf(error), details: error.message };
  // The engine shows the details alone: a fault of ours has to say where it is.
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: status.UNKNOWN, details: printable(said) };
}

/** The engine tells apart only whether it is known what became of the call. */
function codeOf(error: RekognitionError): status {
  if (error.effectUnknown) return status.UNKNOWN;
  return isRekognitionError(error, "Cancelled", "EngineGone") ? status.CANCELLED : status.FAILED_PRECONDITION;
}

function initFailure({ id, state, message: details }: InitFailed): Partial<StatusObject> {
  const failed = new ErrorResourceInitFailed().setId(id).setProperties(toStruct(state)).setReasonsList([details]);
  const detail = new Any();
  detail.pack(failed.serializeBinary(), INIT_FAILED);
  const told = new Status().setCode(status.UNKNOWN).setMessage(details);
  told.addDetails(detail);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(told.serializeBinary()));
  return { code: status.UNKNOWN, details, metadata };
}
