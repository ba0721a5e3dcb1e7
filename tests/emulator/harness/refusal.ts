import { RekognitionServiceException } from "@aws-sdk/client-rekognition";
import { AssertionError } from "chai";

/** What a refused call was told. */
export interface Refusal {
  readonly name: string;
  readonly message: string;
  readonly status: number | undefined;
}

/** Waits for a call that must be refused. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof RekognitionServiceException)) throw error;
    return { name: error.name, message: error.message, status: error.$metadata.httpStatusCode };
  }
  throw new AssertionError("the call was expected to be refused, but it succeeded");
}

/** The name of the error a call was refused with. */
export const refusalName = async (call: Promise<unknown>): Promise<string> => (await refusalOf(call)).name;

/** The names of the errors that calls made together were refused with, each once. */
export const refusalNames = async (...calls: Promise<unknown>[]): Promise<string[]> => [
  ...new Set(await Promise.all(calls.map(refusalName))),
];
