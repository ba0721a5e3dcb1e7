import { CHANNEL, putVideo, startLabels } from "../harness/videos.js";
import { beginTraining, makeProject, run, train } from "../harness/models.js";
import { createProcessor } from "../harness/processors.js";
import type { Scene } from "../harness/scene.js";

/** What would run if it were taken for more than text. */
export const HOSTILE = `"><img src=x onerror="document.title='taken'"><script>document.title='taken'</script>`;

/** What would turn round, hide or end what stands beside it: bidirectional marks, a null, an escape, an invisible space. */
export const SLY = "cat\u202egnp.exe\u2066\u0000\u001b[2J\u200b\ufeff";
/** How the page is to show it. */
export const SLY_SHOWN = "cat\\u{202e}gnp.exe\\u{2066}\\u{0}\\u{1b}[2J\\u{200b}\\u{feff}";

/** A scene with models in many states, and one of everything else. */
export async function makeBusy(scene: Scene): Promise<void> {
  const { client, emulator } = scene;
  await run(scene);
  const ProjectArn = emulator.state().projects[0]?.arn ?? "";
  await client.createDataset({ ProjectArn: await makeProject(scene, "sorted"), DatasetType: "TRAIN" });
  emulator.script({ training: [{ status: "TRAINING_FAILED", message: HOSTILE }] });
  await train(scene, "failed", ProjectArn);
  await train(scene, "idle", ProjectArn);
  await beginTraining(scene, "begun", ProjectArn);
  await client.createCollection({ CollectionId: "faces", Tags: { team: "a" } });
  await createProcessor(scene, "watcher");
  putVideo(scene);
  await startLabels(scene, { NotificationChannel: CHANNEL });
  await client.createCollection({ CollectionId: "faces" }).catch(() => undefined);
  await fetch(emulator.url, {
    method: "POST",
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": `RekognitionService.${HOSTILE}` },
    body: JSON.stringify({ Name: HOSTILE }),
  });
  emulator.script({ start: [{ status: "FAILED", message: HOSTILE, match: { name: HOSTILE } }] });
  emulator.addFault({ operation: "StopProjectVersion", kind: "lostResponse", times: 2, message: HOSTILE });
}
