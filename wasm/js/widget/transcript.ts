import type { Strings } from "../../types/widget.js";
import type { Entry } from "./conversation.js";
import { fill } from "./words.js";

/** A conversation as text: who said what, in order. */
export function transcript(entries: Entry[], strings: Strings): string {
  const says = (name: string, text: string) => fill(strings.says, { name, text });
  const line = (entry: Entry): string => {
    switch (entry.by) {
      case "customer":
        return says(strings.you, entry.text);
      case "assistant":
        return says(strings.assistant, entry.reply.text);
      case "person":
        return says(entry.name ?? strings.person, entry.text);
      case "widget":
        return entry.text;
    }
  };
  return entries.map(line).join("\n\n");
}
