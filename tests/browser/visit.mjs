// A browser, the people who sign in, and what the tests do again and again.
// ROUNDEL_URL: the server. ROUNDEL_SIGN_INS: what `roundel account demonstration --json` printed.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const { chromium } = require("playwright-core");

export const url = process.env.ROUNDEL_URL ?? "http://127.0.0.1:8080";
export const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
export const screenshots = fileURLToPath(new URL("../../build/screenshots/", import.meta.url));
mkdirSync(screenshots, { recursive: true });

const file = process.env.ROUNDEL_SIGN_INS;
if (file === undefined) throw new Error("ROUNDEL_SIGN_INS names no file of sign-ins");
const signIns = JSON.parse(readFileSync(file, "utf8")); // a list of { login, password, name, role, agency }

export const desktop = { width: 1280, height: 900 };
export const telephone = { width: 390, height: 844 };

export function launch() {
  const flags =
    "--no-sandbox --headless --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: flags.split(" ") });
}

// A page of somebody who has signed in. `who` is "health-visitor", "teacher", "social-worker" or "stranger"; `first` the
// address that they open before they sign in.
export async function signedIn(browser, who, options = {}, first = "/sign-in") {
  const person = signIns.find(({ login }) => login.replace(".", "-") === who);
  if (person === undefined) throw new Error(`nobody may sign in as ${who}`);
  const context = await browser.newContext({ baseURL: url, viewport: desktop, ...options });
  const page = await context.newPage();
  await page.goto(first);
  await page.fill("#login", person.login);
  await page.fill("#password", person.password);
  await page.click("main button[type=submit]");
  await page.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
  return page;
}

// The JSON that the page's own session may read.
export async function read(page, path) {
  const answer = await page.context().request.get(url + path);
  if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}`);
  return answer.json();
}

// A child among the health visitor's changes of whom the stranger may see no content.
export async function childUnknownTo(stranger, healthVisitor) {
  const { changes } = await read(healthVisitor, "/api/changes");
  for (const child of [...new Set(changes.map((change) => change.child))].slice(0, 30)) {
    const seen = await read(stranger, `/api/children/${child}`);
    const full = await read(healthVisitor, `/api/children/${child}`);
    if (!seen.access.scope.own && !seen.access.scope.joint && full.chronology?.length > 3) return child;
  }
  throw new Error("the stranger knows every child that changed");
}
