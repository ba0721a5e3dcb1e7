import { spoiledCampaign } from "./campaign.js";
import { MAKING } from "../turns/stories.js";

spoiledCampaign("spoiled while making", MAKING);
