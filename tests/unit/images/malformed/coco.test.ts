import { describeMalformed } from "../harness/malformed.js";
import { jpegWithExif, png } from "../harness/pictures.js";

interface Coco {
  images?: unknown;
  categories?: unknown;
  annotations?: unknown;
}
const coco = (changed: Coco): string =>
  JSON.stringify({
    images: [{ id: 1, file_name: "a.png", width: 100, height: 80 }],
    categories: [{ id: 1, name: "cat" }],
    annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [1, 1, 20, 20] }],
    ...changed,
  });
const annotation = (changed: object): Coco => ({
  annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [1, 1, 20, 20], ...changed }],
});
const image = (changed: object): Coco => ({ images: [{ id: 1, file_name: "a.png", ...changed }] });

describeMalformed("coco", [
  {
    is: "NaN, as Python's json writes it",
    files: { "l.json": '{"images": [],\n"annotations": [{"bbox": [NaN, 1, 2, 3]}]}' },
    says: ["FOLDER/l.json line 2, column 27, is no JSON: Unexpected token 'N'"],
  },
  {
    is: "a comma before a bracket",
    files: { "l.json": '{\n  "images": [\n    {"id": 1},\n  ]\n}' },
    says: ["FOLDER/l.json line 4, column 3, is no JSON"],
  },
  {
    is: "a file that was copied in part",
    files: { "l.json": '{\n"images": [\n{"id": 1' },
    says: ["FOLDER/l.json line 3, column 9, is no JSON"],
  },
  { is: "a list of detections", files: { "l.json": "[]" }, says: ["FOLDER/l.json (the whole file) must be: object"] },
  {
    is: "a file without images",
    files: { "l.json": coco({ images: undefined }) },
    says: ["FOLDER/l.json images is missing: write the COCO file with it"],
  },
  {
    is: "an annotation without an image",
    files: { "l.json": coco(annotation({ image_id: undefined })) },
    says: ["FOLDER/l.json annotations[0].image_id must be a whole number or a text"],
  },
  {
    is: "an annotation of an image that is not there",
    files: { "l.json": coco(annotation({ image_id: 7 })) },
    says: ["FOLDER/l.json annotations[0].image_id is 7, and no image has it: add it to images"],
  },
  {
    is: "an annotation of a category that is not there",
    files: { "l.json": coco(annotation({ category_id: 0 })) },
    says: ["FOLDER/l.json annotations[0].category_id is 0, and no category has it: add it to categories"],
  },
  {
    is: "an empty box list",
    files: { "l.json": coco(annotation({ bbox: [] })) },
    says: ["FOLDER/l.json annotations[0].bbox must be [left, top, width, height] in pixels"],
  },
  {
    is: "a box of nulls",
    files: { "l.json": coco(annotation({ bbox: [null, 1, 2, 3] })) },
    says: ["FOLDER/l.json annotations[0].bbox[0] must be: number"],
  },
  {
    is: "an outline without a box",
    files: { "l.json": coco(annotation({ bbox: undefined, segmentation: [[1, 2, 3, 4, 5, 6]] })) },
    says: ["FOLDER/l.json annotations[0].bbox is missing"],
  },
  {
    is: "an empty object",
    files: { "l.json": coco(annotation({ bbox: [0, 0, 0, 0] })) },
    says: ["FOLDER/l.json annotations[0].bbox is a box from (0, 0) to (0, 0), without any width or height"],
  },
  {
    is: "corners in place of width and height",
    files: { "l.json": coco(annotation({ bbox: [60, 50, 95, 75] })) },
    says: [
      "annotations[0].bbox is a box from (60, 50) to (155, 125) in an image of 100 x 80 pixels: cut it to the image",
    ],
  },
  {
    is: "two images with one id",
    files: {
      "l.json": coco({
        images: [
          { id: 1, file_name: "a.png" },
          { id: 1, file_name: "b.png" },
        ],
      }),
      "b.png": png(100, 80, 2),
    },
    says: ["FOLDER/l.json images[1].id is 1 as in images[0]: give each its own"],
  },
  {
    is: "one image with two ids",
    files: {
      "l.json": coco({
        images: [
          { id: 1, file_name: "a.png" },
          { id: 2, file_name: "a.png" },
        ],
        annotations: [1, 2].map((image_id) => ({ image_id, category_id: 1, bbox: [1, 1, 20, 20] })),
      }),
    },
    says: ["FOLDER/l.json images[1] is about a.png, and so is FOLDER/l.json images[0]: say it in one place"],
  },
  {
    is: "an image that is not there",
    files: { "l.json": coco(image({ file_name: "z.png" })) },
    says: ["FOLDER/l.json images[0].file_name names the image z.png, which is not in the folder of images"],
  },
  {
    is: "a name in other capitals",
    files: { "l.json": coco(image({ file_name: "A.PNG" })) },
    says: ["images[0].file_name names the image A.PNG, which is not in the folder of images: there is a.png"],
  },
  {
    is: "a name without its folder",
    files: { "l.json": coco(image({ file_name: "b.png" })), "train/b.png": png(100, 80, 2) },
    says: ["images[0].file_name names the image b.png, which is not in the folder of images: there is train/b.png"],
  },
  {
    is: "a path of another machine",
    files: { "l.json": coco(image({ file_name: "C:\\Users\\me\\a.png" })) },
    says: ["names the image C:\\Users\\me\\a.png, which is no path within the folder of images"],
  },
  {
    is: "an address",
    files: { "l.json": coco(image({ file_name: "https://example.com/a.png" })) },
    says: ["names the image https://example.com/a.png, which is not on this machine: download it"],
  },
  {
    is: "a size that is turned",
    files: {
      "t.jpg": jpegWithExif(100, 80, 6, false),
      "l.json": coco(image({ file_name: "t.jpg", width: 80, height: 100 })),
    },
    says: ["images[0] says that t.jpg has 80 x 100 pixels, and it has 100 x 80: it was labelled turned, by its EXIF"],
  },
  {
    is: "a size of another image",
    files: { "l.json": coco(image({ width: 640, height: 480 })) },
    says: ["images[0] says that a.png has 640 x 480 pixels, and it has 100 x 80: label it again"],
  },
  {
    is: "a category without a name",
    files: { "l.json": coco({ categories: [{ id: 1, name: " " }] }) },
    says: ["annotations[0].bbox has an empty label: give it a name"],
  },
  {
    is: "UTF-16",
    files: { "l.json": Buffer.from("\ufeff{}", "utf16le") },
    says: ["FOLDER/l.json is UTF-16: save it as UTF-8"],
  },
]);
