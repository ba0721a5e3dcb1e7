import { RekognitionError } from "../../base/errors.js";
import type { ConfigSource } from "../../session/config.js";
import type { Engine } from "../../session/engine.js";
import { programServices } from "../../session/process-services.js";
import { Session } from "../../session/session.js";

export { isRekognitionError } from "../../base/errors.js";
export { functionNamed } from "../../functions/table.js";

/* Functions run in the program's own process: what a provider's engine does there, the program's log does. */

/** A session within the program, under this configuration. */
export function programSession(source: ConfigSource, engine: Engine): Session {
  const session = new Session(() => programServices(engine));
  session.configure(source);
  return session;
}

/** Why a charged function gives nothing in a preview. */
export function notInPreview(name: string): RekognitionError {
  return new RekognitionError("NotInPreview", `${name} costs money, so it is not called in a preview`);
}
