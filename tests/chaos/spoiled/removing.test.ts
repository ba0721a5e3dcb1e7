import { LOOKING_AND_REMOVING, SWEEPING } from "../turns/stories.js";
import { spoiledCampaign } from "./campaign.js";

spoiledCampaign("spoiled while removing", [...LOOKING_AND_REMOVING, ...SWEEPING]);
