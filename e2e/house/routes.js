// The house's addresses, read from where they are declared, so that a new page cannot be forgotten here.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const SOURCES = join(import.meta.dirname, "../../crates/web/src");

/** `[{method: "get", path: "/units/{unit}", room: "overview"}]` */
export const routes = readdirSync(SOURCES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(SOURCES, entry.name, "mod.rs")))
  .flatMap((entry) => {
    const text = readFileSync(join(SOURCES, entry.name, "mod.rs"), "utf8").replace(/\/\/.*$/gm, "");
    const found = text.matchAll(/\.(get|post)\(\s*"(\/[^"]*)"/g);
    return [...found].map(([, method, path]) => ({ method, path, room: entry.name }));
  });

/** Addresses that answer with another address, or with a file, and have no page of their own; and what only a house with
 * an identity provider shows. */
export const NOT_PAGES = ["/", "/sign-in/{token}", "/sign-in/provider", "/sign-in/return", "/sign-in/invited/{token}", "/language/{language}", "/moderation/next", "/organisation/export", "/account/data.json", "/wording/export/series", "/wording/export/lexicon"];

export const pages = routes
  .filter((r) => r.method === "get" && !NOT_PAGES.includes(r.path) && !r.path.startsWith("/api/"))
  .map((r) => r.path);

const patterns = routes
  .filter((r) => r.method === "get")
  .map((r) => ({
    path: r.path,
    holes: r.path.split("{").length,
    expression: new RegExp(`^${r.path.replace(/\{[^}]+\}/g, "[^/]+")}$`),
  }))
  // What is written out comes before what has holes: /stories/new is no story.
  .sort((a, b) => a.holes - b.holes);

/** The route that answers a path with its query, or undefined. */
export function routeOf(address) {
  const [path] = address.split(/[?#]/);
  return patterns.find((p) => p.expression.test(path))?.path;
}
