import { byId, make, say, show, sync } from "./dom.js";

/** More rows are shown on request. */
const ROWS = 100;

export interface Column<T> {
  readonly head: string;
  /** What is in the cell; what matches the filter, too. */
  readonly text: (item: T) => string;
  /** Says it in another way than as text. */
  readonly fill?: (cell: HTMLElement, item: T) => void;
  readonly kind?: "number" | "name" | "wide";
}

export interface TableOptions<T> {
  readonly id: string;
  readonly heading: string;
  /** What the rows are. */
  readonly caption: string;
  /** Said instead of an empty table. */
  readonly none: string;
  readonly key: (item: T) => string;
  readonly columns: readonly Column<T>[];
}

export interface Table<T> {
  /** @param filter in lower case; empty: all */
  update(items: readonly T[], filter: string): void;
}

function rowOf<T>(columns: readonly Column<T>[]): HTMLTableRowElement {
  const cells = columns.map(({ kind = "" }) =>
    kind === "name" ? make("th", { scope: "row", class: kind }) : make("td", { class: kind }),
  );
  return make("tr", {}, ...cells);
}

/** A section with a heading and a table, of which the first rows are shown. */
export function makeTable<T>({ id, heading, caption, none, key, columns }: TableOptions<T>): Table<T> {
  const body = make("tbody");
  const heads = columns.map(({ head, kind = "" }) => make("th", { scope: "col", class: kind }, head));
  const table = make("table", {}, make("caption", {}, caption), make("thead", {}, make("tr", {}, ...heads)), body);
  const name = `${id}-heading`;
  const total = make("span", { class: "total" });
  const scroll = make("div", { class: "scroll", role: "group", tabindex: "0", "aria-labelledby": name }, table);
  const empty = make("p", { class: "none" }, none);
  const more = make("button", { type: "button" }, `Show ${ROWS} more`);
  const title = make("h2", { id: name }, heading, " ", total);
  const section = make("section", { id, "aria-labelledby": name }, title, empty, scroll, more);
  let limit = ROWS;
  let again = (): void => undefined;
  more.addEventListener("click", () => {
    limit += ROWS;
    again();
  });
  const fill = (row: Element, item: T): void => {
    for (const [index, column] of columns.entries()) {
      const cell = row.children[index] as HTMLElement;
      if (column.fill === undefined) say(cell, column.text(item));
      else column.fill(cell, item);
    }
  };
  const update = (items: readonly T[], filter: string): void => {
    again = () => {
      update(items, filter);
    };
    const matching = filter === "" ? items : items.filter((item) => contains(columns, item, filter));
    const shown = matching.slice(0, limit);
    say(total, shown.length === items.length ? String(items.length) : `${shown.length} of ${items.length}`);
    show(empty, matching.length === 0);
    show(scroll, matching.length > 0);
    show(more, shown.length < matching.length);
    sync(body, shown, key, () => rowOf(columns), fill);
  };
  byId("things").append(section);
  return { update };
}

const contains = <T>(columns: readonly Column<T>[], item: T, filter: string): boolean =>
  columns.some(({ text }) => text(item).toLowerCase().includes(filter));
