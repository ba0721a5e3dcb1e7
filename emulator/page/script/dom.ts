import { visible } from "../../command/printable.js";

/** An element of the page, by its id. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`no element ${id}`);
  return found;
}

export const inputById = (id: string): HTMLInputElement => byId(id) as HTMLInputElement;

/** What cannot be seen in a name, or turns round what stands beside it, is spelled out. */
const seen = (text: string): string => text.split("\n").map(visible).join("\n");

/** A new element. What it says is text, whatever is in it. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (string | Node)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.map((child) => (typeof child === "string" ? seen(child) : child)));
  return element;
}

/** Says something, unless it is said already: what does not change is left alone, a few times a second. */
export function say(element: Element, text: string): void {
  const shown = seen(text);
  if (element.textContent !== shown) element.textContent = shown;
}

export function attribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

export function show(element: HTMLElement, isShown: boolean): void {
  if (element.hidden === isShown) element.hidden = !isShown;
}

/** Makes the children of `parent` those of `items`, in order; a child is made once for each key. */
export function sync<T, E extends Element>(
  parent: Element,
  items: readonly T[],
  key: (item: T) => string,
  create: (item: T) => E,
  update: (child: E, item: T) => void = () => undefined,
): void {
  const known = new Map([...parent.children].map((child) => [child.getAttribute("data-key"), child]));
  const kept = new Set<Element>();
  let next = parent.firstElementChild;
  for (const item of items) {
    const name = key(item);
    let child = known.get(name) as E | undefined;
    if (child === undefined || kept.has(child)) {
      child = create(item);
      child.setAttribute("data-key", name);
    }
    if (child === next) next = next.nextElementSibling;
    else parent.insertBefore(child, next);
    kept.add(child);
    update(child, item);
  }
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
}
