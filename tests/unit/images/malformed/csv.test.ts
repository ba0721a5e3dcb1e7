import { describeMalformed } from "../harness/malformed.js";

describeMalformed("csv", [
  {
    is: "a header over labels",
    files: { "l.csv": "filename,label\na.png,cat" },
    says: ["FOLDER/l.csv line 1 names the image filename", "A file with labels of images has no header"],
  },
  {
    is: "another header over boxes",
    files: { "l.csv": "filename,width,height,class,xmin,ymin,xmax,ymax\na.png,100,80,cat,1,1,20,20" },
    says: ["and one with boxes has this: image,label,left,top,width,height"],
  },
  {
    is: "semicolons",
    files: { "l.csv": "a.png;cat" },
    says: ["FOLDER/l.csv line 1 names the image a.png;cat", "Cells are separated by commas"],
  },
  {
    is: "an image without labels",
    files: { "l.csv": "a.png,," },
    says: ["FOLDER/l.csv line 1 gives a.png no label"],
  },
  {
    is: "an image in two rows",
    files: { "l.csv": "a.png,cat\n\na.png,dog" },
    says: ["FOLDER/l.csv line 3 is about a.png, and so is FOLDER/l.csv line 1: say it in one place"],
  },
  {
    is: "an object in S3",
    files: { "l.csv": "s3://bucket/a.png,cat" },
    says: ["FOLDER/l.csv line 1 names the image s3://bucket/a.png, which is not on this machine"],
  },
  {
    is: "a quote that is not closed",
    files: { "l.csv": 'a.png,cat\n"b.png,dog' },
    says: ["FOLDER/l.csv line 2 is no CSV"],
  },
  { is: "nothing", files: { "l.csv": "\n" }, says: ["FOLDER/l.csv has no rows that can be read"] },
  {
    is: "a box with too few cells",
    files: { "l.csv": "image,label,left,top,width,height\na.png,cat,1,1,20" },
    says: ["FOLDER/l.csv line 2 has 5 cells, and a box has 6"],
  },
  {
    is: "a box without a number",
    files: { "l.csv": "image,label,left,top,width,height\na.png,cat,1,1,20,tall" },
    says: ['FOLDER/l.csv line 2 has "tall", which must be a number of pixels'],
  },
]);
