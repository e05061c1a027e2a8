// Makes dist/: one sheet, one script, the icon, and the description of the API. Quick enough to run each time.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

rmSync(here("dist"), { recursive: true, force: true });
mkdirSync(here("dist"), { recursive: true });
const sheet = sass.compile(here("src/styles/roundel.scss"), {
  style: "compressed",
  loadPaths: [here("."), here("node_modules"), here("src/styles")],
  quietDeps: true,
});
const css = await esbuild.transform(sheet.css, { loader: "css", minify: true });
writeFileSync(here("dist/roundel.css"), css.code);
await esbuild.build({
  entryPoints: [here("src/roundel.ts")],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  outfile: here("dist/roundel.js"),
  legalComments: "none",
});
copyFileSync(here("src/icon.svg"), here("dist/icon.svg"));
copyFileSync(here("../docs/openapi.json"), here("dist/openapi.json"));
