import * as pulumi from "@pulumi/pulumi";
import { unknownKeys } from "../provider/session/configuration/unknown-keys.js";

const told = new Set<string>();

/**
 * Fails where the stack's configuration has a key that resembles one of this package's, and warns of others that nothing
 * reads, once. The program asks: the dynamic host tells the provider single keys only.
 */
export function checkConfiguration(): void {
  const keys = Object.keys(pulumi.runtime.allConfig()).filter((key) => key.startsWith("rekognition:"));
  if (keys.length === 0) return;
  const seen = JSON.stringify([pulumi.getProject(), pulumi.getStack(), keys]);
  if (told.has(seen)) return;
  const { errors, warnings } = unknownKeys(keys, pulumi.getProject());
  failFor(errors);
  told.add(seen);
  for (const warning of warnings) void pulumi.log.warn(warning);
}

/** Ends the program with sentences about what is configured; without a stack trace, which would say nothing more. */
export function failFor(errors: readonly string[]): void {
  if (errors.length === 0) return;
  throw new pulumi.RunError(
    `${errors.join(" ")} docs/reference/configuration.md lists what is known. [InvalidConfiguration]`,
  );
}

/** A value of the stack's configuration, secret where it is secret there; undefined where it is not set. */
export function configured(key: string): pulumi.Input<string> | undefined {
  const value = pulumi.runtime.getConfig(key);
  return value !== undefined && isSecret(key) ? pulumi.secret(value) : value;
}

/** Pulumi keeps this function out of its declarations, and warns of code that reads a secret value through its classes. */
export function isSecret(key: string): boolean {
  const { isConfigSecret } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };
  return isConfigSecret?.(key) === true;
}
