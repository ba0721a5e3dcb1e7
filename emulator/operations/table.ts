import * as collections from "./collections.js";
import * as datasetChanges from "./datasets/changes.js";
import * as datasets from "./datasets/datasets.js";
import * as datasetLists from "./datasets/lists.js";
import { detectCustomLabels } from "./detect-custom-labels.js";
import { compareFaces, detectFaces } from "./faces/detect.js";
import { indexFaces } from "./faces/index-faces.js";
import * as faceSearch from "./faces/search.js";
import * as faces from "./faces/stored.js";
import { changing, reading } from "./handler.js";
import type { Operation } from "./handler.js";
import * as hosting from "./hosting.js";
import { copyProjectVersion } from "./policies/copy.js";
import * as projectPolicies from "./policies/project-policies.js";
import { getCelebrityInfo, recognizeCelebrities } from "./images/celebrities.js";
import { detectLabels } from "./images/labels.js";
import { detectProtectiveEquipment } from "./images/protective-equipment.js";
import { detectText } from "./images/texts.js";
import { detectModerationLabels } from "./moderation/detect.js";
import * as projectVersions from "./project-versions.js";
import * as projects from "./projects.js";
import * as streamProcessorRuns from "./stream-processor-runs.js";
import * as streamProcessors from "./stream-processors.js";
import * as tags from "./tags.js";
import * as userFaces from "./users/faces.js";
import * as userSearch from "./users/search.js";
import * as users from "./users/users.js";
import * as videoLabels from "./video/labels.js";
import * as videoPeople from "./video/people.js";
import { getSegmentDetection } from "./video/segments.js";
import * as videoStarts from "./video/starts.js";
import { describeProjectVersions } from "./version-description.js";

/** The operations that behave. Every other one of AWS's is checked and then refused. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  CreateProject: changing(projects.createProject),
  DescribeProjects: reading(projects.describeProjects),
  DeleteProject: changing(projects.deleteProject),

  CreateDataset: changing(datasets.createDataset),
  DescribeDataset: reading(datasets.describeDataset),
  DeleteDataset: changing(datasets.deleteDataset),
  UpdateDatasetEntries: changing(datasetChanges.updateDatasetEntries),
  DistributeDatasetEntries: changing(datasetChanges.distributeDatasetEntries),
  ListDatasetEntries: reading(datasetLists.listDatasetEntries),
  ListDatasetLabels: reading(datasetLists.listDatasetLabels),

  CreateProjectVersion: changing(projectVersions.createProjectVersion),
  DescribeProjectVersions: reading(describeProjectVersions),
  StartProjectVersion: changing(hosting.startProjectVersion),
  StopProjectVersion: changing(hosting.stopProjectVersion),
  DeleteProjectVersion: changing(projectVersions.deleteProjectVersion),
  CopyProjectVersion: changing(copyProjectVersion),
  DetectCustomLabels: reading(detectCustomLabels),
  DetectModerationLabels: reading(detectModerationLabels),
  DetectLabels: reading(detectLabels),
  DetectText: reading(detectText),
  DetectProtectiveEquipment: reading(detectProtectiveEquipment),
  RecognizeCelebrities: reading(recognizeCelebrities),
  GetCelebrityInfo: reading(getCelebrityInfo),

  PutProjectPolicy: changing(projectPolicies.putProjectPolicy),
  ListProjectPolicies: reading(projectPolicies.listProjectPolicies),
  DeleteProjectPolicy: changing(projectPolicies.deleteProjectPolicy),

  CreateCollection: changing(collections.createCollection),
  DescribeCollection: reading(collections.describeCollection),
  ListCollections: reading(collections.listCollections),
  DeleteCollection: changing(collections.deleteCollection),
  IndexFaces: changing(indexFaces),
  ListFaces: reading(faces.listFaces),
  DeleteFaces: changing(faces.deleteFaces),
  SearchFaces: reading(faceSearch.searchFaces),
  SearchFacesByImage: reading(faceSearch.searchFacesByImage),
  DetectFaces: reading(detectFaces),
  CompareFaces: reading(compareFaces),

  CreateUser: changing(users.createUser),
  ListUsers: reading(users.listUsers),
  DeleteUser: changing(users.deleteUser),
  AssociateFaces: changing(userFaces.associateFaces),
  DisassociateFaces: changing(userFaces.disassociateFaces),
  SearchUsers: reading(userSearch.searchUsers),
  SearchUsersByImage: reading(userSearch.searchUsersByImage),

  CreateStreamProcessor: changing(streamProcessors.createStreamProcessor),
  DescribeStreamProcessor: reading(streamProcessors.describeStreamProcessor),
  ListStreamProcessors: reading(streamProcessors.listStreamProcessors),
  UpdateStreamProcessor: changing(streamProcessors.updateStreamProcessor),
  DeleteStreamProcessor: changing(streamProcessors.deleteStreamProcessor),
  StartStreamProcessor: changing(streamProcessorRuns.startStreamProcessor),
  StopStreamProcessor: changing(streamProcessorRuns.stopStreamProcessor),

  StartLabelDetection: changing(videoStarts.startLabelDetection),
  GetLabelDetection: reading(videoLabels.getLabelDetection),
  StartTextDetection: changing(videoStarts.startTextDetection),
  GetTextDetection: reading(videoLabels.getTextDetection),
  StartSegmentDetection: changing(videoStarts.startSegmentDetection),
  GetSegmentDetection: reading(getSegmentDetection),
  StartContentModeration: changing(videoStarts.startContentModeration),
  GetContentModeration: reading(videoLabels.getContentModeration),
  StartFaceDetection: changing(videoStarts.startFaceDetection),
  GetFaceDetection: reading(videoPeople.getFaceDetection),
  StartFaceSearch: changing(videoStarts.startFaceSearch),
  GetFaceSearch: reading(videoPeople.getFaceSearch),
  StartCelebrityRecognition: changing(videoStarts.startCelebrityRecognition),
  GetCelebrityRecognition: reading(videoPeople.getCelebrityRecognition),

  TagResource: changing(tags.tagResource),
  UntagResource: changing(tags.untagResource),
  ListTagsForResource: reading(tags.listTagsForResource),
};
