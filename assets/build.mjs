// Writes the interface's files to crates/web/assets/built. The same sources give the same bytes.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import esbuild from "esbuild";
import subsetFont from "subset-font";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const source = join(root, "crates/web/assets");
const built = join(source, "built");
const packages = join(root, "node_modules");

// What the oldest browsers we promise can read; nesting is lowered to it.
const target = ["chrome111", "firefox113", "safari16.4"];

// The parts of Designsystemet in use. Adding one costs bytes on every first visit.
const components = ["base", "button", "input", "field", "fieldset", "error-summary", "skip-link"];

// Our own layer, in the order in which a later part may refine an earlier one.
const own = ["base", "shell", "page", "rings", "form", "table", "wording", "sign", "state", "print"];

// Severity scales that no page uses: our tags speak sky, clay, plum and straw.
const unusedScales = ["info", "success", "warning"];

function theme() {
  const folder = mkdtempSync(join(tmpdir(), "grundlag-theme-"));
  try {
    const cli = join(packages, "@digdir/designsystemet/dist/bin/designsystemet.js");
    const config = join(root, "assets/theme.json");
    const run = (...args) => execFileSync(process.execPath, [cli, "tokens", ...args, "--config", config], { cwd: folder, stdio: "pipe" });
    run("create", "--out-dir", "tokens");
    run("build", "--tokens", "tokens", "--out-dir", "theme");
    return readFileSync(join(folder, "theme/grundlag.css"), "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Replaces exactly `times` matches, or stops: a new version of the theme must be looked at, not guessed. */
function replaceExactly(text, pattern, replacement, times) {
  const found = text.match(pattern)?.length ?? 0;
  if (found !== times) throw new Error(`${pattern}: expected ${times} matches, found ${found}`);
  return text.replace(pattern, replacement);
}

function trimTheme(css) {
  // A dark page on paper would be light ink on white: dark schemes are for screens.
  css = replaceExactly(css, /@media \(prefers-color-scheme: dark\) \{/g, "@media screen and (prefers-color-scheme: dark) {", 1);
  css = replaceExactly(css, /@layer ds\.theme\.color-scheme\.dark \{\s*\[data-color-scheme="dark"\] \{([^}]*)\}/g, '@layer ds.theme.color-scheme.dark { @media screen { [data-color-scheme="dark"] {$1} }', 1);
  // `:root` already carries the light scheme, which "auto" falls back to.
  css = replaceExactly(css, /@media \(prefers-color-scheme: light\) \{\s*\[data-color-scheme="auto"\] \{[^}]*\}\s*\}/g, "", 1);
  css = replaceExactly(css, /\[data-typography="secondary"\] \{[^}]*\}/g, "", 1);
  for (const scale of unusedScales) {
    css = replaceExactly(css, new RegExp(`\\[data-color="${scale}"\\], \\[data-color-scheme\\]\\[data-color="${scale}"\\] \\{[^}]*\\}`, "g"), "", 1);
  }
  return css;
}

/** The policy is `img-src 'self'`: icons as data addresses would be refused, so they go here. */
const withoutDataAddresses = (css) => css.replace(/--[\w-]+:url\("data:[^"]*"\);?/g, "");

/** Drops custom properties that nothing reads, until none is left. Expects minified CSS. */
function prune(css) {
  for (;;) {
    const read = new Set([...css.matchAll(/var\(\s*(--[\w-]+)/g)].map((m) => m[1]));
    const next = css
      .replace(/([{;])(--[\w-]+):[^;{}]*(?=[;}])/g, (all, before, name) => (read.has(name) ? all : before))
      .replace(/;{2,}/g, ";")
      .replace(/\{;/g, "{")
      .replace(/;\}/g, "}");
    if (next === css) return css;
    css = next;
  }
}

const minifyCss = (css) => esbuild.transformSync(css, { loader: "css", minify: true, target, legalComments: "none" }).code.trim();

function stylesheet() {
  const parts = [
    "@layer ds.theme, ds.base, ds.components, app;",
    trimTheme(theme()),
    ...components.map((name) => withoutDataAddresses(readFileSync(join(packages, `@digdir/designsystemet-css/dist/src/${name}.css`), "utf8")))
      // index.css of the package says which layer a part belongs to; the parts themselves do not.
      .map((css, i) => `@layer ds.${components[i] === "base" ? "base" : "components"} {${css}}`),
    "@layer app {",
    ...own.map((name) => readFileSync(join(source, "css", `${name}.css`), "utf8")),
    "}",
  ];
  let css = minifyCss(parts.join("\n"));
  css = minifyCss(prune(css));
  const foreign = css.match(/data:|https?:|@import/);
  if (foreign) throw new Error(`the stylesheet reaches outside: ${css.slice(foreign.index - 60, foreign.index + 60)}`);
  return css + "\n";
}

function script() {
  const result = esbuild.buildSync({
    entryPoints: [join(source, "js/app.js")],
    bundle: true, format: "esm", minify: true, target, write: false, legalComments: "none",
  });
  return result.outputFiles[0].text;
}

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join("");

// One file for Danish and English, a second that a browser fetches only when a name on the page needs it.
const fonts = {
  "inter-latin.woff2": ["inter-latin-wght-normal.woff2", range(0x20, 0x7e) + range(0xa0, 0xff) + "–—‘’“”„‚…•€™−‐‑‹›ıŒœ\u2009\u202f"],
  "inter-latin-ext.woff2": ["inter-latin-ext-wght-normal.woff2", range(0x100, 0x17f) + "ȘșȚțẞ"],
};
const features = ["kern", "mark", "mkmk", "ccmp", "locl", "calt", "case", "tnum"];

async function font([file, characters]) {
  const original = readFileSync(join(packages, "@fontsource-variable/inter/files", file));
  return subsetFont(original, characters, {
    targetFormat: "woff2",
    variationAxes: { wght: { min: 400, max: 700 } },
    keepFeatures: features,
  });
}

const output = {
  "app.css": Buffer.from(stylesheet()),
  "app.js": Buffer.from(script()),
  "favicon.svg": Buffer.from(readFileSync(join(source, "icons/favicon.svg"), "utf8").replace(/>\s+</g, "><").trim() + "\n"),
};
for (const [name, recipe] of Object.entries(fonts)) output[name] = await font(recipe);

rmSync(built, { recursive: true, force: true });
mkdirSync(built, { recursive: true });
const version = createHash("sha256");
const files = {};
for (const name of Object.keys(output).sort()) {
  const bytes = output[name];
  version.update(name).update(bytes);
  writeFileSync(join(built, name), bytes);
  files[name] = { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
  if (!/\.(css|js|svg)$/.test(name)) continue;
  const br = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  const gz = gzipSync(bytes, { level: 9 });
  writeFileSync(join(built, `${name}.br`), br);
  writeFileSync(join(built, `${name}.gz`), gz);
  files[name].br = br.length;
  files[name].gz = gz.length;
}
// `version` names the whole set: served under /assets/<version>/…, every file may be kept for ever,
// and the stylesheet finds its fonts beside it.
const manifest = { version: version.digest("hex").slice(0, 16), files };
writeFileSync(join(built, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
for (const [name, f] of Object.entries(files)) console.log(`${name.padEnd(24)} ${String(f.bytes).padStart(7)} ${f.br ? `br ${f.br}  gz ${f.gz}` : ""}`);
console.log(`version ${manifest.version}`);
