/** The menu of what is done with the whole conversation: a button that shows a list of buttons. */

import type { Strings } from "../../types/widget.js";
import { button, h } from "./dom.js";
import { icon } from "./icons.js";

export interface Deeds {
  copy(): Promise<void>;
  download(): void;
  print(): void;
  delete(): void;
}

export class Menu {
  readonly element: HTMLElement;
  #toggle: HTMLButtonElement;
  #list: HTMLElement;

  constructor(strings: Strings, deeds: Deeds) {
    const item = (text: string, deed: () => void) =>
      button(text, () => {
        this.close();
        deed();
      });
    const copy = button(strings.copy, () => {
      void deeds.copy().then(() => (copy.textContent = strings.copied));
    });
    this.#list = h(
      "div",
      { class: "menu-list", part: "menu", id: "menu" },
      copy,
      item(strings.download, deeds.download),
      item(strings.print, deeds.print),
      item(strings.delete, deeds.delete),
    );
    this.#list.hidden = true;
    this.#toggle = button(icon("more"), () => (this.isOpen ? this.close() : this.#open()), {
      class: "icon-button", part: "more", "aria-label": strings.more,
      "aria-expanded": "false", "aria-controls": "menu",
    });
    this.element = h("div", { class: "menu", onfocusout: this.#onFocusOut }, this.#toggle, this.#list);
  }

  get isOpen(): boolean {
    return !this.#list.hidden;
  }

  close(): void {
    if (!this.isOpen) return;
    this.#list.hidden = true;
    this.#toggle.setAttribute("aria-expanded", "false");
    this.#toggle.focus();
  }

  #open(): void {
    this.#list.hidden = false;
    this.#toggle.setAttribute("aria-expanded", "true");
    this.#list.querySelector("button")?.focus();
  }

  /** A menu that one has left is in the way. */
  #onFocusOut = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (to instanceof Node && this.element.contains(to)) return;
    if (!to) return;
    this.#list.hidden = true;
    this.#toggle.setAttribute("aria-expanded", "false");
  };
}
