/* The program hashes a manifest file as the plugin does, without loading what else the plugin needs. */
export { hashManifest } from "../resources/dataset/manifest-file.js";
