// A customer and a person at the desk, in two browsers.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { open, openChat, sitDown, violations, write } from "./site.mjs";

let site;

before(async () => (site = await open({ patience: 20_000 })));
afterEach(() => site.leave());
after(() => site?.close());

test("a person reads what was passed on, answers, and the assistant is silent until the end", async () => {
  const desk = await site.visit("/console.html");
  await sitDown(desk);
  const page = await site.visit("/");
  await openChat(page);
  // What the page knows of the customer is brought up before it is asked for.
  await page.getByText("Ondelia Musique (4,99 €)").waitFor();
  await page.getByRole("button", { name: "Parler à un conseiller" }).click();
  await page.getByText("Je transmets ce que vous m'avez dit").waitFor();

  await desk.getByText("One customer is waiting.").waitFor();
  await desk.getByRole("button", { name: "Accept" }).click();
  await desk.getByRole("heading", { name: "Intervention à faire sur le dossier" }).waitFor();
  await desk.getByText("Camille Moreau").waitFor();
  await desk.getByText("4.99 EUR").waitFor();
  await desk.getByText("What was said before").click();
  await desk.getByText("assistant: Je suis l'assistant automatique d'Ondelia").waitFor();
  assert.deepEqual(await violations(desk), []);

  await page.evaluate(() => {
    window.replies = [];
    addEventListener("relais:reply", ({ detail }) => window.replies.push(detail.reply.outcome.type));
  });
  await write(page, "Depuis quand est-ce que je paie <b>cette</b> option ?");
  await desk.getByRole("log").getByText("Customer: Depuis quand est-ce que je paie <b>cette</b> option ?").waitFor();
  await desk.getByLabel("Your message").fill("Depuis février, je l'arrête <i>tout de suite</i>.");
  await desk.getByRole("button", { name: "Send" }).click();
  await page.getByText("Depuis février, je l'arrête <i>tout de suite</i>.").waitFor();
  await page.getByText("Marie", { exact: true }).waitFor();
  assert.deepEqual(await page.evaluate(() => window.replies), ["silent"]);
  assert.deepEqual(await violations(page), []);

  await desk.getByRole("button", { name: "End", exact: true }).click();
  await page.getByText("de 1 à 5").first().waitFor();
  const scored = page.evaluate(() => new Promise((resolve) => {
    addEventListener("relais:feedback", ({ detail }) => resolve(detail.score));
  }));
  await page.getByRole("button", { name: "5 sur 5" }).click();
  assert.equal(await scored, 5);
  await desk.getByText("The conversation has ended. No customers are waiting.").waitFor();
});

test("a page that is loaded again goes on with the person whom it had", async () => {
  const desk = await site.visit("/console.html");
  await sitDown(desk);
  const page = await site.visit("/shop.html");
  await write(page, "I want to talk to a person");
  await desk.getByRole("button", { name: "Accept" }).click();
  await page.getByText("I am passing you to Customer service").waitFor();
  await page.getByText("A person has taken over.").waitFor();
  await page.reload();
  await desk.getByLabel("Your message").fill("Hello, it is Marie.");
  await page.getByText("I am passing you to Customer service").waitFor();
  await desk.getByRole("button", { name: "Send" }).click();
  await page.getByText("Hello, it is Marie.").waitFor();
  await write(page, "And I am still here.");
  await desk.getByText("Customer: And I am still here.").waitFor();

  // Who deletes the conversation has left it.
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("button", { name: "Delete my conversation" }).click();
  await desk.getByText("The customer has left.").waitFor();
});

test("where nobody is at the desk, a call back is booked at a time that is free, and once", async () => {
  const desk = await site.visit("/console.html");
  const page = await site.visit("/shop.html");
  await write(page, "talk to a person");
  const calls = page.getByRole("button", { name: /^Be called back/ });
  await calls.first().click();
  await write(page, "06 39 98 00 17");
  await page.getByText("Noted: someone calls you back").waitFor();
  await desk.getByText(/ at \d\d:00, 0639980017$/).waitFor();
  // A call in the diary is nobody in the conversation.
  await write(page, "where is my parcel?");
  await page.getByText("Tracking is in").waitFor();
  assert.equal(await page.getByText("A person has taken over.").count(), 0);

  const other = await site.visit("/shop.html");
  await write(other, "talk to a person");
  await other.getByRole("button", { name: /^Be called back/ }).first().waitFor();
  assert.equal(await other.getByRole("button", { name: /^Be called back/ }).count(), 2);
});

test("the page answers acts, and tells by a code why it cannot", async () => {
  const page = await site.visit("/shop.html");
  await write(page, "track order OD-482913 for me");
  await page.getByText("on its way to your pick-up point").waitFor();
  await write(page, "track order OD-999999 for me");
  await page.getByText("I cannot find order OD-999999").waitFor();
  await write(page, "OD-100002");
  await page.getByText("The carrier has lost track of order OD-100002").waitFor();
});

test("the page and its conversation change to the other language", async () => {
  const page = await site.visit("/");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Hello Camille" }).waitFor();
  await page.getByRole("button", { name: "Ask a question" }).click();
  await page.getByText("I am Ondelia's automatic assistant").waitFor();
  await page.getByRole("button", { name: "Français" }).click();
  await page.getByText("Je suis l'assistant automatique").waitFor();
  assert.equal(await page.getByText("I am Ondelia's automatic assistant").count(), 0);
});

for (const path of ["/", "/shop.html", "/console.html"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe-core finds nothing on ${path} in ${colorScheme} colours, nor is a phone's width left`, async () => {
      const page = await site.visit(path, { colorScheme, viewport: { width: 320, height: 640 } });
      if (path === "/shop.html") await page.getByText("I am Ondelia's automatic assistant").waitFor();
      assert.deepEqual(await violations(page), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    });
  }
}

test("no page told of an error", () => assert.deepEqual(site.failures, []));
