import { type Kind, kinds } from "../../resources/registry.js";
import { keepHeapSmall } from "../../session/heap.js";
import { processServices } from "../../session/process-services.js";
import { DynamicProvider } from "./dynamic-provider.js";

keepHeapSmall();

/* The `__provider` text of every resource in every state requires its kind's provider by name: a name is never changed. */
export = Object.fromEntries(
  Object.entries<Kind>(kinds).map(([name, { handler }]) => [name, new DynamicProvider(handler, processServices)]),
);
