import { isFull } from "../in-process/sample.js";
import { killAnywhere } from "./drawn-kills.js";
import { killEveryOperation } from "./kills-of-every-operation.js";
import { writeReport } from "./report.js";

// One file, since the report counts all of them.
describe("through the real engine", () => {
  killEveryOperation();
  killAnywhere();
  if (isFull) after(writeReport);
});
