// What the models of a team may be: how many units they have, what they must pass before they serve, where they are and whose.
import { PolicyPack, type ResourceValidationPolicy, type StackValidationPolicy } from "@pulumi/policy";
import { isModel, kindOf, stackOf, unitsOf } from "./resources";

const HOUR_OF_A_UNIT_DOLLARS = 4;

/** The cost of a model that nobody stops is the number of its units, so the units of a stack are its budget. */
const unitsOfAStack: StackValidationPolicy = {
  name: "units-of-a-stack",
  description: "The models of a stack have no more inference units in all than `maxUnits`.",
  enforcementLevel: "mandatory",
  configSchema: { properties: { maxUnits: { type: "integer", minimum: 0, default: 2 } } },
  validateStack: (stack, report) => {
    const { maxUnits } = stack.getConfig<{ maxUnits: number }>();
    const models = stack.resources.filter((resource) => isModel(resource) && unitsOf(resource) > 0);
    const units = models.reduce((sum, model) => sum + unitsOf(model), 0);
    if (units <= maxUnits) return;
    const each = models.map((model) => `${model.name} ${String(unitsOf(model))}`).join(", ");
    const dollars = units * HOUR_OF_A_UNIT_DOLLARS;
    report(
      `The models of this stack have up to ${String(units)} inference units (${each}), about $${String(dollars)} an hour in us-east-1, and ${String(maxUnits)} are allowed. Lower minInferenceUnits or maxInferenceUnits, or leave minInferenceUnits out of a model that need not run.`,
    );
  },
};

const GATES = ["minF1Score", "minLabelF1", "notWorseThan"];

/** A retraining puts another model in the place of one that serves: something has to look at it before. */
const gate: ResourceValidationPolicy = {
  name: "gate-before-serving",
  description: "A model that is started has a gate: it serves only if its test results are good enough.",
  enforcementLevel: "mandatory",
  validateResource: (resource, report) => {
    if (kindOf(resource) !== "ProjectVersion" || unitsOf(resource) === 0) return;
    if (GATES.some((name) => resource.props[name] !== undefined)) return;
    report(
      `This model is started whatever its test results are. Set one of ${GATES.join(", ")}, such as minF1Score: 0.8.`,
    );
  },
};

const regions: ResourceValidationPolicy = {
  name: "allowed-regions",
  description: "Rekognition resources are in one of `regions`; an empty list allows all.",
  enforcementLevel: "mandatory",
  configSchema: { properties: { regions: { type: "array", items: { type: "string" }, default: ["us-east-1"] } } },
  validateResource: (resource, report) => {
    if (kindOf(resource) === undefined) return;
    const { regions: allowed } = resource.getConfig<{ regions: string[] }>();
    const { region } = resource.props as { region?: string };
    if (region === undefined || allowed.length === 0 || allowed.includes(region)) return;
    report(`Region ${region} is not allowed. Use ${allowed.join(" or ")}.`);
  },
};

/** The kinds to which AWS gives tags. */
const TAGGED = ["Project", "Dataset", "ProjectVersion", "ProjectVersionCopy", "Collection", "StreamProcessor"];

const tags: ResourceValidationPolicy = {
  name: "required-tags",
  description: "Rekognition resources have the tags `keys`, so that the bill says whose they are.",
  enforcementLevel: "mandatory",
  configSchema: { properties: { keys: { type: "array", items: { type: "string" }, default: ["team"] } } },
  validateResource: (resource, report) => {
    if (!TAGGED.includes(kindOf(resource) ?? "")) return;
    const { keys } = resource.getConfig<{ keys: string[] }>();
    const { tags: own = {} } = resource.props as { tags?: Record<string, string> };
    const missing = keys.filter((key) => !own[key]);
    if (missing.length > 0) report(`The tag ${missing.join(", ")} is missing. Add it to tags.`);
  },
};

/** A model of a developer is forgotten on a Friday. */
const hours: ResourceValidationPolicy = {
  name: "hours-in-dev",
  description: "In a stack for development a model that is started says in the tag `tag` when it runs.",
  enforcementLevel: "mandatory",
  configSchema: {
    properties: { stacks: { type: "string", default: "^dev" }, tag: { type: "string", default: "hours" } },
  },
  validateResource: (resource, report) => {
    const { stacks, tag } = resource.getConfig<{ stacks: string; tag: string }>();
    if (!new RegExp(stacks).test(stackOf(resource))) return;
    if (!isModel(resource) || unitsOf(resource) === 0) return;
    const { tags: own = {} } = resource.props as { tags?: Record<string, string> };
    if (own[tag]) return;
    report(
      `This model runs at all hours in a stack for development. Add the tag ${tag}, such as "mon-fri 8-18", and the schedule that keeps to it (see the example office-hours).`,
    );
  },
};

new PolicyPack("rekognition-models", { policies: [unitsOfAStack, gate, regions, tags, hours] });
