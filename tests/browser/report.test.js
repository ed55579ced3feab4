// Reports, as a reader sees and uses them.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import {
  PHONE,
  address,
  depesha,
  fitsTheScreen,
  hasContrast,
  launch,
  open,
  picture,
  temporary,
} from "./browser.js";

const ARTICLE = "examples/portal.txt";

/** A page that would run a script if its words were not kept as words. */
const HOSTILE = `"'><script>document.title = "run"</script><img src="x" onerror="document.title = 'run'">`;

let browser;
let hostile;
let one;
let many;
const record = JSON.parse(depesha("parse", ARTICLE, "--format", "json"));

before(async () => {
  const folder = temporary();
  one = address(join(folder, "one.html"));
  many = address(join(folder, "many.html"));
  depesha("report", ARTICLE, "--lang", "ru", "--out", join(folder, "one.html"));
  depesha("report", "examples", "--lang", "en", "--out", join(folder, "many.html"));
  const words = join(folder, "hostile.txt");
  writeFileSync(words, `${HOSTILE}\n\nМэр Пётр Ильин сказал: «${HOSTILE}».\n`);
  hostile = address(join(folder, "hostile.html"));
  depesha("report", words, "--any-language", "--out", join(folder, "hostile.html"));
  browser = await launch();
});
after(() => browser?.close());

/** The ids of the statements that have a colour in the text. */
const coloured = (page) =>
  page.evaluate(() => {
    const marks = [...document.querySelectorAll(".text mark")];
    const seen = marks.filter((mark) => getComputedStyle(mark).backgroundColor !== "rgba(0, 0, 0, 0)");
    return [...new Set(seen.map((mark) => mark.dataset.of))];
  });

test("each statement is coloured, numbered and listed", () =>
  open(browser, one, {}, async (page) => {
    const count = record.statements.length;
    assert.ok(count > 10);
    assert.equal((await coloured(page)).length, count);
    assert.equal(await page.locator(".text .number").count(), count);
    assert.equal(await page.locator(".statements > li:visible").count(), count);
    await picture(page, "report");
  }));

test("the text is that of the record", () =>
  open(browser, one, {}, async (page) => {
    assert.equal(await page.locator(".text").evaluate((text) => text.textContent), record.text);
  }));

test("a click on a speaker leaves only their statements, a second one brings all back", () =>
  open(browser, one, {}, async (page) => {
    const speaker = page.locator(".pick").first();
    const name = await speaker.locator(".who").textContent();
    const id = record.entities.find((entity) => entity.name === name).id;
    const said = record.statements.filter((statement) => statement.speaker === id).length;
    assert.ok(said < record.statements.length);
    await speaker.click();
    assert.equal((await coloured(page)).length, said);
    assert.equal(await page.locator(".statements > li:visible").count(), said);
    assert.equal(await speaker.getAttribute("aria-pressed"), "true");
    assert.match(await page.locator(".picked").textContent(), new RegExp(name));
    await picture(page, "report-speaker");
    await speaker.click();
    assert.equal((await coloured(page)).length, record.statements.length);
    // By keyboard too.
    await speaker.press("Space");
    await page.locator(".picked button").press("Enter");
    assert.equal((await coloured(page)).length, record.statements.length);
  }));

test("facts lead to their places and places back to the facts", () =>
  open(browser, one, {}, async (page) => {
    const target = () => page.evaluate(() => document.querySelector(":target")?.id);
    const last = record.statements.length - 1;
    await page.locator(`.text .number[href="#s${last}"]`).click();
    assert.equal(await target(), `s${last}`);
    assert.ok(await page.locator(`#s${last}`).isVisible());
    await page.locator(`#s${last} .head .number`).click();
    assert.equal(await target(), `at-s${last}`);
    await page.locator("#at-m0 a").first().click();
    const entity = await target();
    assert.match(entity, /^e\d+$/);
    await page.locator(`#${entity} .places .jump`).first().click();
    assert.match(await target(), /^at-[mx]\d+$/);
    // From what the page says of itself there is a way back too.
    await page.locator('.facts a[href="#at-f-title"]').click();
    await page.locator("#at-f-title > .back").click();
    assert.equal(await target(), "f-title");
  }));

test("the words under the pointer show what is known of them, and so does the focus", () =>
  open(browser, one, {}, async (page) => {
    const card = page.locator(".card");
    assert.ok(!(await card.isVisible()));
    const { cue, rule } = record.statements[2];
    const words = [...record.text].slice(cue.start, cue.end).join("");
    await page.locator('mark[data-of="s2"]').first().hover();
    await card.waitFor();
    assert.match(await card.textContent(), new RegExp(`${words}.*${rule}`, "s"));
    await picture(page, "report-card");
    await page.keyboard.press("Escape");
    assert.ok(!(await card.isVisible()));
    await page.locator('.text .number[href="#s3"]').focus();
    await card.waitFor();
    assert.match(await card.textContent(), new RegExp(record.statements[3].rule));
  }));

test("on a telephone it fits, and a touch shows the card", () =>
  open(browser, one, { viewport: PHONE, hasTouch: true, isMobile: true }, async (page) => {
    await fitsTheScreen(page);
    await picture(page, "report-phone", { fullPage: true });
    await page.locator('mark[data-of="s5"]').first().tap({ position: { x: 60, y: 10 } });
    await page.locator(".card").waitFor();
    await fitsTheScreen(page);
    await picture(page, "report-phone-card");
  }));

for (const colorScheme of ["light", "dark"]) {
  test(`all words can be read in the ${colorScheme} scheme`, () =>
    open(browser, one, { colorScheme }, async (page) => {
      await hasContrast(page);
      await picture(page, `report-${colorScheme}`, { fullPage: true });
      await page.goto(many);
      await hasContrast(page);
      await picture(page, `report-index-${colorScheme}`, { fullPage: true });
    }));
}

test("printed, it is text and facts without what only a screen can use", () =>
  open(browser, one, {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    assert.ok(!(await page.locator(".parts").isVisible()));
    assert.ok(await page.locator(".statements li").last().isVisible());
    await picture(page, "report-print", { fullPage: true });
    assert.ok((await page.pdf()).length > 10_000);
  }));

test("the keyboard reaches the content first", () =>
  open(browser, one, {}, async (page) => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "content");
  }));

test("of many documents one is shown, from the index and back", () =>
  open(browser, many, {}, async (page) => {
    const rows = page.locator(".documents tbody tr");
    const count = await rows.count();
    assert.equal(await page.locator(".document:visible").count(), 0);
    await rows.nth(1).locator("a").click();
    assert.equal(await page.locator(".document:visible").count(), 1);
    assert.ok(!(await page.locator("#index").isVisible()));
    await picture(page, "report-document");
    // A fact inside a document keeps it open.
    await page.locator(".document:visible .text .number").first().click();
    assert.equal(await page.locator(".document:visible").count(), 1);
    await page.locator(".to-index").click();
    assert.equal(await page.locator(".document:visible").count(), 0);
    await page.locator(".search input").fill("аэропорт");
    assert.ok((await page.locator(".documents tbody tr:visible").count()) < count);
  }));

test("the index fits a telephone", () =>
  open(browser, many, { viewport: PHONE }, async (page) => {
    await fitsTheScreen(page);
    await picture(page, "report-index-phone", { fullPage: true });
  }));

test("without script all can be read and followed", () =>
  open(browser, one, { javaScriptEnabled: false }, async (page) => {
    await page.locator(".pick").first().click();
    assert.match(page.url(), /#s\d+$/);
    await page.locator(".text .number").nth(4).click();
    assert.match(page.url(), /#s4$/);
  }));

test("a hostile page stays words", () =>
  open(browser, hostile, {}, async (page) => {
    assert.match(await page.locator(".text").textContent(), /<script>document\.title/);
    assert.doesNotMatch(await page.title(), /^run$/);
    assert.equal(await page.locator("img").count(), 0);
  }));

test("no script runs but the report's own", () =>
  assert.rejects(
    open(browser, one, {}, async (page) => {
      await page.evaluate(() => {
        const script = document.createElement("script");
        script.textContent = "document.title = 'run'";
        document.body.append(script);
      });
      assert.notEqual(await page.title(), "run");
    }),
    /Content Security Policy/,
  ));
