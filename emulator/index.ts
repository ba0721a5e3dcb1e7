export { startEmulator } from "./emulator.js";
export type { Emulator, EmulatorOptions } from "./emulator.js";
export { controlClient } from "./client.js";
export type { ControlClient, ControlClientOptions } from "./client.js";
export type { CallAnswer, CallRecord } from "./calls.js";
export type { Fault, FaultKind } from "./faults.js";
export type { ForcedStatus } from "./force.js";
export type { HeldCall } from "./holds.js";
export type {
  ImageBox,
  ImageCelebrity,
  ImageContents,
  ImageEmotion,
  ImageEquipment,
  ImageFace,
  ImageLabel,
  ImageMatch,
  ImageRule,
  ImageText,
  ImageWarning,
  ImageWorker,
  SegmentKind,
  VideoSegment,
  RuleSet,
} from "./image-contents.js";
export type { ManifestLineReport, ManifestReport, ManifestReports } from "./manifest-report.js";
export type { MeterReport, ModelUsage, ProcessorUsage, Run } from "./meter.js";
export type { FolderOption } from "./buckets/given-folder.js";
export type { Notification, VideoJobMessage } from "./notifications.js";
export type {
  CopyOutcome,
  DatasetCreateOutcome,
  DatasetUpdateOutcome,
  Outcomes,
  StartOutcome,
  StreamProcessorStartOutcome,
  TrainingOutcome,
  VideoOutcome,
} from "./outcomes.js";
export type { ServedRequest } from "./server.js";
export type { Pending } from "./pending.js";
export type {
  CollectionState,
  DatasetState,
  PolicyState,
  ProjectState,
  StateReport,
  StreamProcessorState,
  VersionState,
  VideoJobState,
} from "./state.js";
export type { StatusChange } from "./store/status.js";
export type { StreamLabel, StreamMessage, StreamVideoMapping } from "./streams/messages.js";
export type {
  CollectionFace,
  FaceBox,
  FaceSearchRecord,
  FaceSearchResult,
  FoundFrame,
  StreamRecord,
} from "./streams/records.js";
export type { Switches } from "./switches.js";
