import type { Card } from "../../types/index.js";
import type { Contact } from "../../types/wire.js";
import type { Strings } from "../../types/widget.js";
import { h } from "./dom.js";
import { linkTo } from "./prose.js";

/** How people are reached, with links that call, write and lead there. */
export function contactCard({ phone, email, url, address }: Contact, strings: Strings): HTMLElement {
  const line = (name: string, value: Node) => [h("dt", {}, name), h("dd", {}, value)];
  return h(
    "dl",
    { class: "contact", part: "contact", "aria-label": strings.reach_us },
    ...(phone ? line(strings.phone, linkTo(`tel:${phone.replace(/[^\d+]/g, "")}`, phone)) : []),
    ...(email ? line(strings.email, linkTo(`mailto:${email}`, email)) : []),
    ...(url ? line(strings.page, linkTo(url, ...breakable(url.replace(/^https:\/\//, "")))) : []),
    ...(address ? line(strings.address, document.createTextNode(address)) : []),
  );
}

/** An address that is too long for a line goes on after one of its strokes, and not in the middle of a word. */
function breakable(address: string): Node[] {
  const parts = address.split(/(?<=\/)/);
  return parts.flatMap((part, number) => [...(number > 0 ? [h("wbr")] : []), document.createTextNode(part)]);
}

/** What there is to read and how to reach people, where no engine can run. */
export function cardView(card: Card, strings: Strings): HTMLElement {
  const topics = card.topics.map(({ title, pages }) => {
    if (pages.length === 0) return h("p", {}, title);
    const items = pages.map((page) => h("li", {}, linkTo(page.url, page.title)));
    return h("details", {}, h("summary", {}, title), h("ul", {}, ...items));
  });
  return h(
    "div",
    { class: "said" },
    h("p", {}, strings.no_engine),
    contactCard(card.contact, strings),
    h("h3", {}, strings.topics),
    ...topics,
  );
}
