import { describeMalformed } from "../harness/malformed.js";

const voc = (inner: string): string => `<annotation>\n<filename>a.png</filename>\n${inner}\n</annotation>`;
const object = (sides: Readonly<Record<string, string | number>>, name = "cat"): string =>
  `<object>\n<name>${name}</name>\n<bndbox>\n${Object.entries(sides)
    .map(([side, px]) => `<${side}>${String(px)}</${side}>`)
    .join("\n")}\n</bndbox>\n</object>`;
const BOX = { xmin: 1, ymin: 1, xmax: 20, ymax: 20 };

describeMalformed("pascalVoc", [
  { is: "no XML at all", files: {}, says: ["FOLDER has no XML files: name the folder that has them as annotations"] },
  {
    is: "an end tag that is missing",
    files: { "a.xml": "<annotation>\n<filename>a.png</filename>\n<object>\n</annotation>" },
    says: ["FOLDER/a.xml line 4 is no XML: Missing end tag for element object"],
  },
  { is: "another XML", files: { "a.xml": "<kml/>" }, says: ["FOLDER/a.xml line 1 is <kml>, not <annotation>"] },
  {
    is: "no name of a file",
    files: { "a.xml": "<annotation>\n<filename/>\n</annotation>" },
    says: ["FOLDER/a.xml line 2 has no <filename>, or an empty one: add it"],
  },
  {
    is: "a name without its ending",
    files: { "a.xml": "<annotation>\n<filename>a</filename>\n</annotation>" },
    says: ["FOLDER/a.xml line 2 names the image a, which is not in the folder of images: there is a.png"],
  },
  {
    is: "an object without a box",
    files: { "a.xml": voc("<object>\n<name>cat</name>\n<polygon/>\n</object>") },
    says: ["FOLDER/a.xml line 3 is an object without <bndbox>: export boxes, not outlines"],
  },
  {
    is: "an object without a name",
    files: { "a.xml": voc("<object>\n<bndbox/>\n</object>") },
    says: ["FOLDER/a.xml line 3 has no <name>"],
  },
  {
    is: "a number that is none",
    files: { "a.xml": voc(object({ ...BOX, ymax: "196001.jpg" })) },
    says: ["FOLDER/a.xml line 9 has 196001.jpg in <ymax>, which must be a number"],
  },
  {
    is: "a box whose corners are the wrong way round",
    files: { "a.xml": voc(object({ ...BOX, xmin: 50 })) },
    says: ["FOLDER/a.xml line 5 is a box from (49, 0) to (20, 20), without any width or height"],
  },
  {
    is: "a box beyond the image",
    files: { "a.xml": voc(object({ ...BOX, xmax: 120 })) },
    says: ["FOLDER/a.xml line 5 is a box from (0, 0) to (120, 20) in an image of 100 x 80 pixels"],
  },
  {
    is: "two files for an image",
    files: { "a.xml": voc(object(BOX)), "b.xml": voc(object(BOX)) },
    says: ["FOLDER/b.xml line 1 is about a.png, and so is FOLDER/a.xml line 1"],
  },
  {
    is: "Latin-1",
    files: { "a.xml": Buffer.from(voc("<object>\n<name>Stra\xdfe</name>\n</object>"), "latin1") },
    says: ["FOLDER/a.xml line 4 is not UTF-8: save it as UTF-8"],
  },
]);
