/** What an element is made of: properties, attributes in kebab-case or `aria-…`, listeners `on…`. */
type Attributes = { [name: string]: string | number | boolean | undefined | ((event: never) => void) };

/**
 * Makes an element. Text becomes text nodes: nothing that a customer, a page or a knowledge base says is
 * ever read as HTML, so there is nothing to sanitise.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Array<Node | string | undefined | false>
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function") {
      element.addEventListener(name.slice("on".length), value as EventListener);
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** A button that looks like one and says what it does. */
export function button(
  text: string | Node,
  pressed: () => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  return h("button", { type: "button", onclick: pressed, ...attributes }, text);
}
