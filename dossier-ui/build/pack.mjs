// Puts the built script and style sheet into page.html, under a policy that names their hashes.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { sourceHash } from "./sources.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(root, "..", "src", "skywitness", "data", "dossier", "page.html");
const digest = (text) => `sha256-${createHash("sha256").update(text, "utf8").digest("base64")}`;

const script = readFileSync(join(root, "dist", "dossier.js"), "utf8").trim();
const style = readFileSync(join(root, "dist", "dossier.css"), "utf8").trim();
for (const [text, end] of [[script, "</script"], [script, "<!--"], [style, "</style"]]) {
  if (text.toLowerCase().includes(end)) throw new Error(`the build contains ${end}`);
}
const policy = [
  "default-src 'none'",
  `script-src '${digest(script)}'`,
  `style-src '${digest(style)}'`,
  "img-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

let page = readFileSync(join(root, "page.html"), "utf8");
const put = (mark, text) => {
  if (page.split(mark).length !== 2) throw new Error(`${mark} must stand once in page.html`);
  page = page.replace(mark, () => text);
};
const notices = ["d3-geo", "d3-array", "internmap"].map((name) => {
  const text = readFileSync(join(root, "node_modules", name, "LICENSE"), "utf8").trim();
  if (text.includes("--")) throw new Error(`the licence of ${name} cannot stand in a comment`);
  return `${name}\n\n${text}`;
});
put("@@NOTICES@@", notices.join("\n\n"));
put("@@SOURCES@@", sourceHash(root));
put("@@POLICY@@", policy);
put("@@STYLE@@", style);
put("@@SCRIPT@@", script);
for (const mark of ["@@TITLE@@", "@@PLAIN@@", "@@CASE@@"]) {
  if (page.split(mark).length !== 2) throw new Error(`${mark} must stand once in the built page`);
}
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, page);
console.log(`${target}: ${Buffer.byteLength(page)} bytes`);
