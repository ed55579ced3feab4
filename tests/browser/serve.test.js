// The web view, as somebody uses it who pastes a page, searches a corpus and reads about a speaker.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import {
  PHONE,
  PROGRAM,
  ROOT,
  depesha,
  fitsTheScreen,
  hasContrast,
  launch,
  open,
  picture,
  temporary,
} from "./browser.js";

const ARTICLE = "examples/portal.txt";
const SPEAKER = "Павел Ладыгин";

let browser;
let service;
let own;

before(async () => {
  const tables = join(temporary(), "tables");
  depesha("run", "examples", "--out", tables, "--format", "sqlite", "--quiet");
  service = spawn(PROGRAM, ["serve", tables, "--port", "0", "--lang", "ru", "--quiet"], { cwd: ROOT });
  own = await new Promise((resolve, reject) => {
    service.stdout.once("data", (line) => resolve(String(line).trim()));
    service.once("exit", (code) => reject(new Error(`the service ended with ${code}`)));
  });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  service?.kill("SIGTERM");
});

/** Opens a page of the service in Russian. */
const visit = (path, options, look) => open(browser, new URL(path, own).href, { locale: "ru-RU", ...options }, look);

const paste = async (page) => {
  await page.fill("#text", readFileSync(join(ROOT, ARTICLE), "utf8"));
  await page.click("button[type=submit]");
  await page.waitForSelector(".record");
};

test("a pasted page is shown with as many statements as its record has", () =>
  visit("/", {}, async (page) => {
    await picture(page, "serve-paste");
    await paste(page);
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("a[download]")]);
    const record = JSON.parse(readFileSync(await download.path(), "utf8"));
    const parsed = JSON.parse(depesha("parse", ARTICLE, "--format", "json"));
    assert.deepEqual(record.statements, parsed.statements);
    const highlighted = await page.evaluate(() => {
      const marks = [...document.querySelectorAll(".text mark")];
      const seen = marks.filter((mark) => getComputedStyle(mark).backgroundColor !== "rgba(0, 0, 0, 0)");
      return new Set(seen.map((mark) => mark.dataset.of)).size;
    });
    assert.ok(highlighted > 10);
    assert.equal(highlighted, record.statements.length);
    await picture(page, "serve-record");
  }));

test("a click on a speaker leaves only their statements", () =>
  visit("/", {}, async (page) => {
    await paste(page);
    const pick = page.locator(".pick").first();
    const name = await pick.locator(".who").textContent();
    const all = await page.locator(".statements > .fact:visible").count();
    await pick.click();
    const left = await page.locator(".statements > .fact:visible").count();
    assert.ok(left > 0 && left < all);
    assert.equal(await page.locator(".text mark.on .number").count(), left);
    assert.ok((await page.locator(".picked").textContent()).includes(name));
  }));

test("a file that is dropped is read at once", () =>
  visit("/", {}, async (page) => {
    const text = readFileSync(join(ROOT, ARTICLE), "utf8");
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "article.txt"));
      document.getElementById("paste").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
    }, text);
    await page.waitForSelector(".record");
    assert.equal(await page.locator(".text").evaluate((element) => element.textContent), text);
  }));

test("without script a page can be pasted too", () =>
  visit("/", { javaScriptEnabled: false }, async (page) => {
    await paste(page);
    assert.ok((await page.locator(".text mark").count()) > 10);
  }));

test("words are found in their forms, and each hit is marked and leads to its place", () =>
  visit("/statements", {}, async (page) => {
    await page.fill("#q", "аэропорт");
    await page.press("#q", "Enter");
    await page.waitForURL(/q=/);
    const hits = await page.locator(".hit").count();
    assert.ok(hits > 0);
    assert.equal(Number.parseInt(await page.locator(".total").textContent(), 10), hits);
    assert.equal(await page.locator(".hit:has(mark.found)").count(), hits);
    const forms = await page.locator("mark.found").allTextContents();
    assert.ok(new Set(forms.map((form) => form.toLowerCase())).size > 1, forms.join());
    assert.ok(forms.every((form) => /^аэропорт/i.test(form)), forms.join());
    await picture(page, "serve-search");
    const said = await page.locator(".hit .said").first().textContent();
    await page.locator(".hit .where a").first().click();
    await page.waitForSelector(".record");
    const place = page.locator(`.text ${new URL(page.url()).hash}`);
    const words = (await place.textContent()).trim().split(/\s+/)[0];
    assert.ok(said.includes(words), `${said} / ${words}`);
    await picture(page, "serve-document");
  }));

test("a speaker's page tells roles, and its search finds only what they said", () =>
  visit("/speakers", {}, async (page) => {
    await picture(page, "serve-speakers");
    await page.getByRole("link", { name: SPEAKER }).first().click();
    await page.waitForSelector(".profile");
    assert.equal(await page.locator("h1").textContent(), SPEAKER);
    assert.match(await page.locator("aside").textContent(), /губернатор/);
    const all = Number.parseInt(await page.locator(".total").textContent(), 10);
    await picture(page, "serve-speaker", { fullPage: true });
    await page.fill("#q", "аэропорт");
    await page.press("#q", "Enter");
    await page.waitForURL(/q=/);
    const found = Number.parseInt(await page.locator(".total").textContent(), 10);
    assert.ok(found > 0 && found < all);
    for (const who of await page.locator(".hit .who strong").allTextContents()) assert.equal(who, SPEAKER);
  }));

test("the interface changes its language and remembers it", () =>
  visit("/statements?q=мост", {}, async (page) => {
    await page.getByRole("link", { name: "English" }).click();
    assert.equal(await page.locator("h1").textContent(), "Who said what");
    assert.equal(await page.inputValue("#q"), "мост");
    await page.getByRole("link", { name: "Speakers" }).click();
    assert.equal(await page.locator("h1").textContent(), "Who is quoted");
  }));

const PAGES = {
  paste: "/",
  search: "/statements?q=аэропорт",
  speakers: "/speakers",
  speaker: `/speakers/${encodeURIComponent(SPEAKER)}`,
  documents: "/documents",
  document: "/documents/0",
};

for (const [name, path] of Object.entries(PAGES)) {
  test(`${name}: nothing is wider than a telephone`, () =>
    visit(path, { viewport: PHONE }, async (page) => {
      await fitsTheScreen(page);
      await picture(page, `serve-${name}-phone`);
    }));

  for (const colorScheme of ["light", "dark"]) {
    test(`${name}: words stand out when it is ${colorScheme}`, () =>
      visit(path, { colorScheme }, async (page) => {
        await hasContrast(page);
        if (colorScheme === "dark") await picture(page, `serve-${name}-dark`);
      }));
  }
}

test("an address without a page tells so, in the visitor's language", async () => {
  const answer = await fetch(new URL("/documents/999999", own), { headers: { "accept-language": "ru" } });
  assert.equal(answer.status, 404);
  assert.match(await answer.text(), /Здесь ничего нет/);
});
