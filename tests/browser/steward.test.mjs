// The identity steward's day: by keyboard with scripts, by forms alone without, and held to axe on both screens.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { axeSource, desktop, launch, read, screenshots, signedIn, telephone } from "./visit.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
async function check(page, name) {
  for (const [viewport, tag] of [[desktop, ""], [telephone, "-390"]]) {
    await page.setViewportSize(viewport);
    await page.evaluate(axeSource);
    const broken = await page.evaluate(async (runOnly) => {
      const { violations } = await window.axe.run(document, { runOnly });
      return violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html.slice(0, 160)).join(" ")}`);
    }, rules);
    assert.deepEqual(broken, [], `${name} at ${viewport.width}`);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(over <= 0, `${name} is ${over} px wider than ${viewport.width}`);
    await page.screenshot({ path: `${screenshots}steward-${name}${tag}.png`, fullPage: true });
  }
  await page.setViewportSize(desktop);
}

async function openFirst(page, pattern = "") {
  await page.goto(`/identity${pattern === "" ? "" : `?pattern=${pattern}`}`);
  await page.locator(".roundel-question a").first().click();
  await page.waitForSelector(".roundel-compare");
}
const pairOf = (page) => new URL(page.url()).pathname.split("/").pop();

describe("The steward's day", () => {
  test("decides by keyboard, sees the score afterwards, and takes it back", async () => {
    const steward = await signedIn(browser, "identity-steward", { bypassCSP: true });
    assert.equal(new URL(steward.url()).pathname, "/identity");
    const before = await read(steward, "/api/identity/queue");
    assert.ok(before.waiting > 3, "the district leaves questions");
    await check(steward, "queue");

    await steward.goto("/identity");
    await steward.waitForSelector(".roundel-shortcuts:visible");
    await steward.keyboard.press("n");
    await steward.waitForSelector(".roundel-compare");
    const pair = pairOf(steward);
    assert.equal(pair, before.questions[0].pair, "the most pressing question first");
    assert.equal(await steward.locator("#score").count(), 0, "decide first, then see the score");
    assert.equal((await read(steward, `/api/identity/pairs/${pair}`)).score, null, "the API keeps it back too");
    await check(steward, "pair");

    await steward.keyboard.press("d");
    assert.ok(await steward.isChecked("input[name=choice][value=different]"));
    await steward.keyboard.press("s");
    assert.ok(await steward.isChecked("input[name=choice][value=same]"));
    await steward.keyboard.press("w");
    await steward.keyboard.type("sd: their mother says that he has always been called that.");
    assert.ok(await steward.isChecked("input[name=choice][value=same]"), "letters are letters while somebody types");
    await steward.keyboard.press("Control+Enter");
    await steward.waitForURL(/\/identity\/decisions\/[0-9a-f]+$/);
    assert.match(await steward.textContent("h1"), /One person/);
    assert.equal(await steward.locator("h2#score").count(), 1);
    assert.ok((await steward.locator("svg.roundel-waterfall:visible rect").count()) > 3);
    await check(steward, "decision");
    const decided = new URL(steward.url()).pathname;
    const after = await read(steward, "/api/identity/queue");
    assert.equal(after.waiting, before.waiting - 1);
    const together = await read(steward, `/api${decided}`);
    assert.equal(together.together, true);
    const person = together.records[0].person;
    assert.equal(together.records[1].person, person);

    await steward.goto(`/identity/persons/${person}`);
    assert.match(await steward.textContent("#history ~ *, main"), /their mother says/);
    await check(steward, "cluster");

    await steward.goto(decided);
    await steward.click("text=Take the decision back >> nth=-1");
    assert.match(await steward.textContent(".govuk-error-summary"), /Say why/);
    await steward.fill("#reason", "It was his cousin.");
    await steward.click("text=Take the decision back >> nth=-1");
    await steward.waitForSelector("text=This decision was taken back");
    const apart = await read(steward, `/api${decided}`);
    assert.equal(apart.together, false);
    assert.notEqual(apart.records[0].person, apart.records[1].person);
    assert.equal((await read(steward, "/api/identity/queue")).waiting, before.waiting);
    await steward.goto("/identity/decisions");
    assert.match(await steward.textContent("main"), /Taken back/);
    await check(steward, "decisions");
  });

  test("the keys can be turned off, and stay off", async () => {
    const steward = await signedIn(browser, "identity-steward");
    await openFirst(steward);
    await steward.click("text=Turn the keys off");
    await steward.reload();
    await steward.waitForSelector("text=Turn the keys on");
    await steward.keyboard.press("s");
    assert.equal(await steward.locator("input[name=choice]:checked").count(), 0);
    await steward.click("text=Turn the keys on");
    await steward.keyboard.press("u");
    assert.ok(await steward.isChecked("input[name=choice][value=unsure]"));
  });

  test("the report names its estimates and withholds what is small", async () => {
    const steward = await signedIn(browser, "identity-steward", { bypassCSP: true });
    await steward.goto("/identity/quality");
    assert.match(await steward.textContent("main"), /national services ask for 95/);
    await check(steward, "quality");
    const { tables } = await read(steward, "/api/identity/quality");
    for (const { rows } of tables) {
      for (const row of rows) {
        for (const [name, count] of Object.entries(row)) {
          if (Number.isInteger(count)) assert.ok(count === 0 || count >= 5 || name === "precision" || name === "recall", `${row.group}: ${name}`);
        }
      }
    }
  });

  test("others do not come in, and a steward opens no picture", async () => {
    const steward = await signedIn(browser, "identity-steward");
    const teacher = await signedIn(browser, "teacher");
    assert.equal((await teacher.goto("/identity")).status(), 403);
    const { questions } = await read(steward, "/api/identity/queue");
    assert.equal((await teacher.goto(`/identity/pairs/${questions[0].pair}`)).status(), 403);
    const { records } = await read(steward, `/api/identity/pairs/${questions[0].pair}`);
    assert.equal((await steward.goto(`/child/${records[0].person}`)).status(), 403);
  });
});

describe("The steward's day without scripts", () => {
  test("a question is put aside, and another is answered and undone, by forms alone", async () => {
    const steward = await signedIn(browser, "identity-steward", { javaScriptEnabled: false });
    await openFirst(steward);
    const first = pairOf(steward);
    assert.ok(!(await steward.isVisible(".roundel-shortcuts")), "no keys where none would work");
    await steward.click("text=Record the decision");
    assert.match(await steward.textContent(".govuk-error-summary"), /Choose same, different or unsure[\s\S]*Say what told you/);
    await steward.check("input[name=choice][value=unsure]");
    await steward.fill("#reason", "Nobody knows. I shall ask the school.");
    await steward.click("text=Record the decision");
    assert.match(await steward.textContent("h1"), /Cannot tell/);
    await steward.click("text=Next question");
    assert.notEqual(pairOf(steward), first, "what was put aside waits behind");
    await openFirst(steward, "weak-bridge");
    await steward.check("input[name=choice][value=different]");
    await steward.fill("#reason", "Another address and another school.");
    await steward.click("text=Record the decision");
    assert.match(await steward.textContent("main"), /They are two people now/);
    await steward.fill("#reason", "The school has moved.");
    await steward.click("text=Take the decision back >> nth=-1");
    assert.match(await steward.textContent("main"), /They are one person now/);
  });
});
