/**
 * The widget as a page loads it: the element `<relais-chat>`, the queue of commands from before it was
 * there, and the element that a script tag with `data-bundle` asks for.
 *
 * Nothing here needs a page when it is imported, so that servers may import it too.
 */

import { RelaisChat } from "./element.js";
import { takeQueue } from "./queue.js";

export { RelaisChat };

if (typeof customElements !== "undefined" && !customElements.get("relais-chat")) {
  customElements.define("relais-chat", RelaisChat);
  addFromScriptTag();
  takeQueue();
}

/** `<script type="module" src="…/widget.js" data-bundle="/kb.relais">` is an element with that bundle. */
function addFromScriptTag(): void {
  const tag = [...document.scripts].find((script) => script.src === import.meta.url);
  if (!tag?.dataset.bundle) return;
  const chat = document.createElement("relais-chat");
  for (const { name, value } of tag.attributes) {
    if (name.startsWith("data-")) chat.setAttribute(name.slice("data-".length), value);
  }
  const add = () => document.body.append(chat);
  if (document.body) add();
  else addEventListener("DOMContentLoaded", add, { once: true });
}
