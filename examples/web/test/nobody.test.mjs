// When nobody comes, and when somebody goes.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { open, sitDown, write } from "./site.mjs";

let site;

before(async () => (site = await open({ patience: 1500, grace: 500 })));
afterEach(() => site.leave());
after(() => site?.close());

test("nobody accepts in time: the assistant is back, and offers what else there is", async () => {
  const desk = await site.visit("/console.html");
  await sitDown(desk);
  const page = await site.visit("/shop.html");
  await write(page, "I want to talk to a person");
  await page.getByText("I am passing you to Customer service").waitFor();
  await page.getByText("nobody answered in time, so I am back").waitFor();
  await page.getByRole("button", { name: "Leave a message" }).click();
  await write(page, "The parcel is damaged.");
  await write(page, "camille.moreau@exemple.fr");
  await desk.locator("#messages").getByText("The parcel is damaged.").first().waitFor();
  await desk.getByText("No customers are waiting.").waitFor();
});

test("a person whose browser closes is waited for no longer than for anybody else", async () => {
  const desk = await site.visit("/console.html");
  await sitDown(desk);
  const page = await site.visit("/shop.html");
  await write(page, "I want to talk to a person");
  await desk.getByRole("button", { name: "Accept" }).click();
  await desk.getByText("You have a customer.").waitFor();
  await desk.close();
  await page.getByText("nobody answered in time, so I am back").waitFor();
});

test("a customer who closes the page has left", async () => {
  const desk = await site.visit("/console.html");
  await sitDown(desk);
  const page = await site.visit("/shop.html");
  await write(page, "I want to talk to a person");
  await desk.getByRole("button", { name: "Accept" }).click();
  await desk.getByText("You have a customer.").waitFor();
  await page.close();
  await desk.getByText("The customer has left.").waitFor();
});

test("no page told of an error", () => assert.deepEqual(site.failures, []));
