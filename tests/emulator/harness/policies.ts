/** A project policy of one statement, which allows everybody everything unless members are given otherwise. */
export function policyOf(members: Readonly<Record<string, unknown>>): string {
  const statement = {
    Effect: "Allow",
    Principal: "*",
    Action: "rekognition:CopyProjectVersion",
    Resource: "*",
    ...members,
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
