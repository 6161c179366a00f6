import type { Block, Prose, Run } from "../../types/wire.js";
import { h } from "./dom.js";

/** An answer as elements: paragraphs, lists, emphasis and links. */
export function prose({ blocks }: Prose): Node[] {
  return blocks.map(block);
}

function block(block: Block): Node {
  if ("paragraph" in block) return h("p", {}, ...runs(block.paragraph));
  const { ordered, items } = block.list;
  return h(ordered ? "ol" : "ul", {}, ...items.map((item) => h("li", {}, ...runs(item))));
}

/** Runs of one link are one link, whatever their styles. */
function runs(all: Run[]): Node[] {
  const nodes: Node[] = [];
  let open: { url: string; element: HTMLElement } | undefined;
  for (const { piece, style, link } of all) {
    const text = styled(piece.text, style);
    if (link === null) {
      open = undefined;
      nodes.push(text);
    } else if (open?.url === link) {
      open.element.append(text);
    } else {
      const element = linkTo(link, text);
      open = { url: link, element };
      nodes.push(element);
    }
  }
  return nodes;
}

/** A link; an address of any other sort than those that an answer may have is only text. */
export function linkTo(url: string, ...children: Array<Node | string>): HTMLElement {
  if (!/^(https:|mailto:|tel:)/i.test(url)) return h("span", {}, ...children);
  const away = isOfTheWeb(url) ? { target: "_blank", rel: "noopener" } : {};
  return h("a", { href: url, ...away }, ...children);
}

export function isOfTheWeb(url: string): boolean {
  return /^https:/i.test(url);
}

function styled(text: string, style: Run["style"]): Node {
  if (style === "strong") return h("strong", {}, text);
  if (style === "emphasis") return h("em", {}, text);
  return document.createTextNode(text);
}
