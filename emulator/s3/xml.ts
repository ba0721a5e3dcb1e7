import { parseXML } from "@aws-sdk/xml-builder";
import { malformedXml } from "./errors.js";

/** Content of an element: text, elements by name, or, as a list, the same element several times. */
export type Xml = string | number | boolean | XmlElements;
export interface XmlElements {
  readonly [name: string]: Xml | readonly Xml[] | undefined;
}

const NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Keys may hold characters that XML has no place for; S3 writes them as references all the same. */
const escape = (text: string): string =>
  text.replace(/[&<>"\u0000-\u001f]/g, (char) => ENTITIES[char] ?? `&#x${char.charCodeAt(0).toString(16)};`);

function elements(content: XmlElements): string {
  return Object.entries(content)
    .flatMap(([name, value]) => {
      const all: readonly (Xml | undefined)[] = Array.isArray(value) ? (value as readonly Xml[]) : [value as Xml];
      return all.map((one) => (one === undefined ? "" : `<${name}>${inner(one)}</${name}>`));
    })
    .join("");
}

const inner = (content: Xml): string => (typeof content === "object" ? elements(content) : escape(`${content}`));

/** A whole document. */
export function xmlDocument(root: string, content: Xml, namespace = NAMESPACE): string {
  const open = namespace === "" ? root : `${root} xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${open}>${inner(content)}</${root}>`;
}

/** An element that was read; texts where there is nothing in it but text. */
export class XmlReader {
  readonly #content: unknown;

  private constructor(content: unknown) {
    this.#content = content;
  }

  /** @param root what the document has to be */
  static parse(document: string, root: string): XmlReader {
    try {
      // The parser takes references of two bytes only.
      const plain = document.replace(/&#(?:x([0-9a-f]{5,6})|(\d{6,7}));/gi, (_, hex?: string, decimal?: string) =>
        String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
      );
      const parsed = parseXML(plain) as Record<string, unknown>;
      if (Object.hasOwn(parsed, root)) return new XmlReader(parsed[root]);
    } catch {
      // Not well formed, or nested so deeply that it can only be meant to do harm.
    }
    throw malformedXml();
  }

  text(name: string): string | undefined {
    const value = this.#all(name)[0];
    return typeof value === "string" ? value : undefined;
  }

  list(name: string): XmlReader[] {
    return this.#all(name).map((content) => new XmlReader(content));
  }

  #all(name: string): unknown[] {
    if (typeof this.#content !== "object" || this.#content === null || !Object.hasOwn(this.#content, name)) return [];
    const value = (this.#content as Record<string, unknown>)[name];
    return Array.isArray(value) ? value : [value];
  }
}
