import { behavesAsAProvider } from "./behaviours.js";
import { openDynamic } from "./dynamic.js";
import { openPlugin } from "./plugin.js";
import { openSession } from "./session.js";

describe("a session", () => {
  behavesAsAProvider(openSession);
});

describe("the dynamic façade", () => {
  behavesAsAProvider(openDynamic);
});

describe("the plugin", () => {
  behavesAsAProvider(openPlugin);
});
