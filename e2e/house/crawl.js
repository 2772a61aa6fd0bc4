// Finds an address for each page by walking the links, as a reader of each role would.
import { routeOf } from "./routes.js";

/** Of one route, for one role: enough to meet its kinds, few enough to be quick. */
const MOST = 6;
const AT_ONCE = 6;

/** An address as it stands in a page, without its fragment. */
const plain = (href) => href.replaceAll("&amp;", "&").replaceAll("&#38;", "&").split("#")[0];

/**
 * Walks from `starts`. Returns `found`, `{ "/units/{unit}": [{ path, length }] }`, and `dead`: links inside the house
 * that lead nowhere.
 */
export async function crawl(request, starts = ["/"]) {
  const found = {};
  const dead = [];
  const seen = new Set(starts);
  const taken = new Map();
  const queue = starts.map((path) => ({ path, from: "the start" }));

  async function visit({ path, from }) {
    const response = await request.get(path);
    const landed = new URL(response.url());
    const address = landed.pathname + landed.search;
    if (!response.ok()) {
      dead.push(`${path} answers ${response.status()} (linked from ${from})`);
      return [];
    }
    if (!(response.headers()["content-type"] ?? "").includes("html")) return [];
    const html = await response.text();
    const route = routeOf(address);
    if (!route) {
      dead.push(`${address} is no route of the house (linked from ${from})`);
      return [];
    }
    const list = (found[route] ??= []);
    if (!list.some((page) => page.path === address)) list.push({ path: address, length: html.length });
    const links = [...html.matchAll(/<a\b[^>]*?\shref="(\/[^"]*)"/g)].map(([, href]) => plain(href));
    return links.map((link) => ({ path: link, from: address }));
  }

  while (queue.length > 0) {
    const batch = queue.splice(0, AT_ONCE);
    for (const links of await Promise.all(batch.map(visit))) {
      for (const link of links) {
        const route = routeOf(link.path) ?? link.path;
        if (seen.has(link.path) || route.startsWith("/language/") || route.startsWith("/assets/")) continue;
        seen.add(link.path);
        const count = taken.get(route) ?? 0;
        if (count >= MOST) continue;
        taken.set(route, count + 1);
        queue.push(link);
      }
    }
  }
  return { found, dead };
}
