// Two languages, each of them whole.
import { pages } from "../house/routes.js";
import { houses, pagesOf } from "../house/shared.js";
import { go } from "../house/steps.js";
import { expect, test } from "../house/test.js";
import { danish, text } from "../house/texts.js";

const DANISH = /[æøå]|\b(og|ikke|det|til|af|hvad|hvor|har|skal|eller|fra)\b/i;

async function speak(page, house, language) {
  await page.context().addCookies([{ name: "language", value: language, url: house.url }]);
}

/** Everything that the page says: its texts, whole elements and single pieces, and what stands in attributes. */
function said() {
  // Marked as Danish: the name of a language where one chooses it.
  for (const marked of document.querySelectorAll("body [lang=da]")) marked.remove();
  const found = new Set([document.title]);
  const attributes = ["aria-label", "alt", "title", "placeholder", "data-label", "content"];
  for (const element of document.querySelectorAll("*")) {
    if (["SCRIPT", "STYLE"].includes(element.tagName)) continue;
    for (const { name, value } of element.attributes) {
      if (attributes.includes(name) || (name.startsWith("data-") && value.includes(" "))) found.add(value);
    }
    // What people wrote themselves stands in fields and is theirs.
    if (element.tagName === "TEXTAREA") continue;
    if (element.textContent.length < 600) found.add(element.textContent);
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.add(node.data);
  }
  return [...found].map((piece) => piece.replace(/\s+/g, " ").trim()).filter((piece) => piece.length > 1);
}

for (const name of ["filled", "empty"]) {
  test(`no Danish of ours on an English page, ${name}`, async ({ visit }) => {
    test.slow();
    const house = houses()[name];
    for (const route of pages) {
      const [found] = pagesOf(house, route);
      if (!found) continue;
      const page = await visit(house.url, house.roles[found.role].storageState);
      await speak(page, house, "en");
      await page.goto(found.path);
      await expect(page.locator("html")).toHaveAttribute("lang", "en");
      const pieces = await page.evaluate(said);
      expect.soft(danish(pieces), found.path).toEqual([]);
      // There nobody has written anything, so that any Danish at all is ours.
      if (name === "empty") {
        // An English sentence may quote what stands in a Danish document.
        const unquoted = pieces.map((piece) => piece.replace(/“[^”]*”/g, ""));
        expect.soft(unquoted.filter((piece) => DANISH.test(piece)), found.path).toEqual([]);
      }
      await page.context().close();
    }
  });
}

test("the check for Danish finds Danish", async ({ visit }) => {
  const house = houses().filled;
  const page = await visit(house.url, house.roles.steward.storageState);
  await speak(page, house, "da");
  await page.goto("/stories/new");
  expect(danish(await page.evaluate(said)).length).toBeGreaterThan(20);
});

test("the language switch keeps the page, its choices and its way back", async ({ visit }) => {
  const house = houses().filled;
  for (const route of ["/overview", "/units/{unit}/elements/{element}", "/stories/new", "/interpretations", "/sign-in"]) {
    const role = Object.entries(house.roles).find(([, { found }]) => found[route])[0];
    // With choices in the address, where there are any.
    const path = house.roles[role].found[route].map((page) => page.path).sort((a, b) => b.length - a.length)[0];
    const page = await visit(house.url, house.roles[role].storageState);
    await page.goto(path);
    await expect(page.locator("html")).toHaveAttribute("lang", "da");
    await go(page.getByRole("link", { name: "English" }));
    await expect(page).toHaveURL(house.url + path);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await go(page.getByRole("link", { name: "Dansk" }));
    await expect(page).toHaveURL(house.url + path);
    await expect(page.locator("html")).toHaveAttribute("lang", "da");
  }
});

test("a browser that asks for English gets it, and an unknown address is answered in it", async ({ visit, complaints }) => {
  const house = houses().filled;
  const page = await visit(house.url, undefined, { locale: "en-GB" });
  await page.goto("/sign-in");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  for (const [language, title] of [["en", text("en", "error-not-found-title")], ["da", text("da", "error-not-found-title")]]) {
    await speak(page, house, language);
    const answer = await page.goto("/this/is/nothing");
    expect(answer.status()).toBe(404);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await expect(page.locator("h1")).toHaveText(title);
  }
  complaints.length = 0;
});
