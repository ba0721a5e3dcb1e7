/** Where AWS's spelling is not its other spelling with a small first letter. */
const IRREGULAR: Readonly<Record<string, string>> = { CollectionARN: "collectionArn", SNSTopicArn: "snsTopicArn" };

type AwsName<Name extends string> = Name extends "collectionArn"
  ? "CollectionARN"
  : Name extends "snsTopicArn"
    ? "SNSTopicArn"
    : Capitalize<Name>;

/**
 * What the service has to answer for it to become a `Result`: the same members under AWS's names. AWS's model calls every
 * member optional; which of them are always there is what a result's type adds.
 */
export type AnswerFor<Result> = Result extends string
  ? Result | Date
  : Result extends readonly (infer Member)[]
    ? AnswerFor<Member>[]
    : Result extends object
      ? { [Name in keyof Result as AwsName<Name & string>]?: AnswerFor<Result[Name]> | undefined }
      : Result;

/** An answer with its members in camelCase and its times as ISO 8601. Not for maps: the keys of tags are nobody's names. */
export function camelCased<Result>(answer: AnswerFor<Result>): Result {
  return converted(answer) as Result;
}

function converted(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(converted);
  if (typeof value !== "object" || value === null) return value;
  // "$metadata" is the SDK's own note about the call.
  const members = Object.entries(value).filter(([name, member]) => member !== undefined && !name.startsWith("$"));
  return Object.fromEntries(members.map(([name, member]) => [camelCasedName(name), converted(member)]));
}

/** What a value in our words is in AWS's: the same members under AWS's names. */
export type AwsCased<Value> = Value extends readonly (infer Member)[]
  ? AwsCased<Member>[]
  : Value extends object
    ? { [Name in keyof Value as AwsName<Name & string>]: AwsCased<Value[Name]> }
    : Value;

/** Inputs with their members under AWS's names, and without those that are undefined. Not for maps, as above. */
export function awsCased<Value>(value: Value): AwsCased<Value> {
  return unconverted(value) as AwsCased<Value>;
}

function unconverted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unconverted);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [awsCasedName(name), unconverted(member)]));
}

function awsCasedName(name: string): string {
  const irregular = Object.entries(IRREGULAR).find(([, ours]) => ours === name)?.[0];
  return irregular ?? name.charAt(0).toUpperCase() + name.slice(1);
}

function camelCasedName(name: string): string {
  return IRREGULAR[name] ?? name.charAt(0).toLowerCase() + name.slice(1);
}
