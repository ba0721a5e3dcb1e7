import { expect } from "chai";
import { checkInputs } from "../../../provider/schema/check-inputs.js";
import type { Bag } from "../../../provider/schema/definition.js";
import { diffInputs } from "../../../provider/schema/diff-inputs.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import type { OperationContext } from "../../../provider/lifecycle/handler.js";
import { videoAnalysisJobDefinition } from "../../../provider/resources/video-analysis-job/definition.js";
import {
  ended,
  firstToken,
  idOf,
  type Inputs,
  jobOf,
  tokenAfter,
} from "../../../provider/resources/video-analysis-job/handler.js";

const video = { s3Object: { bucket: "videos", name: "door.mp4" } };
const labels = { analysis: "LABEL_DETECTION", video };
const filters = {
  labelInclusionFilters: ["Cat", "Dog (small)"],
  labelExclusionFilters: ["Garçon"],
  labelCategoryInclusionFilters: ["Animals and Pets"],
  labelCategoryExclusionFilters: [],
};

const reasonsFor = (inputs: Bag): string =>
  checkInputs(videoAnalysisJobDefinition, inputs)
    .map(({ reason }) => reason)
    .join("\n");

describe("the definition of a video job", () => {
  const whole: Record<string, Bag> = {
    "label detection": {
      ...labels,
      minConfidence: 0,
      features: ["GENERAL_LABELS"],
      settings: { generalLabels: filters },
      notificationChannel: {
        snsTopicArn: "arn:aws:sns:us-east-1:111122223333:AmazonRekognition-done",
        roleArn: "arn:aws:iam::111122223333:role/publish",
      },
      jobTag: "a/b:c=1+2-3_4.5",
      triggers: { edition: "2" },
      region: "us-east-1",
    },
    "content moderation": { analysis: "CONTENT_MODERATION", video, minConfidence: 100 },
    "face detection": { analysis: "FACE_DETECTION", video, faceAttributes: "ALL" },
    "face search": { analysis: "FACE_SEARCH", video, collectionId: "staff", faceMatchThreshold: 99.5 },
    "celebrity recognition": { analysis: "CELEBRITY_RECOGNITION", video },
  };
  for (const [what, inputs] of Object.entries(whole)) {
    it(`takes ${what}`, () => {
      expect(reasonsFor(inputs)).to.equal("");
    });
  }

  for (const [what, inputs, reason] of [
    ["no video", { analysis: "LABEL_DETECTION" }, "video: is required"],
    ["no analysis", { video }, "analysis: is required"],
    ["text detection, which it does not know", { ...labels, analysis: "TEXT_DETECTION" }, "must be one of"],
    ["a confidence above 100", { ...labels, minConfidence: 101 }, "minConfidence: must be at most 100"],
    ["a tag with a space", { ...labels, jobTag: "a b" }, "jobTag: must be letters, digits"],
    ["a filter of 51 characters", general({ labelInclusionFilters: ["x".repeat(51)] }), "at most 50 characters"],
    ["101 filters", general({ labelExclusionFilters: Array.from({ length: 101 }, () => "a") }), "at most 100 entries"],
    [
      "face search without a collection",
      { analysis: "FACE_SEARCH", video },
      "collectionId: must be set for FACE_SEARCH",
    ],
    [
      "a channel without a role",
      { ...labels, notificationChannel: { snsTopicArn: "arn:aws:sns:us-east-1:111122223333:t" } },
      "notificationChannel.roleArn: is required",
    ],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(reasonsFor(inputs)).to.contain(reason);
    });
  }

  it("refuses person tracking with the reason", () => {
    expect(reasonsFor({ ...labels, analysis: "PERSON_TRACKING" })).to.match(
      /^analysis: .*ended people pathing on 2025-10-31/,
    );
  });

  for (const [field, value, analyses] of [
    ["minConfidence", 50, ["LABEL_DETECTION", "CONTENT_MODERATION"]],
    ["features", ["GENERAL_LABELS"], ["LABEL_DETECTION"]],
    ["settings", {}, ["LABEL_DETECTION"]],
    ["faceAttributes", "ALL", ["FACE_DETECTION"]],
    ["collectionId", "staff", ["FACE_SEARCH"]],
    ["faceMatchThreshold", 80, ["FACE_SEARCH"]],
  ] as const) {
    it(`takes ${field} for ${analyses.join(" and ")} only`, () => {
      for (const inputs of Object.values(whole)) {
        const isFor = (analyses as readonly unknown[]).includes(inputs.analysis);
        const said = reasonsFor({ ...inputs, [field]: value });
        if (isFor) expect(said).to.equal("");
        else expect(said).to.contain(`${field}: is for ${analyses.join(" and ")} only`);
      }
    });
  }

  it("waits with its judgement for what is not known yet", () => {
    expect(reasonsFor({ analysis: UNKNOWN, video, collectionId: "staff" })).to.equal("");
    expect(reasonsFor({ analysis: "FACE_SEARCH", video, collectionId: UNKNOWN })).to.equal("");
    expect(reasonsFor({ ...labels, video: { s3Object: { bucket: UNKNOWN, name: "a" } } })).to.equal("");
  });

  it("asks for another job for another value of any input", () => {
    for (const field of Object.keys(videoAnalysisJobDefinition.inputs)) {
      const changed = diffInputs(videoAnalysisJobDefinition, {}, { [field]: "other" });
      expect(changed, field).to.deep.equal({ replace: [field], update: [], local: [], ignore: [], create: [] });
    }
  });

  it("waits for a job that goes on, or does not show yet", () => {
    expect(Object.fromEntries(ended.statuses.entries())).to.deep.equal({
      IN_PROGRESS: "pending",
      SUCCEEDED: "target",
      FAILED: "failed",
    });
    expect(ended.absent).to.equal("lagging");
  });

  function general(generalLabels: Bag): Bag {
    return { ...labels, settings: { generalLabels } };
  }
});

describe("the token of a video job", () => {
  const of = (owner: string, urn: string): OperationContext => ({ identity: { owner, urn } }) as OperationContext;
  const context = of("acme/shop/dev", "urn:pulumi:dev::shop::x::job");
  const inputs = { ...labels, region: "us-east-1" } as Inputs;
  const token = firstToken(context, inputs);

  it("is what AWS takes: up to 64 letters, digits, - and _", () => {
    expect(token).to.match(/^[a-zA-Z0-9-_]{64}$/);
    expect(tokenAfter(token, "job")).to.match(/^[a-zA-Z0-9-_]{64}$/);
  });

  it("is the same for the same resource and inputs, whatever their order", () => {
    const reversed = Object.fromEntries(Object.entries(inputs).reverse()) as unknown as Inputs;
    expect(firstToken(context, reversed)).to.equal(token);
    expect(firstToken(context, { ...inputs, jobTag: undefined })).to.equal(token);
  });

  it("is another one for another owner, resource, input or trigger, and after a failed job", () => {
    const others = [
      firstToken(of("acme/shop/prod", context.identity.urn), inputs),
      firstToken(of("acme/shop/dev", `${context.identity.urn}2`), inputs),
      firstToken(context, { ...inputs, minConfidence: 60 }),
      firstToken(context, { ...inputs, triggers: { edition: "2" } }),
      tokenAfter(token, "a"),
      tokenAfter(token, "b"),
    ];
    expect(new Set([token, ...others]).size).to.equal(others.length + 1);
  });
});

describe("the id of a video job", () => {
  it("says what to ask", () => {
    const job = { analysis: "FACE_SEARCH", jobId: "270c1cc5" } as const;
    expect(idOf(job)).to.equal("FACE_SEARCH/270c1cc5");
    expect(jobOf("FACE_SEARCH/270c1cc5")).to.deep.equal(job);
  });

  for (const id of ["270c1cc5", "PERSON_TRACKING/270c1cc5", ""]) {
    it(`is not "${id}"`, () => {
      expect(() => jobOf(id)).to.throw(/is not the id of a video job.*\[NotFound\]/);
    });
  }
});
