// The story of the demonstration, as people live it: with scripts, and then without.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { childUnknownTo, launch, read, screenshots, signedIn, telephone } from "./visit.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function passOnConcern(teacher, child, worry) {
  await teacher.goto(`/child/${child}/concern`);
  await teacher.fill("#worry", worry);
  await teacher.fill("#child-says", "I do not want to go home.");
  await teacher.check("input[name=parents-told][value=no-unsafe]");
  await teacher.click("text=Pass on the concern");
  await teacher.waitForSelector("text=Concern passed on");
}

async function decideJointVisit(worker, worry, feedback) {
  await worker.goto("/front-door");
  await worker.locator("article", { hasText: worry }).getByRole("button", { name: /Decide the response/ }).click();
  await worker.check("input[name=choice][value=joint-visit]");
  await worker.fill("#reason", "Two services are worried; they go together.");
  await worker.locator("input[name=threshold]").first().check();
  await worker.check("input[name=parents-told][value=yes]");
  await worker.fill("#feedback", feedback);
  await worker.click("text=Record the decision");
  await worker.waitForSelector("text=Decision recorded");
}

describe("The story", () => {
  let visitor;
  let teacher;
  let worker;
  let stranger;
  let child;

  before(async () => {
    visitor = await signedIn(browser, "health-visitor");
    teacher = await signedIn(browser, "teacher");
    worker = await signedIn(browser, "social-worker");
    stranger = await signedIn(browser, "stranger");
    child = await childUnknownTo(stranger, visitor);
  });

  test("a health visitor sees which children's pictures changed, and why, newest first", async () => {
    await visitor.goto("/");
    assert.equal(await visitor.textContent("h1"), "Changes today");
    const reasons = await visitor.locator(".roundel-change__why").allTextContents();
    assert.ok(reasons.length > 0);
    assert.ok(reasons.every((reason) => reason.trim().length > 10));
    const newest = await visitor.locator(".roundel-family").evaluateAll((families) =>
      families.map((family) => [...family.querySelectorAll(".roundel-change__when time")].map((time) => time.dateTime).sort().at(-1)));
    assert.ok(newest.length > 0);
    assert.deepEqual(newest, [...newest].sort().reverse(), "families by their newest change");
    await visitor.screenshot({ path: `${screenshots}changes.png` });
  });

  test("what she puts off leaves the list, is told as such, and can be brought back", async () => {
    await visitor.goto("/");
    const families = await visitor.locator(".roundel-family").count();
    await visitor.locator(".roundel-family a:has-text('Put off')").first().click();
    await visitor.check("input[name=until] >> nth=0");
    await visitor.fill("#reason", "We meet about them tomorrow.");
    await visitor.click("main button:has-text('Put off')");
    assert.ok((await visitor.locator(".roundel-family").count()) <= families);
    await visitor.click("text=What is not shown, and why");
    assert.match(await visitor.textContent("main"), /We meet about them tomorrow/);
    await visitor.screenshot({ path: `${screenshots}not-shown.png` });
    await visitor.locator("button:has-text('Bring back now')").first().click();
    await visitor.goto("/");
    assert.equal(await visitor.locator(".roundel-family").count(), families);
  });

  test("the assessment can be stepped through from change to change", async () => {
    await visitor.goto(`/child/${child}/replay`);
    assert.equal(await visitor.textContent("h1"), "The assessment over time");
    await visitor.locator("a:has-text('Earlier change')").click();
    assert.match(visitor.url(), /as-known-on=/);
    assert.match(await visitor.textContent(".roundel-past__words"), /As known at the end of/);
    await visitor.screenshot({ path: `${screenshots}replay.png` });
  });

  test("she opens a child and finds the whole picture on one page", async () => {
    await visitor.goto(`/child/${child}`);
    for (const id of ["recent", "findings", "level", "unasked", "protective", "involved", "family", "chronology", "needs", "response"]) {
      assert.equal(await visitor.locator(`h2#${id}`).count(), 1, id);
    }
    assert.ok((await visitor.locator(".roundel-identity").textContent()).includes("Born"));
    assert.equal(await visitor.locator("svg.roundel-lanes:visible").count(), 1);
    assert.ok((await visitor.locator(".roundel-chronology tbody tr").count()) > 3);
    for (const finding of await visitor.locator(".roundel-finding").all()) {
      assert.ok((await finding.locator(".roundel-rule").textContent()).length > 5, "the rule in words");
    }
    await visitor.screenshot({ path: `${screenshots}child.png`, fullPage: true });
    await visitor.setViewportSize(telephone);
    await visitor.screenshot({ path: `${screenshots}child-390.png`, fullPage: true });
    await visitor.setViewportSize({ width: 1280, height: 900 });
  });

  test("as known on an earlier day, nothing that was recorded later is shown", async () => {
    const now = await read(visitor, `/api/children/${child}`);
    const recorded = now.chronology.map((entry) => entry.recorded.slice(0, 10)).sort();
    const day = recorded[Math.floor(recorded.length / 2) - 1];
    const [year, month, of] = day.split("-");
    await visitor.goto(`/child/${child}`);
    await visitor.fill("#as-known-on-day", of);
    await visitor.fill("#as-known-on-month", month);
    await visitor.fill("#as-known-on-year", year);
    await visitor.click("text=Show >> nth=-1");
    await visitor.waitForSelector(".roundel-past");
    const then = await read(visitor, `/api/children/${child}?as-known-at=${day}`);
    assert.ok(then.chronology.every((entry) => entry.recorded.slice(0, 10) <= day));
    assert.ok(then.chronology.length > 0);
    assert.ok(then.chronology.length <= now.chronology.length);
  });

  test("as known to another agency, only what it recorded or was given is shown", async () => {
    const now = await read(visitor, `/api/children/${child}`);
    await visitor.goto(`/child/${child}`);
    const agencies = await visitor.locator("#as-known-to option").evaluateAll((all) => all.map((option) => option.value).filter(Boolean));
    const counts = [];
    for (const agency of agencies) {
      const seen = await read(visitor, `/api/children/${child}?as-known-to=${agency}`);
      counts.push(seen.chronology.length);
      assert.ok(seen.chronology.length <= now.chronology.length);
    }
    assert.ok(Math.min(...counts) < now.chronology.length, "some agency knows less than all together");
    await visitor.selectOption("#as-known-to", agencies[0]);
    await visitor.click("text=Show >> nth=-1");
    assert.match(await visitor.textContent(".roundel-past__words"), /as it was known to /);
  });

  test("a teacher's concern is offered to the joint team at once, and the picture has changed", async () => {
    const worry = `She came in with a bruise on her arm (${Date.now()}).`;
    await worker.goto("/front-door");
    await worker.waitForSelector("html[data-live=yes]", { state: "attached" });
    await worker.waitForTimeout(300);
    await passOnConcern(teacher, child, worry);
    assert.ok((await teacher.locator(".roundel-change__why").count()) > 0, "says what changed and why");
    await teacher.screenshot({ path: `${screenshots}concern-passed-on.png` });
    assert.equal(await worker.locator("article", { hasText: worry }).count(), 0, "the page does not jump by itself");
    await worker.click("text=/new changes? – show/", { timeout: 5000 });
    await worker.waitForSelector(`article:has-text("${worry}")`);
    await worker.screenshot({ path: `${screenshots}front-door.png` });
    const after = await read(visitor, `/api/children/${child}`);
    assert.ok(after.chronology.some((entry) => entry.kind === "concern.raised" && entry.detail.includes(worry)));
    await decideJointVisit(worker, worry, "A health visitor and a family worker will see her tomorrow.");
    assert.ok((await worker.locator(".roundel-clock").count()) > 0, "a clock starts");
    await worker.screenshot({ path: `${screenshots}decided.png` });
    await teacher.goto("/concerns");
    const mine = teacher.locator("article", { hasText: worry });
    assert.match(await mine.textContent(), /Joint visit/);
    assert.match(await mine.textContent(), /A health visitor and a family worker will see her tomorrow/);
    await teacher.screenshot({ path: `${screenshots}my-concerns.png` });
  });

  test("a stranger sees who is involved, no content, and may ask; the history shows it", async () => {
    await stranger.goto(`/child/${child}`);
    assert.equal(await stranger.locator("h2#involved").count(), 1);
    assert.equal(await stranger.locator("h2#chronology, h2#findings, h2#family").count(), 0);
    await stranger.fill("#reason", "She is booked with us for an extraction and came alone.");
    await stranger.click("main button:has-text('Ask for access')");
    await stranger.waitForSelector("text=You asked for access");
    await worker.goto(`/child/${child}/access-history`);
    const history = await worker.textContent("main");
    assert.match(history, /Refused/);
    assert.match(history, /Asked for access/i);
  });
});

describe("The story without scripts", () => {
  test("changes, a child, a concern and its decision all work", async () => {
    const plain = { javaScriptEnabled: false };
    const visitor = await signedIn(browser, "health-visitor", plain);
    await visitor.goto("/");
    await visitor.locator(".roundel-family__child a").first().click();
    const child = new URL(visitor.url()).pathname.split("/")[2];
    assert.ok((await visitor.locator(".roundel-chronology tbody tr").count()) > 0);
    await visitor.locator("a.roundel-filter").nth(1).click();
    assert.match(visitor.url(), /lane=/);
    const teacher = await signedIn(browser, "teacher", plain);
    const worry = `He is often hungry (${Date.now()}).`;
    await passOnConcern(teacher, child, worry);
    const worker = await signedIn(browser, "social-worker", plain);
    await decideJointVisit(worker, worry, "We will see him this week.");
    await teacher.goto("/concerns");
    assert.match(await teacher.locator("article", { hasText: worry }).textContent(), /We will see him this week/);
  });

  test("a concern without words is sent back with what is missing, and loses nothing", async () => {
    const visitor = await signedIn(browser, "health-visitor");
    const teacher = await signedIn(browser, "teacher", { javaScriptEnabled: false });
    const { changes } = await read(visitor, "/api/changes");
    await teacher.goto(`/child/${changes[0].child}/concern`);
    await teacher.fill("#child-says", "It is loud at night.");
    await teacher.click("text=Pass on the concern");
    assert.match(await teacher.textContent(".govuk-error-summary"), /Say what worries you/);
    assert.equal(await teacher.inputValue("#child-says"), "It is loud at night.");
  });

  test("whoever was on the way to a page comes to it when they have signed in, and to no other site", async () => {
    const visitor = await signedIn(browser, "health-visitor", {}, "/work?of=service");
    assert.equal(new URL(visitor.url()).pathname, "/work");
    const elsewhere = await signedIn(browser, "health-visitor", {}, "/sign-in?next=//example.org/work");
    assert.equal(new URL(elsewhere.url()).pathname, "/");
    assert.equal(new URL(elsewhere.url()).origin, new URL(visitor.url()).origin);
  });
});
