// What a page with TypeScript writes: everything that is public has its type.
import { connect, RelaisError, type Reply } from "@relais-chat/web";
import type { RelaisChat, Strings } from "@relais-chat/web/widget";
import "@relais-chat/web/widget";

const chat: RelaisChat = document.createElement("relais-chat");
chat.strings = { title: "Help" } satisfies Partial<Strings>;
chat.addEventListener("relais:act", ({ detail: { act, respond } }) => {
  if (act.action === "track_order") respond(Promise.resolve({ "order.status": "on its way" }));
});
// @ts-expect-error a sentence that the widget does not have
chat.strings = { headline: "Help" };

export async function answer(question: string): Promise<Reply | RelaisError["code"]> {
  const relais = await connect({ bundle: "/kb.relais" });
  const session = await relais.session({ locale: "en" });
  return (await session.reply({ text: question })).reply;
}
