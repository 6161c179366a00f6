/** Something that was said, as an element of the log. */

import type { Strings } from "../../types/widget.js";
import type { Entry } from "./conversation.js";
import { h } from "./dom.js";
import { directionOf } from "./language.js";
import { replyView, type Press } from "./reply-view.js";
import { typesetWithin } from "./typography.js";

/** An entry as an element, and what may be pressed while it is the last one. */
export function messageView(
  entry: Entry,
  strings: Strings,
  press: Press,
): { message: HTMLElement; choices?: HTMLElement } {
  switch (entry.by) {
    case "customer":
      return {
        message: h(
          "div",
          { class: "message customer", part: "message customer" },
          hidden(strings.you),
          h("p", { dir: "auto" }, entry.text),
        ),
      };
    case "person": {
      return {
        message: h(
          "div",
          { class: "message person-says", part: "message person-says" },
          h("span", { class: "name" }, entry.name ?? strings.person),
          h("p", { dir: "auto" }, entry.text),
        ),
      };
    }
    case "widget":
      return { message: h("p", { class: "notice", part: "notice" }, entry.text) };
    case "assistant": {
      const { locale } = entry.reply;
      const { said, choices } = replyView(entry.reply, strings, press);
      const message = h(
        "div",
        { class: "message assistant", part: "message assistant" },
        hidden(strings.assistant),
        said,
      );
      message.lang = locale;
      message.dir = directionOf(locale);
      typesetWithin(said, locale);
      if (!choices) return { message };
      choices.lang = locale;
      typesetWithin(choices, locale);
      return { message, choices };
    }
  }
}

/** Who speaks, for those who do not see on which side it stands. */
function hidden(name: string): HTMLElement {
  return h("span", { class: "who" }, name);
}
