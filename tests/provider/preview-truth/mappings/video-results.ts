import type { KindMapping, Mappings } from "../mapping.js";
import { NEXT_TOKEN } from "./paging.js";

/** The function has `maxResults`, too: all that it gives, over as many pages as that takes. */
function results(operation: string): KindMapping {
  return { operations: [{ operation, notInputs: { NextToken: NEXT_TOKEN } }], ownInputs: {}, extraRules: [] };
}

/** Functions that give the results of video jobs. */
export const videoResultMappings: Mappings = {
  getLabelDetection: results("GetLabelDetection"),
  getContentModeration: results("GetContentModeration"),
  getFaceDetection: results("GetFaceDetection"),
  getFaceSearch: results("GetFaceSearch"),
  getCelebrityRecognition: results("GetCelebrityRecognition"),
};
