// What all tests of pages share: the browser, the program, and what must hold for every page.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const PROGRAM = join(ROOT, "target/debug/depesha");

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 375, height: 812 };

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A folder that is gone when the tests are over. */
export function temporary() {
  const folder = mkdtempSync(join(tmpdir(), "depesha-browser-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What the program writes to standard output. */
export function depesha(...args) {
  return execFileSync(PROGRAM, args, { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 28 });
}

export function address(file) {
  return pathToFileURL(file).href;
}

/**
 * Opens a page, hands it to `look`, and checks that it said nothing on the console and asked for nothing but what belongs to
 * it: an address that begins as its own.
 */
export async function open(browser, url, options, look) {
  const context = await browser.newContext({
    viewport: DESKTOP,
    colorScheme: "light",
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => problems.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin) problems.push(request.url());
  });
  try {
    await page.goto(url);
    await look(page);
    assert.deepEqual(problems, []);
  } finally {
    await context.close();
  }
}

/** Keeps a picture of what is seen, for people to look at. */
export function picture(page, name, options = {}) {
  return page.screenshot({ path: join(ROOT, `target/browser/${name}.png`), ...options });
}

/** Nothing is wider than the screen. */
export async function fitsTheScreen(page) {
  const [width, screen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(width <= screen, `the page is ${width} px wide, the screen ${screen} px`);
}

/** All words stand out from what is behind them, by WCAG 2.2, level AA. */
export async function hasContrast(page) {
  const faint = await page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    // A canvas reads every way to write a colour.
    const channels = (color) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const luminance = (color) => {
      const [r, g, b] = color.map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element) => {
      for (let at = element; at; at = at.parentElement) {
        const color = channels(getComputedStyle(at).backgroundColor);
        if (color[3] === 255) return color.slice(0, 3);
      }
      return [255, 255, 255];
    };
    const faint = [];
    const check = (element, words) => {
      if (!words || !element.checkVisibility()) return;
      const style = getComputedStyle(element);
      const ink = channels(element.closest("svg") ? style.fill : style.color).slice(0, 3);
      const [lighter, darker] = [luminance(ink), luminance(behind(element))].sort((a, b) => b - a);
      const ratio = (lighter + 0.05) / (darker + 0.05);
      if (ratio < 4.5) faint.push(`${ratio.toFixed(2)}: ${words.slice(0, 40)}`);
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) check(texts.currentNode.parentElement, texts.currentNode.data.trim());
    // Words that only the style sheet shows.
    for (const element of document.querySelectorAll("[data-number]")) check(element, element.dataset.number);
    return faint;
  });
  assert.deepEqual(faint, []);
}
