// The old policy, from pasted text to what the works council reads; and the catalogues, from a theme that is off to cards.
import { execFileSync } from "node:child_process";

import { POLICY } from "../house/documents.js";
import { tabTo } from "../house/keyboard.js";
import { houses } from "../house/shared.js";
import { button, go } from "../house/steps.js";
import { expect, test } from "../house/test.js";
import { pattern, text } from "../house/texts.js";

const da = (key, values) => text("da", key, values);

for (const script of [true, false]) {
  test(`an old policy is brought in, answered and read, ${script ? "with" : "without"} script`, async ({ ownHouse, visit, complaints }) => {
    test.slow();
    const page = await visit(ownHouse.url, ownHouse.roles.steward, { javaScriptEnabled: script });
    await page.goto("/policy/import");
    await go(button(page, "policy-split-do"));
    await expect(page.getByRole("alert")).toContainText(da("policy-neither"));
    await page.fill("#text", POLICY);
    await go(button(page, "policy-split-do"));
    await expect(page.getByLabel(da("policy-headline")).first()).toHaveValue("Samtale");
    // The third is no clause of ours; then it is one after all.
    await page.locator("#c2 summary").click();
    await go(page.locator("#c2").getByRole("button", { name: da("policy-leave-out") }));
    await expect(page.locator(".raw .tag")).toHaveText([da("foundation-unused")]);
    await go(button(page, "policy-make-clause"));
    await expect(page.locator("#c2-headline")).toHaveValue("Afsked");
    await go(button(page, "policy-store"));
    await expect(page.getByRole("status").first()).toContainText(da("policy-done-taken-title"));
    const open = page.locator("section[aria-labelledby=open] tbody tr");
    await expect(open).toHaveCount(5);

    await go(page.locator("tr", { hasText: "1 Samtale" }).getByRole("link").first());
    if (script) {
      // What an answer asks for shows when it is chosen, and not before.
      await expect(page.getByLabel(da("policy-reference"))).toBeHidden();
      await page.locator("main").focus();
      await tabTo(page, page.getByRole("radio", { checked: true }));
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      await expect(page.getByRole("radio", { name: da("policy-choose-guideline") })).toBeChecked();
      await tabTo(page, page.getByLabel(da("policy-reference")));
      await page.keyboard.type("Retningslinje om seniorer");
      await page.keyboard.press("Enter");
      await page.waitForURL(/done=answered/);
    } else {
      await page.getByLabel(da("policy-choose-guideline")).check();
      await page.getByLabel(da("policy-reference")).fill("Retningslinje om seniorer");
      await go(button(page, "policy-save-next"));
    }
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nedsat tid");
    await page.getByLabel(da("policy-choose-dropped")).check();
    await go(button(page, "policy-save-next"));
    await expect(page.getByRole("alert")).toContainText(da("policy-no-reason"));
    await page.fill("#why", "Det står i rammeaftalen.");
    await go(button(page, "policy-save-next"));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Afsked");
    await page.getByLabel(da("policy-choose-carried")).check();
    await page.getByLabel("Vi lykkes sammen").check();
    await go(button(page, "policy-save-next"));

    // Two forms that were sent on purpose before they were whole.
    expect(complaints.filter((said) => !said.includes("422"))).toEqual([]);
    complaints.length = 0;

    const reader = await visit(ownHouse.url, ownHouse.roles.representative, { javaScriptEnabled: script });
    await reader.goto("/policy");
    await expect(reader.locator("section[aria-labelledby] h2").first()).toHaveText(da("policy-open-title"));
    await expect(reader.locator("section[aria-labelledby=dropped]")).toContainText("Det står i rammeaftalen.");
    await expect(reader.locator("section[aria-labelledby=carried]")).toContainText("Vi lykkes sammen");
    await expect(reader.getByRole("link", { name: pattern("da", "policy-import-another") })).toHaveCount(0);
  });
}

test("the cooperation theme is off until a steward turns it on", async ({ ownHouse, visit }) => {
  const leader = await visit(ownHouse.url, ownHouse.roles.leader);
  const theme = leader.getByRole("heading", { name: da("catalogue-cooperation") });
  await leader.goto("/catalogues/commission");
  await expect(theme).toHaveCount(0);
  const steward = await visit(ownHouse.url, ownHouse.roles.steward);
  await steward.goto("/catalogues/commission");
  await expect(steward.getByText(da("catalogue-cooperation-off"))).toBeVisible();
  await steward.getByRole("checkbox", { name: da("catalogue-cooperation") }).check();
  await go(button(steward, "catalogue-shown-save"));
  await leader.reload();
  await expect(theme).toHaveCount(1);
});

for (const [catalogue, sheets] of [["synthesis", 1], ["commission", 2], ["code", 2]]) {
  for (const language of ["da", "en"]) {
    test(`cards of ${catalogue} on paper, four to a sheet, ${language}`, async ({ visit }) => {
      const house = houses().filled;
      const page = await visit(house.url, house.roles.leader.storageState);
      await page.context().addCookies([{ name: "language", value: language, url: house.url }]);
      await page.goto(`/catalogues/${catalogue}/cards`);
      const cards = await page.locator(".deck > li").allInnerTexts();
      const pdf = await page.pdf({ format: "A4" });
      const printed = execFileSync("pdftotext", ["-enc", "UTF-8", "-", "-"], { input: pdf }).toString();
      expect(printed.split("\f").length - 1, "sheets").toBe(sheets);
      const letters = (said) => said.replace(/[\s\u00ad-]/g, "");
      for (const card of cards) for (const line of card.split("\n")) expect(letters(printed)).toContain(letters(line));
      // Nothing is cut off by the card's edge.
      await page.emulateMedia({ media: "print" });
      await page.setViewportSize({ width: 680, height: 960 });
      const over = await page.locator(".deck > li").evaluateAll((all) => all.filter((c) => c.scrollHeight > c.clientHeight + 1).length);
      expect(over, "cards whose text does not fit").toBe(0);
    });
  }
}
