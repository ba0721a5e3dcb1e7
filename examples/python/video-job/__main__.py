"""Looks for labels in a stored video, once, and adds up for how long each of them is to be seen."""

from collections import Counter

import pulumi
import pulumi_rekognition as rekognition

config = pulumi.Config()

# Created: the job is started and waited for. Another video, or any other change, is another job.
job = rekognition.VideoAnalysisJob(
    "street",
    analysis="LABEL_DETECTION",
    video={"s3_object": {"bucket": config.require("bucket"), "name": config.require("video")}},
    min_confidence=80,
    settings={"general_labels": {"label_inclusion_filters": ["Person", "Bicycle", "Car"]}},
)


def seconds_by_label(job_id: str) -> dict[str, float] | None:
    """For how many seconds each label is to be seen; None once AWS has forgotten the job."""
    milliseconds: Counter[str] = Counter()
    try:
        found = rekognition.get_label_detection(job_id=job_id, aggregate_by="SEGMENTS", max_results=10_000)
    except Exception as error:
        if "[NotFound]" not in str(error):
            raise
        pulumi.log.warn(f"There are no results any more: {error}")
        return None
    for detection in found.labels:
        milliseconds[detection.label.name] += detection.duration_millis or 0
    return {label: milliseconds[label] / 1000 for label in sorted(milliseconds)}


pulumi.export("jobId", job.job_id)
pulumi.export("videoMilliseconds", job.video_metadata.apply(lambda video: video.duration_millis if video else None))

# The results stay with AWS, for 7 days: what is to last has to be written elsewhere by then. `expired` says so after a
# `pulumi refresh`; where nobody refreshes, `seconds_by_label` meets it.
pulumi.export(
    "seconds",
    pulumi.Output.all(job.job_id, job.expired).apply(lambda it: None if it[1] else seconds_by_label(it[0])),
)
