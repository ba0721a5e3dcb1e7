import { RekognitionError } from "../../base/errors.js";
import type { Bag } from "../../schema/definition.js";
import { containsUnknown } from "../../schema/unknown.js";
import { type ConfigSource, readConfig } from "../../session/config.js";
import { unknownKeys } from "../../session/configuration/unknown-keys.js";
import { refused } from "../../session/configuration/values.js";

/* The configuration of a provider: what is under `rekognition:` in the stack, or the arguments of an explicit one. */

/** What the engine adds of its own. */
const NOT_OURS: ReadonlySet<string> = new Set(["version", "pluginDownloadURL"]);

/** The settings among a provider's inputs. */
export function settingsIn(inputs: Bag): Bag {
  const isSetting = ([key, value]: [string, unknown]): boolean =>
    !NOT_OURS.has(key) && !key.startsWith("__") && value !== undefined && value !== null;
  return Object.fromEntries(Object.entries(inputs).filter(isSetting));
}

/** Settings as the session reads them: as text, whichever form the program's language gives them. */
export function sourceOf(settings: Bag): ConfigSource {
  return {
    get(key) {
      const [space, name = ""] = key.split(":");
      const value = space === "rekognition" ? settings[name] : undefined;
      return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
    },
  };
}

/** What is wrong with settings, and what they hold that nobody reads; what is unknown yet is not judged. */
export function judgeSettings(settings: Bag, project: string): { failures: string[]; warnings: readonly string[] } {
  const keys = Object.keys(settings).map((name) => `rekognition:${name}`);
  const { errors, warnings } = unknownKeys(keys, project);
  const known = Object.fromEntries(Object.entries(settings).filter(([, value]) => !containsUnknown(value)));
  return { failures: [...errors.map((said) => refused(said).message), ...faultsOf(known)], warnings };
}

function faultsOf(settings: Bag): string[] {
  try {
    readConfig(sourceOf(settings));
    return [];
  } catch (error) {
    if (error instanceof RekognitionError) return [error.message];
    throw error;
  }
}
