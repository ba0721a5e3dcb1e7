const IMAGE = "Analyses one image and keeps nothing: an application's call, with nothing in it for Pulumi to manage.";
const FACES =
  "A collection's faces and users are an application's data; `Collection` manages the collection and shows their counts.";
const LIVENESS = "A session of minutes with one person's device: an application's call.";
const BULK = "Bulk image analysis is closed to new customers since 2026-04-30.";
const PERSONS = "Person tracking ended on 2025-10-31; asking `VideoAnalysisJob` for it is refused with that reason.";
const OTHER_VIDEO =
  "Not among the analyses of `VideoAnalysisJob`: labels, moderation, faces, face search and celebrities.";

/** Why nothing here calls an action. An action is either called or explained, never both. */
export const uncalled: Readonly<Record<string, string | undefined>> = {
  AssociateFaces: FACES,
  CompareFaces: IMAGE,
  CreateFaceLivenessSession: LIVENESS,
  CreateUser: FACES,
  DeleteFaces: FACES,
  DeleteUser: FACES,
  DetectFaces: IMAGE,
  DetectLabels: IMAGE,
  DetectProtectiveEquipment: IMAGE,
  DetectText: IMAGE,
  DisassociateFaces: FACES,
  GetCelebrityInfo: "Looks up one celebrity by id and keeps nothing: an application's call.",
  GetFaceLivenessSessionResults: LIVENESS,
  GetMediaAnalysisJob: BULK,
  GetPersonTracking: PERSONS,
  GetSegmentDetection: OTHER_VIDEO,
  GetTextDetection: OTHER_VIDEO,
  IndexFaces: FACES,
  ListFaces: FACES,
  ListMediaAnalysisJobs: BULK,
  ListUsers: FACES,
  RecognizeCelebrities: IMAGE,
  SearchFaces: FACES,
  SearchFacesByImage: FACES,
  SearchUsers: FACES,
  SearchUsersByImage: FACES,
  StartMediaAnalysisJob: BULK,
  StartPersonTracking: PERSONS,
  StartSegmentDetection: OTHER_VIDEO,
  StartTextDetection: OTHER_VIDEO,
};
