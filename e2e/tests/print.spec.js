// On paper: what there is to read, without what there is to press.
import { execFileSync } from "node:child_process";

import { houses, pagesOf } from "../house/shared.js";
import { expect, sidewaysScroll, test } from "../house/test.js";

/** All letters of a PDF, without the spaces between them. */
const lettersOf = (pdf) => execFileSync("pdftotext", ["-enc", "UTF-8", "-", "-"], { input: pdf }).toString().replace(/\s/g, "");

const PAGES = ["/overview", "/units/{unit}", "/elements/{element}", "/units/{unit}/elements/{element}", "/elements", "/editions/{edition}", "/policy", "/policy/clauses/{clause}", "/catalogues/{catalogue}", "/units/{unit}/elements/{element}/lineage", "/elements/{element}/others", "/elements/{element}/beside", "/talks/{talk}", "/units/{unit}/poster", "/cascade"];

for (const route of PAGES) {
  test(`${route} on paper`, async ({ visit }) => {
    const house = houses().filled;
    const [{ role, path }] = pagesOf(house, route);
    const page = await visit(house.url, house.roles[role].storageState);
    await page.goto(path);
    const heading = await page.locator("h1").innerText();
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 680, height: 960 });
    for (const pressed of [".rail", "nav", "button", ".ds-button", ".ds-skip-link", "input", "select", "footer"]) {
      expect.soft(await page.locator(pressed).filter({ visible: true }).count(), `${pressed} on paper`).toBe(0);
    }
    expect.soft(await sidewaysScroll(page), "wider than the paper").toBe(0);
    const text = lettersOf(await page.pdf({ format: "A4" }));
    expect(text).toContain(heading.replace(/\s/g, ""));
    // What only a screen reader hears is not on paper.
    await page.locator(".ds-sr-only").evaluateAll((heard) => heard.forEach((element) => element.remove()));
    const words = await page.locator("main").innerText();
    // Hyphens and repeated table heads come and go; seven letters in ten must be there.
    expect(text.length).toBeGreaterThan(words.replace(/\s/g, "").length * 0.7);
  });
}
