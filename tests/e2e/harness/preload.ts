// Loaded into every Node process the engine starts, through NODE_OPTIONS: the same rule holds there as in the tests.
import { refuseForeignConnections } from "../../loopback-only.js";

refuseForeignConnections();
