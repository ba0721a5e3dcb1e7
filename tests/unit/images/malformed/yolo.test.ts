import { expect } from "chai";
import { setFolder } from "../harness/folder.js";
import { describeMalformed, reasonOf } from "../harness/malformed.js";
import { png } from "../harness/pictures.js";

describeMalformed("yolo", [
  { is: "no texts at all", files: {}, says: ["FOLDER has no text files: name the folder that has them"] },
  {
    is: "no names of classes",
    files: { "a.txt": "0 0.5 0.5 0.2 0.2" },
    says: ["FOLDER has no names for its classes: put data.yaml, classes.txt or obj.names into it, or above it"],
  },
  {
    is: "pixels",
    files: { "classes.txt": "cat", "a.txt": "0 50 40 20 20" },
    says: ["FOLDER/a.txt line 1 has 50 40 20 20, which must be from 0 to 1: parts of the image's width and height"],
  },
  {
    is: "a class above the names",
    files: { "data.yaml": "nc: 1\nnames: [cat]", "a.txt": "\n1 0.5 0.5 0.2 0.2" },
    says: ["FOLDER/a.txt line 2 has the class 1, for which FOLDER/data.yaml has no name: add it there"],
  },
  {
    is: "a class by its name",
    files: { "classes.txt": "cat", "a.txt": "cat 0.5 0.5 0.2 0.2" },
    says: ["FOLDER/a.txt line 1 has the class cat, which must be a whole number from 0"],
  },
  {
    is: "an outline",
    files: { "classes.txt": "cat", "a.txt": "0 0.1 0.1 0.2 0.1 0.2 0.2" },
    says: ["FOLDER/a.txt line 1 has 7 columns, and a box has 5: class, centre x, centre y, width, height. An outline"],
  },
  {
    is: "what a model has found",
    files: { "classes.txt": "cat", "a.txt": "0 0.5 0.5 0.2 0.2 0.93" },
    says: ["FOLDER/a.txt line 1 has 6 columns", "With a confidence it is what a model has found: export labels"],
  },
  {
    is: "a comma in a number",
    files: { "classes.txt": "cat", "a.txt": "0 0,5 0.5 0.2 0.2" },
    says: ["FOLDER/a.txt line 1 has 0,5, which must be a number"],
  },
  {
    is: "a box beyond the image",
    files: { "classes.txt": "cat", "a.txt": "0 0.95 0.5 0.2 0.2" },
    says: ["FOLDER/a.txt line 1 is a box from (85, 32) to (105, 48) in an image of 100 x 80 pixels"],
  },
  {
    is: "a text of an image that is not there",
    files: { "classes.txt": "cat", "b.txt": "0 0.5 0.5 0.2 0.2" },
    says: ["FOLDER/b.txt has no image b with .jpg or .png: add it, or remove this"],
  },
  {
    is: "two images for a text",
    files: { "classes.txt": "cat", "a.txt": "0 0.5 0.5 0.2 0.2", "a.jpg": png(100, 80, 2) },
    says: ["FOLDER/a.txt may be about a.jpg or a.png: rename one of them"],
  },
  {
    is: "YAML that is none",
    files: { "a.txt": "0 0.5 0.5 0.2 0.2", "data.yaml": "nc: 1\nnames: [cat" },
    says: ["FOLDER/data.yaml line 2 is no YAML"],
  },
  {
    is: "YAML without names",
    files: { "a.txt": "0 0.5 0.5 0.2 0.2", "data.yaml": "nc: 1" },
    says: ["FOLDER/data.yaml names must be a list of the classes' names, or a map of number to name"],
  },
]);

describe("several mistakes", () => {
  const folder = setFolder();

  it("are told of together, the first ten of them", async () => {
    const lines = Array.from({ length: 12 }, (_, index) => `${String(index)} 0.5 0.5 2 2`);
    const reason = await reasonOf(folder, "yolo", { "classes.txt": "cat", "a.txt": lines.join("\n") });
    expect(reason).to.include("a.txt line 1 has").and.include("a.txt line 10 has").and.include("; and 2 more.");
    expect(reason).not.to.include("a.txt line 11 ");
  });
});
