import { spoiledCampaign } from "./campaign.js";
import { CHANGING } from "../turns/stories.js";

spoiledCampaign("spoiled while changing", CHANGING);
