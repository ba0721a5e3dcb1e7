export { Collection, type CollectionArgs } from "./generated/collection.js";
export { Project, type ProjectArgs } from "./generated/project.js";
export { ProjectVersion, type ProjectVersionArgs } from "./generated/project-version.js";
export { StreamProcessor, type StreamProcessorArgs } from "./generated/stream-processor.js";
export { Provider, type AssumeRoleArgs, type ProviderArgs } from "./provider.js";
