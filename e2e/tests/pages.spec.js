// Every page of the house, in both languages, with much in it and with nothing, in light and dark, wide and narrow.
import { pages } from "../house/routes.js";
import { houses, pagesOf } from "../house/shared.js";
import { expect, sidewaysScroll, test, violations } from "../house/test.js";

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

/** Pages about something that a house with people and nothing else does not have. */
const ONLY_FILLED = [
  // The data protection officer reads it, and an empty house has none.
  "/log",
  "/editions/{edition}",
  "/editions/{edition}/compare/{other}",
  "/elements/{element}",
  "/elements/{element}/prominence",
  "/elements/{element}/inspiration",
  "/foundations/prominence",
  "/foundations/import/{edition}",
  "/foundations/drafts/{edition}",
  "/foundations/drafts/{edition}/compare",
  "/foundations/drafts/{edition}/publish",
  "/foundations/drafts/{edition}/elements/{element}",
  "/policy/clauses/{clause}",
  "/policy/import/{policy}",
  "/units/{unit}/elements/{element}",
  "/units/{unit}/elements/{element}/interpretation",
  "/units/{unit}/elements/{element}/history",
  "/units/{unit}/elements/{element}/lineage",
  "/units/{unit}/elements/{element}/cards",
  "/units/{unit}/elements/{element}/cards/round",
  "/units/{unit}/poster",
  "/elements/{element}/others",
  "/elements/{element}/beside",
  "/talks/{talk}",
  "/stories/{story}",
  "/stories/{story}/element",
  "/stories/{story}/withdraw",
  "/moderation/{story}",
  "/prominence",
  "/prominence/{round}",
  "/foundations/rounds",
  "/foundations/rounds/new",
  "/foundations/rounds/{round}",
  "/foundations/rounds/{round}/decide",
  "/decisions/{decision}",
  "/decisions/{decision}/edit",
  "/decisions/{decision}/withdraw",
  "/wording/elements/{element}",
  "/wording/documents/{document}",
  "/wording/documents/{document}/delete",
  "/wording/rounds",
  "/wording/rounds/new",
  "/wording/rounds/{round}",
  "/wording/rounds/{round}/read",
  "/wording/rounds/{round}/close",
  "/wording/lexicon",
  "/wording/lexicon/import",
  "/wording/lexicon/{element}",
  "/wording/lexicon/{element}/suggestions",
  "/wording/export",
  "/signs/{sign}",
  "/signs/{sign}/edit",
  "/signs/{sign}/adopt",
  "/signs/{sign}/retire",
  "/signs/{sign}/phase",
  "/signs/{sign}/series",
];

async function looks(page, colorScheme, viewport) {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize(viewport);
  const how = `${page.url()}, ${colorScheme}, ${viewport.width} px`;
  expect.soft(await sidewaysScroll(page), `scrolls sideways: ${how}`).toBe(0);
  expect.soft(await violations(page), `axe: ${how}`).toEqual([]);
}

for (const name of ["filled", "empty"]) {
  for (const route of pages.filter((route) => name === "filled" || !ONLY_FILLED.includes(route))) {
    for (const language of ["da", "en"]) {
      test(`${route}, ${name}, ${language}`, async ({ visit }) => {
        const house = houses()[name];
        const found = pagesOf(house, route);
        expect(found, "no role finds this page by following links from the start page").not.toEqual([]);
        const [{ role, path }] = found;
        const page = await visit(house.url, house.roles[role].storageState);
        await page.context().addCookies([{ name: "language", value: language, url: house.url }]);
        await page.goto(path);
        await expect(page.locator("html")).toHaveAttribute("lang", language);
        await expect(page.locator("h1")).toHaveCount(1);
        await looks(page, "light", WIDE);
        await looks(page, "dark", WIDE);
        await looks(page, "dark", NARROW);
        await looks(page, "light", NARROW);
      });
    }
  }

  if (name === "empty") {
    test("the pages that are only tried filled are not there when empty", () => {
      expect(ONLY_FILLED.filter((route) => pagesOf(houses().empty, route).length > 0)).toEqual([]);
    });
  }

  test(`every link leads somewhere, ${name}`, () => {
    for (const [role, { dead }] of Object.entries(houses()[name].roles)) {
      expect.soft(dead, role).toEqual([]);
    }
  });
}
