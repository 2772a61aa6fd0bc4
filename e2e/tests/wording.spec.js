// The room Sproget in a browser: passages answered by keys and without script, and documents handed in, looked at and deleted.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { inFolder } from "../house/municipality.js";
import { go } from "../house/steps.js";
import { expect, test, violations } from "../house/test.js";
import { text } from "../house/texts.js";

const da = (key, values) => text("da", key, values);
const WAIT = 90_000;

/** Opens the first element's page, when the server has read and counted the sample's documents. */
async function firstElement(page) {
  await expect(async () => {
    await page.goto("/wording");
    expect(await page.locator(".sound h3 a").count()).toBeGreaterThan(0);
  }).toPass({ timeout: WAIT });
  await go(page.locator(".sound h3 a").first());
}

/** What the first passages are said to show. */
const said = (page) =>
  page.locator(".passages > li").evaluateAll((items) =>
    items.slice(0, 4).map((item) => item.querySelector('.answer[aria-pressed="true"]')?.textContent.trim() ?? ""),
  );

const focused = (page) => page.evaluate(() => [...document.querySelectorAll(".passages > li")].indexOf(document.activeElement));

test("one key answers and goes on, and u takes it back", async ({ ownHouse, visit }) => {
  test.slow();
  const page = await visit(ownHouse.url, ownHouse.roles.steward);
  await firstElement(page);
  const [own, nothing, quoted, missed] = ["own", "nothing", "quoted", "missed"].map((word) => da(`wording-says-${word}`));
  await page.getByRole("link", { name: da("wording-keys-begin") }).focus();
  await page.keyboard.press("Enter");
  expect(await focused(page)).toBe(0);
  for (const key of ["1", "2", "3", "4"]) {
    await page.keyboard.press(key);
    await expect.poll(() => focused(page)).toBe(Number(key));
  }
  expect(await said(page)).toEqual([own, nothing, quoted, missed]);
  await page.keyboard.press("u");
  await expect.poll(() => said(page)).toEqual([own, nothing, quoted, ""]);
  expect(await focused(page)).toBe(3);
  await page.keyboard.press("k");
  expect(await focused(page)).toBe(2);
  await page.keyboard.press("j");
  expect(await focused(page)).toBe(3);
  await page.reload();
  expect(await said(page)).toEqual([own, nothing, quoted, ""]);
  expect(await violations(page)).toEqual([]);
});

test("without script a passage is answered by a button and taken back", async ({ ownHouse, visit }) => {
  test.slow();
  const page = await visit(ownHouse.url, ownHouse.roles.steward, { javaScriptEnabled: false });
  await firstElement(page);
  const first = page.locator(".passages > li").first();
  await go(first.getByRole("button", { name: da("wording-says-own"), exact: true }));
  await expect(first.locator('.answer[aria-pressed="true"]')).toHaveText(da("wording-says-own"));
  await go(first.getByRole("button", { name: da("wording-take-back") }));
  await expect(first.locator('.answer[aria-pressed="true"]')).toHaveCount(0);
});

test("a folder with a scan is handed in once, and a document deleted", async ({ ownHouse, visit }) => {
  test.slow();
  const page = await visit(ownHouse.url, ownHouse.roles.steward);
  await inFolder(async (folder) => {
    const own = join(folder, "oktober");
    mkdirSync(own);
    writeFileSync(join(own, "webinar.vtt"), "WEBVTT\n\n00:01.000 --> 00:09.000\nVi ringede til borgeren, før vi skrev, og spurgte, hvad der ville hjælpe hende mest.\n");
    writeFileSync(join(own, "referat.txt"), "Udvalget gik ned i krydset og så på det sammen med børnene, før tegningerne blev vist frem.\n");
    writeFileSync(join(own, "skannet.txt"), " \n");
    writeFileSync(
      join(own, "index.csv"),
      "file,unit,date,kind,about\nwebinar.vtt,Kultur og Fritid,2026-10-02,transskription,ja\nreferat.txt,Kultur og Fritid,2026-10-05,referat,\nskannet.txt,Kultur og Fritid,2026-10-06,referat,\n",
    );
    const handIn = async () => {
      await page.goto("/wording/documents/new");
      await page.setInputFiles("#folder", own);
      await go(page.getByRole("button", { name: da("wording-doc-send"), exact: true }));
    };
    await handIn();
    await expect(page.getByRole("status")).toContainText("0 var her allerede");
    await expect(page.locator("nav a[aria-current='page'][href='/wording']")).toHaveCount(1);
    await expect(async () => {
      await page.goto("/wording/documents?state=missing");
      await expect(page.locator("tbody tr")).toHaveCount(1, { timeout: 500 });
    }).toPass({ timeout: WAIT });
    await expect(page.locator("tbody")).toContainText(da("wording-doc-why-empty"));
    await handIn();
    await expect(page.getByRole("status")).toContainText("3 var her allerede");
    await go(page.getByRole("link", { name: "referat.txt" }));
    await go(page.getByRole("link", { name: da("wording-doc-delete") }));
    await go(page.getByRole("button", { name: da("wording-doc-delete") }));
    await expect(page.getByRole("status")).toContainText(da("wording-doc-deleted"));
    await expect(page.getByRole("link", { name: "referat.txt" })).toHaveCount(0);
  });
});
