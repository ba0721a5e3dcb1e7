import { join, relative, sep } from "node:path";
import ts from "typescript";

const root = join(__dirname, "..", "..", "..", "..");

/** A named part of an object literal or a class. */
export type Member = ts.MethodDeclaration | ts.PropertyAssignment;

/** Where what belongs to one resource, function or façade is written; everything else is shared. */
const NOT_SHARED = ["provider/resources/", "provider/functions/", "provider/session/"];

/** The provider's sources, with their types. */
export class ProviderProgram {
  readonly checker: ts.TypeChecker;
  /** Members of object literals and classes of the shared folders, by name. */
  readonly sharedMembers: ReadonlyMap<string, readonly Member[]>;
  readonly #program: ts.Program;

  constructor(entries: readonly string[]) {
    const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
      config: unknown;
    };
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
    const names = entries.map((entry) => join(root, ...entry.split("/")));
    this.#program = ts.createProgram(names, { ...options, noEmit: true, types: [] }, ownSourcesOnly(options));
    this.checker = this.#program.getTypeChecker();
    this.sharedMembers = this.#membersOf(this.#sharedFiles());
  }

  /** One of our source files, by its path in the repository. */
  file(path: string): ts.SourceFile {
    const source = this.#program.getSourceFile(join(root, ...path.split("/")));
    if (source === undefined) throw new Error(`${path} is not part of the program.`);
    return source;
  }

  /** The path in the repository, with slashes. */
  pathOf(node: ts.Node): string {
    return relative(root, node.getSourceFile().fileName).split(sep).join("/");
  }

  /** What an identifier stands for, imports followed to where it is declared. */
  declarationsOf(identifier: ts.Node): readonly ts.Declaration[] {
    let symbol = this.checker.getSymbolAtLocation(identifier);
    if (symbol === undefined) return [];
    if ((symbol.flags & ts.SymbolFlags.Alias) !== 0) symbol = this.checker.getAliasedSymbol(symbol);
    if (ts.isShorthandPropertyAssignment(identifier.parent)) {
      symbol = this.checker.getShorthandAssignmentValueSymbol(identifier.parent) ?? symbol;
      if ((symbol.flags & ts.SymbolFlags.Alias) !== 0) symbol = this.checker.getAliasedSymbol(symbol);
    }
    return symbol.declarations ?? [];
  }

  #sharedFiles(): ts.SourceFile[] {
    return this.#program.getSourceFiles().filter((source) => {
      const path = this.pathOf(source);
      return path.startsWith("provider/") && !NOT_SHARED.some((folder) => path.startsWith(folder));
    });
  }

  #membersOf(sources: readonly ts.SourceFile[]): Map<string, Member[]> {
    const members = new Map<string, Member[]>();
    const visit = (node: ts.Node): void => {
      if (ts.isMethodDeclaration(node) || ts.isPropertyAssignment(node)) {
        const name = node.name.getText();
        members.set(name, [...(members.get(name) ?? []), node]);
      }
      ts.forEachChild(node, visit);
    };
    sources.forEach(visit);
    return members;
  }
}

/** Packages are left out: none of ours calls us, and the AWS SDK's types alone take seconds to read. */
function ownSourcesOnly(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options, true);
  host.resolveModuleNameLiterals = (literals, containingFile, redirected, own) =>
    literals.map((literal) =>
      literal.text.startsWith(".")
        ? ts.resolveModuleName(literal.text, containingFile, own, host, undefined, redirected, ts.ModuleKind.CommonJS)
        : { resolvedModule: undefined },
    );
  return host;
}
