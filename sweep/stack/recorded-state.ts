import * as z from "zod";
import { parseArn, REKOGNITION_REGIONS } from "../../provider/aws/arns.js";
import { HIDDEN_INPUT, RECORD } from "../../provider/facades/state.js";
import { parseClaim } from "../../provider/lifecycle/claim.js";
import { logicalName, typeIn } from "../../provider/lifecycle/identity.js";
import { type Kind, kinds } from "../../provider/resources/registry.js";

/** What a stack's exported state says about the things that this provider made. */
export interface RecordedState {
  /** When it was written, ISO 8601. */
  readonly writtenAt: string | undefined;
  /** Under which owners its resources are recorded. */
  readonly owners: readonly string[];
  /** Operations that the engine began and did not see the end of, such as "creating ProjectVersion cats". */
  readonly pendingOperations: readonly string[];
  /** ARNs of what is recorded to stay. */
  readonly held: ReadonlySet<string>;
  /** Claim tokens of what is recorded to stay: a dataset that was made again may still be recorded under its old ARN. */
  readonly heldTokens: ReadonlySet<string>;
  /** What is recorded only to be deleted: its ARN, and the token of the claim it is recorded under. */
  readonly superseded: ReadonlyMap<string, string | undefined>;
  /** URNs of what is recorded only to be deleted and has no tags to be found by. */
  readonly supersededUntagged: readonly string[];
  /** Regions in which something is recorded or was begun, and those of the providers. */
  readonly regions: readonly string[];
  /** Accounts in which something is recorded. */
  readonly accounts: readonly string[];
}

const bag = z.record(z.string(), z.unknown());
const resourceShape = z.looseObject({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  delete: z.boolean().optional(),
  inputs: bag.optional(),
  outputs: bag.optional(),
});
type Resource = z.output<typeof resourceShape>;
const pendingShape = resourceShape.extend({ type: z.string().optional() });
const exportShape = z.looseObject({
  deployment: z
    .looseObject({
      manifest: z.looseObject({ time: z.string().optional() }).optional(),
      resources: z.array(resourceShape).nullish(),
      pending_operations: z.array(z.looseObject({ type: z.string(), resource: pendingShape })).nullish(),
    })
    .nullish(),
});
const recordShape = z.looseObject({ claim: z.string() });
const hostShape = z.looseObject({ owner: z.string() });

/** What the types of either façade begin with. */
const OURS = ["pulumi-nodejs:dynamic/rekognition:", "rekognition:index:"];
/** Whose settings name a region. */
const PROVIDERS = ["pulumi:providers:pulumi-nodejs", "pulumi:providers:rekognition"];
const UNTAGGED = Object.values<Kind>(kinds)
  .map(({ handler }) => handler.definition)
  .filter(({ inputs }) => !("tags" in inputs))
  .flatMap(({ kind }) => OURS.map((ours) => ours + kind));

function isOurs(type: string): boolean {
  return OURS.some((ours) => type.startsWith(ours));
}

/** Reads what `pulumi stack export` prints. Throws where it is something else. */
export function readExport(text: string): RecordedState {
  const { deployment } = exportShape.parse(JSON.parse(text));
  const resources = deployment?.resources ?? [];
  const held = new Set<string>();
  const heldTokens = new Set<string>();
  const superseded = new Map<string, string | undefined>();
  const supersededUntagged: string[] = [];
  const owners = new Set<string>();
  for (const { urn, type, id, outputs = {}, delete: isPending = false } of resources) {
    // Whatever kind names an ARN of Rekognition keeps it from being an orphan.
    const arns = [id, outputs.arn].filter((value): value is string => parseArn(textOf(value)) !== undefined);
    const token = parseClaim(recordShape.safeParse(outputs[RECORD]).data?.claim)?.token;
    if (isPending) {
      for (const arn of arns) superseded.set(arn, token);
      if (UNTAGGED.includes(type)) supersededUntagged.push(urn);
      continue;
    }
    for (const arn of arns) held.add(arn);
    if (!isOurs(type)) continue;
    if (token !== undefined) heldTokens.add(token);
    const owner = hostShape.safeParse(outputs[HIDDEN_INPUT]).data?.owner;
    if (owner !== undefined && owner !== "") owners.add(owner);
  }
  const places = [...held, ...superseded.keys()].map((arn) => parseArn(arn)).filter((place) => place !== undefined);
  return {
    writtenAt: deployment?.manifest?.time,
    owners: [...owners],
    pendingOperations: (deployment?.pending_operations ?? []).map(
      ({ type, resource }) => `${type} ${shortType(resource.urn)} ${logicalName(resource.urn)}`,
    ),
    held,
    heldTokens,
    superseded,
    supersededUntagged,
    regions: regionsIn(resources, deployment?.pending_operations ?? [], places),
    accounts: [...new Set(places.map(({ account }) => account))],
  };
}

/** Every region that the state speaks of, whether something is recorded there yet or not. */
function regionsIn(
  resources: readonly Resource[],
  pending: readonly { readonly resource: Pick<Resource, "inputs" | "outputs"> }[],
  places: readonly { readonly region: string }[],
): string[] {
  const isPlaced = ({ type }: Resource): boolean => isOurs(type) || PROVIDERS.includes(type);
  const bags = [...resources.filter(isPlaced), ...pending.map(({ resource }) => resource)].flatMap(
    ({ inputs = {}, outputs = {} }) => [inputs, outputs],
  );
  const named = bags.flatMap((each) => [textOf(each.region), textOf(each["rekognition:region"])]);
  return [...new Set([...places.map(({ region }) => region), ...named])].filter((region) =>
    REKOGNITION_REGIONS.includes(region),
  );
}

/** The kind in a URN, without parents and package. */
function shortType(urn: string): string {
  return typeIn(urn).split(/[:/]/).at(-1) ?? "";
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
