// No page breaks a rule of accessibility that axe-core knows, at a desk or on a telephone; none is wider than its screen.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { axeSource, childUnknownTo, desktop, launch, read, signedIn, telephone, url } from "./visit.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function violationsOf(page) {
  await page.evaluate(axeSource);
  return page.evaluate(async (runOnly) => {
    const { violations } = await window.axe.run(document, { runOnly });
    return violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html.slice(0, 160)).join(" ")}`);
  }, rules);
}

async function check(page, path) {
  for (const viewport of [desktop, telephone]) {
    await page.setViewportSize(viewport);
    await page.goto(path);
    assert.deepEqual(await violationsOf(page), [], `${path} at ${viewport.width}`);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(over <= 0, `${path} is ${over} px wider than ${viewport.width}`);
  }
}

// The content policy forbids scripts from elsewhere, axe too: for these pages the browser does not hold them to it.
const options = { bypassCSP: true };

describe("Accessibility", () => {
  test("pages for everybody", async () => {
    const context = await browser.newContext({ baseURL: url, ...options });
    const page = await context.newPage();
    for (const path of ["/sign-in", "/about", "/no-such-page"]) await check(page, path);
  });

  test("pages of a practitioner", async () => {
    const visitor = await signedIn(browser, "health-visitor", options);
    const stranger = await signedIn(browser, "stranger", options);
    const child = await childUnknownTo(stranger, visitor);
    for (const path of ["/", "/find", "/concerns", "/standards", `/child/${child}`, `/child/${child}?as-known-on=2024-01-31`,
                        `/child/${child}/concern`, `/child/${child}/access-history`, "/changes/not-shown", "/out-of-sight",
                        `/child/${child}/put-off`, `/child/${child}/replay`, `/child/${child}/who-knew`]) {
      await check(visitor, path);
    }
    await check(stranger, `/child/${child}`);
    await visitor.goto("/find");
    await visitor.fill("#name", "Smith");
    await visitor.click("main button[type=submit]");
    assert.deepEqual(await violationsOf(visitor), []);
    await visitor.goto(`/child/${child}/concern`);
    await visitor.click("text=Pass on the concern");
    await visitor.waitForSelector(".govuk-error-summary");
    assert.deepEqual(await violationsOf(visitor), [], "a form with errors");
  });

  test("pages of the joint team", async () => {
    const worker = await signedIn(browser, "social-worker", options);
    await check(worker, "/front-door");
    const { waiting, decided } = await read(worker, "/api/front-door");
    const row = waiting[0] ?? decided[0];
    if (row !== undefined) await check(worker, `/child/${row.child}/concerns/${row.concern}`);
    const { changes } = await read(worker, "/api/changes");
    const child = changes[0].child;
    for (const path of ["pathway", "ask", "who-knew", "with-family", "pack", "chronology"]) await check(worker, `/child/${child}/${path}`);
    for (const path of ["/requests", "/work", "/work?of=service&part=to-do", "/more", "/hand-over", "/reminders", "/concerns/service"]) await check(worker, path);
  });

  test("pages of a manager", async () => {
    const manager = await signedIn(browser, "manager", options);
    for (const path of ["/time-limits", "/referral-loop", "/identity/quality", "/out-of-sight", "/work?of=team", "/more", "/severity", "/backtest"]) {
      await check(manager, path);
    }
  });
});

describe("What the pages promise browsers", () => {
  test("a strict content policy, nothing kept, no names in addresses", async () => {
    const visitor = await signedIn(browser, "health-visitor");
    const broken = [];
    visitor.on("console", (message) => {
      if (/Content Security Policy/.test(message.text())) broken.push(message.text());
    });
    const answer = await visitor.goto("/");
    const headers = answer.headers();
    assert.match(headers["content-security-policy"], /default-src 'none'/);
    assert.equal(headers["cache-control"], "no-store");
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.equal(headers["referrer-policy"], "no-referrer");
    const { changes } = await read(visitor, "/api/changes");
    const addresses = await visitor.locator("a").evaluateAll((all) => all.map((link) => link.getAttribute("href").toLowerCase()));
    for (const change of changes) {
      for (const part of change.name.toLowerCase().split(/[^a-z]+/).filter((word) => word.length > 3 && word !== "child" && word !== "unborn")) {
        assert.ok(addresses.every((address) => !address.includes(part)), part);
      }
    }
    await visitor.goto(`/child/${changes[0].child}`);
    assert.deepEqual(broken, []);
  });

  test("a form without its token is refused", async () => {
    const visitor = await signedIn(browser, "health-visitor");
    const { changes } = await read(visitor, "/api/changes");
    const answer = await visitor.context().request.post(`${url}/child/${changes[0].child}/judge`, { form: { level: "2", reason: "x" } });
    assert.equal(answer.status(), 403);
  });
});
