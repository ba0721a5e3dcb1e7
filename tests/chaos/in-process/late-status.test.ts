import { lateCampaign } from "./late-campaign.js";

lateCampaign("status");
