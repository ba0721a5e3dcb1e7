import { severalRegions } from "../scenarios/examples/several-regions.js";

severalRegions("typescript");
