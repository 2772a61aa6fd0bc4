// Work without a mouse: Tab until there, and see where one is on the way.
import { expect } from "@playwright/test";

/** What is wrong with how the focused element shows its focus; empty when all is well. */
function focusFlaws() {
  const element = document.activeElement;
  if (!element || element === document.body) return "";
  const name = `${element.localName}#${element.id} "${(element.textContent || element.name || "").trim().slice(0, 40)}"`;
  // The calendar button inside a field for a day is the browser's own, with a ring of its own.
  if (element.type === "date" && !element.matches(":focus-visible")) return "";
  const ringed = [element, element.closest("label")].some((shown) => {
    const style = shown && getComputedStyle(shown);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  if (!ringed) return `${name} shows no focus`;
  const box = element.getBoundingClientRect();
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return `${name} is out of sight`;
  // Hidden behind something that stays in place, wherever one looks.
  const inside = (low, high, share) => low + (high - low) * share;
  const seen = [0.02, 0.5, 0.98].some((x) =>
    [0.02, 0.5, 0.98].some((y) => {
      const at = document.elementFromPoint(inside(box.left, box.right, x), inside(box.top, box.bottom, y));
      return at !== null && (element.contains(at) || at.contains(element));
    }),
  );
  return seen ? "" : `${name} lies behind something`;
}

/** Presses Tab until `target` has the focus; every stop on the way must be visible. */
export async function tabTo(page, target, key = "Tab") {
  const goal = await target.elementHandle();
  for (let steps = 0; steps < 120; steps++) {
    await page.keyboard.press(key);
    expect(await page.evaluate(focusFlaws), "focus").toBe("");
    if (await goal.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`120 presses of ${key} did not reach ${target}`);
}
