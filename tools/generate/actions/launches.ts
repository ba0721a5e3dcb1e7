/** The launches that brought the actions this package began with, and what each brought. */
export interface Launch {
  readonly year: string;
  readonly date: string;
  readonly what: string;
  readonly actions: readonly string[];
  /** Older actions that it changed. */
  readonly changed: readonly string[];
}

export const launches: readonly Launch[] = [
  {
    year: "2017",
    date: "2017-11-29",
    what: "analysis of stored and live video",
    actions: [
      "CreateStreamProcessor",
      "DeleteStreamProcessor",
      "DescribeStreamProcessor",
      "GetCelebrityRecognition",
      "GetContentModeration",
      "GetFaceDetection",
      "GetFaceSearch",
      "GetLabelDetection",
      "GetPersonTracking",
      "ListStreamProcessors",
      "StartCelebrityRecognition",
      "StartContentModeration",
      "StartFaceDetection",
      "StartFaceSearch",
      "StartLabelDetection",
      "StartPersonTracking",
      "StartStreamProcessor",
      "StopStreamProcessor",
    ],
    changed: [],
  },
  {
    year: "2019",
    date: "2019-12-03",
    what: "Custom Labels, and human review of DetectModerationLabels",
    actions: [
      "CreateProject",
      "CreateProjectVersion",
      "DescribeProjectVersions",
      "DescribeProjects",
      "DetectCustomLabels",
      "StartProjectVersion",
      "StopProjectVersion",
    ],
    changed: ["DetectModerationLabels"],
  },
  {
    year: "2024",
    date: "2024-04-10",
    what: "content types in the results of GetContentModeration",
    actions: [],
    changed: ["GetContentModeration"],
  },
];
