import type { FormatInput, Statement, Statements } from "../statement.js";

/** One folder for each label, and the images directly in it. */
export function readFolders({ source, images, problems }: FormatInput): Statements {
  const statements: Statement[] = [];
  const filled = new Set<string>();
  for (const name of images.files.keys()) {
    const [label = "", ...rest] = name.split("/");
    filled.add(label);
    if (rest.length === 0) {
      problems.add(name, `lies beside the folders of labels: move it into one of them, or out of ${source.folder}`);
    }
    if (rest.length === 1) statements.push({ place: name, name, labels: [label], boxes: [] });
  }
  for (const folder of images.folders) {
    const [label = "", ...rest] = folder.split("/");
    if (rest.length > 0) {
      problems.add(
        folder,
        `is a folder in the one of the label ${label}: move its images up, or name ${source.folder}/${label} if the labels are in there`,
      );
    } else if (!filled.has(folder)) {
      problems.add(folder, "is a folder of a label without images: add some, or remove it");
    }
  }
  return { of: "images", statements };
}
