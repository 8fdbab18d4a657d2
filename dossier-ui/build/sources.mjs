// The hash of everything the built page is made from; tests/dossier/page/test_dossier_build.py reckons it again.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

const TOP = ["package.json", "package-lock.json", "page.html", "tsconfig.json", "vite.config.ts"];
const FOLDERS = ["build", "src"];

export function sourceHash(root) {
  const inside = (folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? inside(join(folder, entry.name)) : [join(folder, entry.name)],
    );
  const files = [...TOP.map((name) => join(root, name)), ...FOLDERS.flatMap((name) => inside(join(root, name)))];
  const named = files.map((file) => [relative(root, file).split(sep).join("/"), file]);
  named.sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash("sha256");
  for (const [name, file] of named) {
    const text = readFileSync(file);
    hash.update(`${name}\n${text.length}\n`);
    hash.update(text);
  }
  return hash.digest("hex");
}
