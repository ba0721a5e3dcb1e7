import { isRekognitionError } from "../base/errors.js";

/** The answer; undefined where the service says that there is no such thing. */
export async function absentIfNotFound<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isRekognitionError(error, "NotFound")) return undefined;
    throw error;
  }
}

/** What a look saw that only saves calls; undefined where it is denied, since it is no permission that anything needs. */
export async function ifAllowed<T>(look: Promise<T>): Promise<{ readonly seen: T } | undefined> {
  try {
    return { seen: await look };
  } catch (error) {
    if (isRekognitionError(error, "AccessDenied", "StreamProcessorAccessDenied")) return undefined;
    throw error;
  }
}
