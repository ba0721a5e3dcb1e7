import { printable } from "../../../provider/base/printable.js";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for an element or for an attribute in quotes. */
export function escaped(text: string): string {
  return printable(text).replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? "");
}

/** A name from elsewhere, which may be written in any direction. */
export function name(text: string): string {
  return `<bdi>${escaped(text)}</bdi>`;
}

export function paragraph(html: string): string {
  return `<p>${html}</p>`;
}

/**
 * A table that scrolls by itself where it is wider than the page. Cells are HTML already; the first of a row is its heading,
 * and figures, after so many texts, stand on the right.
 */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  texts = 1,
): string {
  const kind = (index: number): string => (index < texts ? "" : ' class="figure"');
  const columns = head.map((cell, index) => `<th scope="col"${kind(index)}>${cell}</th>`).join("");
  const body = rows.map((row) => {
    const cells = row.map((cell, index) =>
      index === 0 ? `<th scope="row">${cell}</th>` : `<td${kind(index)}>${cell}</td>`,
    );
    return `<tr>${cells.join("")}</tr>`;
  });
  return [
    `<div class="scroll" role="group" aria-label="${escaped(caption)}" tabindex="0">`,
    `<table><caption>${escaped(caption)}</caption><thead><tr>${columns}</tr></thead><tbody>`,
    ...body,
    "</tbody></table></div>",
  ].join("\n");
}
