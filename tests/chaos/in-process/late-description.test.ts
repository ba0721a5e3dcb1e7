import { lateCampaign } from "./late-campaign.js";

lateCampaign("description");
