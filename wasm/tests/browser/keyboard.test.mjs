// Everything by the keyboard alone: where the focus goes, and where it comes back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, closeBrowser, host, page, visit } from "../support/widget.mjs";

const PHONE = { viewport: { width: 390, height: 844 } };

let server;
before(async () => {
  const body = '<button type="button" id="help">Help</button>';
  server = await host({ "/fr.html": page(), "/en.html": page({ lang: "en", body }) });
  await browser();
});
after(async () => {
  await closeBrowser();
  await server.close();
});

/** Presses a key until something of this name has the focus. */
async function goTo(chat, name, key = "Tab") {
  const seen = [];
  for (let presses = 0; presses < 40; presses++) {
    await chat.page.keyboard.press(key);
    const now = await chat.focused();
    if (now === name) return;
    seen.push(now);
  }
  assert.fail(`${key} does not lead to ${name}: ${seen.join(" | ")}`);
}

async function opened(options) {
  const chat = await visit(`${server.url}/en.html`, options);
  await goTo(chat, "Ask a question");
  await chat.page.keyboard.press("Enter");
  await chat.messages.first().waitFor();
  return chat;
}

test("it is opened, asked, answered and closed by keys, and the focus comes back", async () => {
  const chat = await opened();
  assert.equal(await chat.focused(), "Your message");
  await chat.page.keyboard.type("I want to cancel my contract");
  const asked = await chat.during(() => chat.page.keyboard.press("Enter"));
  assert.equal(await chat.focused(), "Your message", "who writes goes on writing");
  const wanted = asked.outcome.options[1];
  await goTo(chat, wanted.title, "Shift+Tab");
  const { outcome } = await chat.during(() => chat.page.keyboard.press("Enter"));
  assert.equal(outcome.article, wanted.id);
  assert.equal(await chat.focused(), "Your message", "the button is gone, the focus is not");
  await chat.page.keyboard.press("Escape");
  await chat.panel.waitFor({ state: "hidden" });
  assert.equal(await chat.focused(), "Ask a question");
  assert.equal(await chat.launcher.getAttribute("aria-expanded"), "false");
  await chat.leave();
});

test("a choice is pressed with the space bar too", async () => {
  const chat = await opened();
  await chat.ask("I want to cancel my contract");
  await goTo(chat, "None of these", "Shift+Tab");
  const { outcome } = await chat.during(() => chat.page.keyboard.press("Space"));
  assert.equal(outcome.type, "no_match");
  await chat.leave();
});

test("Escape closes the menu first, and then the widget", async () => {
  const chat = await opened();
  const menu = chat.element.locator(".menu-list");
  await goTo(chat, "More", "Shift+Tab");
  await chat.page.keyboard.press("Enter");
  assert.equal(await chat.focused(), "Copy the conversation");
  await chat.page.keyboard.press("Escape");
  assert.ok(await menu.isHidden());
  assert.ok(await chat.panel.isVisible());
  assert.equal(await chat.focused(), "More");
  await chat.page.keyboard.press("Escape");
  assert.ok(await chat.panel.isHidden());
  await chat.leave();
});

test("a menu that the focus has left is gone", async () => {
  const chat = await opened();
  await goTo(chat, "More", "Shift+Tab");
  await chat.page.keyboard.press("Enter");
  await goTo(chat, "Close");
  assert.ok(await chat.element.locator(".menu-list").isHidden());
  await chat.leave();
});

test("a conversation is deleted by keys, and the focus is where one writes", async () => {
  const chat = await opened();
  await chat.ask("where do I find my PUK code?");
  await goTo(chat, "More", "Shift+Tab");
  await chat.page.keyboard.press("Enter");
  await goTo(chat, "Delete my conversation");
  await chat.during(() => chat.page.keyboard.press("Enter"));
  await chat.element.getByText("Your conversation is deleted.").waitFor();
  assert.equal(await chat.element.locator(".customer").count(), 0);
  assert.equal(await chat.focused(), "Your message");
  await chat.leave();
});

test("on a desk the keyboard leaves the widget and comes back to it", async () => {
  const chat = await opened();
  await goTo(chat, "Un lien");
  await goTo(chat, "Send", "Shift+Tab");
  await chat.leave();
});

test("on a telephone, where nothing else is seen, the keyboard stays within it", async () => {
  const chat = await opened(PHONE);
  assert.equal(await chat.panel.getAttribute("aria-modal"), "true");
  await goTo(chat, "Send");
  await chat.page.keyboard.press("Tab");
  assert.equal(await chat.focused(), "More", "after the last comes the first");
  await chat.page.keyboard.press("Shift+Tab");
  assert.equal(await chat.focused(), "Send", "before the first comes the last");
  for (let presses = 0; presses < 25; presses++) {
    await chat.page.keyboard.press("Tab");
    assert.equal(await chat.page.evaluate(() => document.activeElement.localName), "relais-chat");
  }
  await chat.page.keyboard.press("Escape");
  assert.equal(await chat.focused(), "Ask a question");
  await goTo(chat, "Un lien");
  await chat.leave();
});

test("on a telephone with a touch screen no keyboard comes up unasked", async () => {
  const chat = await visit(`${server.url}/en.html`, { ...PHONE, hasTouch: true, isMobile: true });
  await chat.launcher.tap();
  await chat.messages.first().waitFor();
  assert.notEqual(await chat.focused(), "Your message");
  assert.equal(await chat.page.evaluate(() => document.activeElement.localName), "relais-chat");
  await chat.input.fill("I want to cancel my contract");
  await chat.during(() => chat.element.locator("[part=send]").tap());
  await chat.during(() => chat.options.first().tap());
  assert.notEqual(await chat.focused(), "Your message");
  await chat.leave();
});

test("where a button of the page opens it, the focus comes back to that button", async () => {
  const chat = await visit(`${server.url}/en.html`);
  await chat.page.evaluate(() => {
    document.querySelector("#help").onclick = () => document.querySelector("relais-chat").open();
  });
  await goTo(chat, "Help");
  await chat.page.keyboard.press("Enter");
  await chat.messages.first().waitFor();
  await chat.page.keyboard.press("Escape");
  assert.equal(await chat.focused(), "Help");
  await chat.leave();
});

test("a page that closes it does not move the focus of who is elsewhere", async () => {
  const chat = await opened();
  await goTo(chat, "Un lien");
  await chat.call("close");
  await chat.panel.waitFor({ state: "hidden" });
  assert.equal(await chat.focused(), "Un lien");
  await chat.leave();
});

test("what has the focus is seen to have it", async () => {
  const chat = await opened();
  await chat.ask("I want to cancel my contract");
  for (const name of ["Talk to a person", "None of these", "Close", "More"]) {
    await goTo(chat, name, "Shift+Tab");
    const width = await chat.page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement.shadowRoot.activeElement);
      return outlineStyle === "none" ? 0 : parseFloat(outlineWidth);
    });
    assert.ok(width >= 2, name);
  }
  await chat.leave();
});
