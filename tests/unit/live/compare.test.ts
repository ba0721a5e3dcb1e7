import { expect } from "chai";
import { compare } from "../../live/record/compare.js";
import type { LiveRecord } from "../../live/record/record.js";

describe("what a record says of the emulator's switches", () => {
  const cases: readonly { readonly of: string; readonly record: Partial<LiveRecord>; readonly switches: object }[] = [
    {
      of: "tags that are returned late",
      record: tagging({ returns: true, lagMs: 120_000 }),
      switches: { taggingLagMs: 120_000 },
    },
    {
      of: "a collection that is not returned",
      record: tagging({ returns: false }),
      switches: { taggingApi: "knowsNoRekognition" },
    },
    {
      of: "a denial",
      record: tagging({ returns: false, error: "AccessDeniedException: not authorized to perform: tag:GetResources" }),
      switches: { taggingApi: "denies" },
    },
    {
      of: "a training of two hours",
      record: {
        statuses: [
          { case: "model", thing: "ProjectVersion one", status: "TRAINING_IN_PROGRESS", atMs: 0 },
          { case: "model", thing: "ProjectVersion one", status: "TRAINING_COMPLETED", atMs: 7_200_000 },
        ],
      },
      switches: { trainingMs: 7_200_000 },
    },
  ];
  for (const { of, record, switches } of cases) {
    it(`is how to set them, of ${of}`, async () => {
      const text = await compare({ ...NOTHING, ...record });
      expect(text).to.contain(`To set them: POST /_emulator/switches\n  ${JSON.stringify(switches)}\n`);
    });
  }

  it("is nothing where it was not asked, or failed in another way", async () => {
    for (const record of [{}, tagging({ returns: false, error: "ThrottledException: Rate exceeded" })]) {
      expect(await compare({ ...NOTHING, ...record })).not.to.contain("To set them");
    }
  });

  it("is the question that is answered in other words", async () => {
    const probe = "start of no model";
    const answer = { error: "ResourceNotFoundException", message: "No such thing." };
    const text = await compare({ ...NOTHING, probes: [{ probe, answer }] });
    expect(text).to.contain("Errors, answered in other words: 1 of the 1 questions in the record.");
    expect(text).to.match(/start of no model\n +emulator .*\n +record +ResourceNotFoundException: No such thing\./);
  });
});

const NOTHING: LiveRecord = {
  form: 1,
  package: "1.2.3",
  against: "aws",
  region: "us-east-1",
  cases: [],
  calls: [],
  providerCalls: [],
  statuses: [],
  probes: [],
  measures: {},
};

function tagging(seen: { returns: boolean; lagMs?: number; error?: string }): Pick<LiveRecord, "measures"> {
  return {
    measures: {
      taggingReturnsRekognition: seen.returns,
      ...(seen.lagMs === undefined ? {} : { taggingLagMs: seen.lagMs }),
      ...(seen.error === undefined ? {} : { taggingError: seen.error }),
    },
  };
}
