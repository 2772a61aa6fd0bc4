// On paper: what there is to read, without what there is to press.
import { pdfText } from "../house/pdf.js";
import { houses, pagesOf } from "../house/shared.js";
import { expect, sidewaysScroll, test } from "../house/test.js";

const PAGES = ["/overview", "/units/{unit}", "/elements/{element}", "/units/{unit}/elements/{element}", "/elements", "/editions/{edition}"];

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
    const text = pdfText(await page.pdf({ format: "A4" }));
    expect(text).toContain(heading.replace(/\s/g, ""));
    const words = await page.locator("main").innerText();
    // Hyphens, hidden parts and repeated table heads come and go; most of the letters must be there.
    expect(text.length).toBeGreaterThan(words.replace(/\s/g, "").length * 0.8);
  });
}
