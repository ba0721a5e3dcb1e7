import ts from "typescript";
import { code, codeBlock, generatedFrom, page, table } from "./markdown.js";
import { resourceUsage } from "../usage.js";

/** The reference page of the Provider class, from the source of its arguments. */
export function providerPage(argsSource: string): string {
  const source = ts.createSourceFile("provider-args.ts", argsSource, ts.ScriptTarget.ES2022, true);
  const interfaces = source.statements
    .filter(ts.isInterfaceDeclaration)
    .sort((one, other) => Number(other.name.text === "ProviderArgs") - Number(one.name.text === "ProviderArgs"));
  return page(
    generatedFrom("provider/session/configuration/keys.ts"),
    "# Provider",
    "Another region or account, or other settings, for some of a stack's resources and functions. Resources without one take the stack's configuration.",
    codeBlock("ts", resourceUsage("Provider")),
    ...interfaces.flatMap((declared) => section(declared)),
    "[All pages](README.md)",
  );
}

function section(declared: ts.InterfaceDeclaration): string[] {
  const rows = declared.members.filter(ts.isPropertySignature).map((member) => {
    const name = code(member.name.getText());
    const required = member.questionToken === undefined;
    return [required ? `**${name}** (required)` : name, typeText(member.type), docOf(member)];
  });
  return [`## ${declared.name.text}`, docOf(declared), table(["setting", "type", "meaning"], rows)];
}

/** The type of a value, without what every input may be besides. */
function typeText(type: ts.TypeNode | undefined): string {
  const text = type === undefined ? "" : valueType(type);
  return text.endsWith("Args") ? `[${text}](#${text.toLowerCase()})` : code(text);
}

function valueType(type: ts.TypeNode): string {
  if (ts.isUnionTypeNode(type)) {
    const members = type.types.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword);
    return members.map(valueType).join(" | ");
  }
  if (ts.isArrayTypeNode(type)) return `${valueType(type.elementType)}[]`;
  if (!ts.isTypeReferenceNode(type)) return type.getText();
  const values = (type.typeArguments ?? []).map(valueType);
  const name = type.typeName.getText();
  if (name === "pulumi.Input") return values.join();
  return values.length === 0 ? name : `${name}<${values.join(", ")}>`;
}

function docOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const parts = typeof comment?.comment === "string" ? [comment.comment] : (comment?.comment ?? []);
  return parts
    .map((part) =>
      typeof part === "string" ? part : ts.isJSDocLink(part) ? code(part.name?.getText() ?? "") : part.text,
    )
    .join("")
    .replace(/\s+/g, " ");
}
