export { Project, type ProjectArgs } from "./generated/project.js";
export { ProjectVersion, type ProjectVersionArgs } from "./generated/project-version.js";
