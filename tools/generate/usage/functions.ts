/* What an editor and the reference show of each function: the body of the function of its name. */
import * as rekognition from "../../../sdk/index.js";

export async function getProjects(): Promise<void> {
  const { projectDescriptions } = await rekognition.getProjects({ features: ["CUSTOM_LABELS"] });
  const arns = rekognition.getProjectsOutput().projectDescriptions.apply((all) => all.map((one) => one.projectArn));
}

export async function getProject(project: rekognition.Project): Promise<void> {
  const { status } = await rekognition.getProject({ projectName: "parts" });
  const datasets = rekognition.getProjectOutput({ projectName: project.projectName }).datasets;
}

export async function getProjectPolicies(project: rekognition.Project, projectArn: string): Promise<void> {
  const { projectPolicies } = await rekognition.getProjectPolicies({ projectArn });
  const policies = rekognition.getProjectPoliciesOutput({ projectArn: project.arn }).projectPolicies;
}

export async function getProjectVersions(project: rekognition.Project, projectArn: string): Promise<void> {
  const { projectVersionDescriptions } = await rekognition.getProjectVersions({ projectArn });
  const newest = rekognition
    .getProjectVersionsOutput({ projectArn: project.arn })
    .projectVersionDescriptions.apply(([model]) => model?.projectVersionArn);
}

export async function getProjectVersion(model: rekognition.ProjectVersion, projectVersionArn: string): Promise<void> {
  const { status } = await rekognition.getProjectVersion({ projectVersionArn });
  const units = rekognition.getProjectVersionOutput({ projectVersionArn: model.arn }).minInferenceUnits;
}

export async function getEvaluation(model: rekognition.ProjectVersion, projectVersionArn: string): Promise<void> {
  const { f1Score, labelEvaluations } = await rekognition.getEvaluation({ projectVersionArn, maxLabels: 250 });
  const weakest = rekognition.getEvaluationOutput({ projectVersionArn: model.arn, maxLabels: 1 }).labelEvaluations;
}

export async function getDatasets(project: rekognition.Project, projectArn: string): Promise<void> {
  const { datasets } = await rekognition.getDatasets({ projectArn });
  const all = rekognition.getDatasetsOutput({ projectArn: project.arn }).datasets;
}

export async function getDataset(training: rekognition.Dataset, datasetArn: string): Promise<void> {
  const { datasetStats } = await rekognition.getDataset({ datasetArn });
  const status = rekognition.getDatasetOutput({ datasetArn: training.arn }).status;
}

export async function getDatasetEntries(training: rekognition.Dataset, datasetArn: string): Promise<void> {
  const { datasetEntries } = await rekognition.getDatasetEntries({ datasetArn, labeled: false });
  const entries = rekognition.getDatasetEntriesOutput({ datasetArn: training.arn }).datasetEntries;
}

export async function iterateDatasetEntries(datasetArn: string): Promise<void> {
  for await (const entry of rekognition.iterateDatasetEntries({ datasetArn })) console.log(JSON.parse(entry));
}

export async function getDatasetLabels(training: rekognition.Dataset, datasetArn: string): Promise<void> {
  const { datasetLabelDescriptions } = await rekognition.getDatasetLabels({ datasetArn });
  const labels = rekognition.getDatasetLabelsOutput({ datasetArn: training.arn }).datasetLabelDescriptions;
}

export async function getStreamProcessors(): Promise<void> {
  const { streamProcessors } = await rekognition.getStreamProcessors();
  const inTheWest = rekognition.getStreamProcessorsOutput({ region: "us-west-2" }).streamProcessors;
}

export async function getStreamProcessor(entrance: rekognition.StreamProcessor): Promise<void> {
  const { status } = await rekognition.getStreamProcessor({ name: "entrance" });
  const arn = rekognition.getStreamProcessorOutput({ name: entrance.name }).streamProcessorArn;
}

export async function getCollections(): Promise<void> {
  const { collectionIds } = await rekognition.getCollections();
  const inTheWest = rekognition.getCollectionsOutput({ region: "us-west-2" }).collectionIds;
}

export async function getCollection(staff: rekognition.Collection): Promise<void> {
  const { faceCount } = await rekognition.getCollection({ collectionId: "staff" });
  const users = rekognition.getCollectionOutput({ collectionId: staff.collectionId }).userCount;
}

export async function getTags(project: rekognition.Project, resourceArn: string): Promise<void> {
  const { tags } = await rekognition.getTags({ resourceArn });
  const ofProject = rekognition.getTagsOutput({ resourceArn: project.arn }).tags;
}

export async function detectCustomLabels(model: rekognition.ProjectVersion, projectVersionArn: string): Promise<void> {
  const image = { s3Object: { bucket: "my-bucket", name: "part.png" } };
  const { customLabels } = await rekognition.detectCustomLabels({ projectVersionArn, image });
  const seen = rekognition.detectCustomLabelsOutput({ projectVersionArn: model.arn, image }).customLabels;
}

export async function detectModerationLabels(adapter: rekognition.ProjectVersion): Promise<void> {
  const image = { s3Object: { bucket: "my-bucket", name: "picture.jpg" } };
  const { moderationLabels } = await rekognition.detectModerationLabels({ image, minConfidence: 60 });
  const byAdapter = rekognition.detectModerationLabelsOutput({ image, projectVersion: adapter.arn }).moderationLabels;
}

export async function getLabelDetection(job: rekognition.VideoAnalysisJob, jobId: string): Promise<void> {
  const { labels } = await rekognition.getLabelDetection({ jobId });
  const found = rekognition.getLabelDetectionOutput({ jobId: job.jobId }).labels;
}

export async function iterateLabelDetection(jobId: string): Promise<void> {
  for await (const { timestamp, label } of rekognition.iterateLabelDetection({ jobId })) {
    console.log(`${timestamp} ms: ${label.name}`);
  }
}

export async function getContentModeration(job: rekognition.VideoAnalysisJob, jobId: string): Promise<void> {
  const { moderationLabels } = await rekognition.getContentModeration({ jobId });
  const found = rekognition.getContentModerationOutput({ jobId: job.jobId }).moderationLabels;
}

export async function iterateContentModeration(jobId: string): Promise<void> {
  for await (const { timestamp, moderationLabel } of rekognition.iterateContentModeration({ jobId })) {
    console.log(`${timestamp} ms: ${moderationLabel.name}`);
  }
}

export async function getFaceDetection(job: rekognition.VideoAnalysisJob, jobId: string): Promise<void> {
  const { faces } = await rekognition.getFaceDetection({ jobId });
  const found = rekognition.getFaceDetectionOutput({ jobId: job.jobId }).faces;
}

export async function iterateFaceDetection(jobId: string): Promise<void> {
  for await (const { timestamp, face } of rekognition.iterateFaceDetection({ jobId })) {
    console.log(`${timestamp} ms: ${face.confidence ?? 0} %`);
  }
}

export async function getFaceSearch(job: rekognition.VideoAnalysisJob, jobId: string): Promise<void> {
  const { persons } = await rekognition.getFaceSearch({ jobId });
  const found = rekognition.getFaceSearchOutput({ jobId: job.jobId }).persons;
}

export async function iterateFaceSearch(jobId: string): Promise<void> {
  for await (const { timestamp, faceMatches } of rekognition.iterateFaceSearch({ jobId })) {
    console.log(`${timestamp} ms: ${faceMatches?.[0]?.face?.externalImageId ?? "nobody known"}`);
  }
}

export async function getCelebrityRecognition(job: rekognition.VideoAnalysisJob, jobId: string): Promise<void> {
  const { celebrities } = await rekognition.getCelebrityRecognition({ jobId });
  const found = rekognition.getCelebrityRecognitionOutput({ jobId: job.jobId }).celebrities;
}

export async function iterateCelebrityRecognition(jobId: string): Promise<void> {
  for await (const { timestamp, celebrity } of rekognition.iterateCelebrityRecognition({ jobId })) {
    console.log(`${timestamp} ms: ${celebrity.name}`);
  }
}
