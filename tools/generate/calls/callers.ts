import ts from "typescript";
import { kinds } from "../kinds.js";
import type { Caller } from "../permissions/policy.js";
import { declaredFunctions } from "./functions.js";
import { ProviderProgram } from "./provider-program.js";
import { reachableCalls } from "./reachable-calls.js";

const PUBLISHED = "provider/facades/dynamic/index.ts";

/** Who calls what, read off the code. */
export interface Callers {
  readonly resources: readonly Caller[];
  readonly functions: readonly Caller[];
}

/** What each kind of resource and each function may call. */
export function findCallers(): Callers {
  const functions = declaredFunctions();
  const program = new ProviderProgram([PUBLISHED, ...functions.map(({ source }) => source)]);
  const published = constantsOf(program.file(PUBLISHED));
  return {
    resources: kinds.map(({ definition, handler }) => {
      const declared = existing(published, handler, PUBLISHED);
      return { name: definition.kind, ...reachableCalls(program, coreOf(program, declared)) };
    }),
    functions: functions.map(({ definition, source, constant }) => {
      const declared = existing(constantsOf(program.file(source)), constant, source);
      return { name: definition.name, ...reachableCalls(program, [declared]) };
    }),
  };
}

function constantsOf(source: ts.SourceFile): ReadonlyMap<string, ts.VariableDeclaration> {
  const declarations = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations]);
  return new Map(declarations.map((declaration) => [declaration.name.getText(), declaration]));
}

function existing<T>(constants: ReadonlyMap<string, T>, name: string, source: string): T {
  const found = constants.get(name);
  if (found === undefined) throw new Error(`${source} has no constant ${name}.`);
  return found;
}

/** What a published handler takes from the core; the façade around it makes no calls of its own. */
function coreOf(program: ProviderProgram, declared: ts.VariableDeclaration): ts.Declaration[] {
  const found: ts.Declaration[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      found.push(...program.declarationsOf(node).filter((one) => isOfCore(program.pathOf(one))));
    }
    ts.forEachChild(node, visit);
  };
  visit(declared);
  return found;
}

function isOfCore(path: string): boolean {
  return path.startsWith("provider/") && !path.startsWith("provider/session/");
}
