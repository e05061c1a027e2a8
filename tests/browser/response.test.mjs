// A father nobody asked about: a health visitor asks the police, they answer, and a social worker records the strategy
// discussion that follows. Four people, with scripts and without; two who act at once do not overwrite each other.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { expectNoViolations, look } from "./together.mjs";
import { launch, read, screenshots, signedIn } from "./visit.mjs";

const conference = "social-care.strategy-discussion";
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

// A child whose pathway the worker reads, for whom a strategy discussion is possible, and who has a father known by name.
async function childWithAFather(worker, visitor) {
  const { changes } = await read(visitor, "/api/changes");
  for (const child of new Set(changes.map((change) => change.child))) {
    const picture = await read(visitor, `/api/children/${child}`);
    if (!picture.family?.some((member) => member.relation === "father" && member.known)) continue;
    const answer = await worker.context().request.get(`/api/children/${child}/pathway`);
    if (!answer.ok()) continue;
    const { steps } = await answer.json();
    if (steps.some((step) => step.kind === conference && step.missing.length === 0)) return child;
  }
  throw new Error("no child has a father and a case that is open");
}

async function in14Days(page, prefix) {
  const day = new Date(Date.now() + 14 * 86_400_000);
  await page.fill(`#${prefix}-day`, String(day.getUTCDate()));
  await page.fill(`#${prefix}-month`, String(day.getUTCMonth() + 1));
  await page.fill(`#${prefix}-year`, String(day.getUTCFullYear()));
}

async function askAboutTheFather(visitor, child, question) {
  await visitor.goto(`/child/${child}`);
  await visitor.getByRole("link", { name: "Ask another service" }).click();
  const father = visitor.locator(".govuk-radios__item", { hasText: "Father" }).first();
  await father.locator("input").check();
  await visitor.selectOption("#of-agency", "city-police");
  await visitor.fill("#question", question);
  await visitor.fill("#why", "Nobody has asked about him, and he is back in the home.");
  await visitor.check("input[name=basis][value=safeguarding]");
  await in14Days(visitor, "by-when");
  await visitor.screenshot({ path: `${screenshots}ask.png`, fullPage: true });
  await visitor.getByRole("button", { name: "Ask", exact: true }).click();
  await visitor.waitForSelector("text=What happens next");
}

async function fillStrategyDiscussion(worker, child) {
  await worker.goto(`/child/${child}/pathway/${conference}`);
  await worker.check("input[name=value-outcome][value=section-47]");
  await worker.fill("#value-reason", "The police told of two incidents; nobody had known he was back.");
  await worker.check("input[name=value-police][value=yes]");
  await worker.check("input[name=value-health][value=yes]");
}

// The page of a request, found on the list by its question.
async function openRequest(page, question) {
  await page.goto("/requests");
  await page.locator("article", { hasText: question }).locator("h3 a").click();
  await page.waitForURL("**/requests/*");
}

const isDone = (page) => page.textContent(".govuk-notification-banner--success");

for (const scripts of [true, false]) {
  describe(`A father nobody asked about, ${scripts ? "with" : "without"} scripts`, () => {
    const options = { javaScriptEnabled: scripts, bypassCSP: true };
    const question = `Is he known to you for violence? (${Date.now()}${scripts})`;
    let visitor;
    let officer;
    let worker;
    let manager;
    let child;

    before(async () => {
      visitor = await signedIn(browser, "health-visitor", options);
      officer = await signedIn(browser, "police-officer", options);
      worker = await signedIn(browser, "social-worker", options);
      manager = await signedIn(browser, "manager", options);
      child = await childWithAFather(worker, visitor);
    });

    test("a request without a reason is sent back and loses nothing", async () => {
      await visitor.goto(`/child/${child}/ask`);
      await visitor.fill("#question", question);
      await visitor.getByRole("button", { name: "Ask", exact: true }).click();
      assert.match(await visitor.textContent(".govuk-error-summary"), /Say why you need to know it/);
      assert.equal(await visitor.inputValue("#question"), question);
    });

    test("the health visitor asks, and the police find it on their list with nothing else of the child", async () => {
      await askAboutTheFather(visitor, child, question);
      await officer.goto("/requests");
      if (scripts) await look(officer, "requests");
      await openRequest(officer, question);
      assert.match(await officer.textContent("main"), /Nobody has asked about him/);
      if (scripts) await expectNoViolations(officer, "request");
      await officer.screenshot({ path: `${screenshots}request.png`, fullPage: true });
    });

    test("the police answer with a reason, and the answer is in the child's picture", async () => {
      const answer = `Two incidents with a former partner (${Date.now()}).`;
      await officer.fill("#answer", answer);
      await officer.fill("#reason", "The child may be at risk of harm.");
      await officer.check("input[name=basis][value=safeguarding]");
      await officer.check("input[name=sharing][value=joint]");
      await officer.click("text=Share this answer");
      await officer.waitForSelector("text=Why it is shared");
      await openRequest(visitor, question);
      assert.match(await visitor.textContent("main"), /Two incidents with a former partner/);
      const picture = await read(visitor, `/api/children/${child}`);
      assert.ok(picture.chronology.some((entry) => entry.kind === "request.answered" && entry.detail.includes(answer)));
    });

    test("what the police decide not to share is told with its reason, taken higher, and shared after all", async () => {
      const other = `Is he on bail, and with what conditions? (${Date.now()}${scripts})`;
      await askAboutTheFather(visitor, child, other);
      await openRequest(officer, other);
      await officer.click("text=Decide not to share it");
      await officer.fill("#instead", "Ring the officer in the case.");
      await officer.click("text=Record that it is not shared");
      assert.match(await officer.textContent(".govuk-error-summary"), /Say why you do not share it/);
      assert.equal(await officer.inputValue("#instead"), "Ring the officer in the case.", "nothing is typed twice");
      await officer.fill("#not-why", "It could warn him of an arrest.");
      await officer.click("text=Record that it is not shared");
      assert.match(await isDone(officer), /It is recorded that this is not shared/);

      await openRequest(visitor, other);
      const told = await visitor.textContent("main");
      assert.match(told, /It could warn him of an arrest/);
      assert.match(told, /Instead: Ring the officer in the case/);
      await visitor.fill("#to", "Detective Inspector, safeguarding");
      await visitor.fill("#higher-words", "He is with the children tonight.");
      await visitor.getByRole("button", { name: "Take it higher" }).click();
      assert.match(await isDone(visitor), /It is taken higher/);
      if (scripts) await look(visitor, "request-higher");

      await openRequest(officer, other);
      assert.match(await officer.textContent("main"), /He is with the children tonight/);
      if (scripts) await look(officer, "request-not-shared");
      await officer.click("text=Share an answer after all");
      await officer.fill("#answer", "He is on bail, and may not go to the home.");
      await officer.fill("#reason", "He was arrested this afternoon.");
      await officer.check("input[name=basis][value=safeguarding]");
      await officer.check("input[name=sharing][value=joint]");
      await officer.click("text=Share this answer");
      assert.match(await isDone(officer), /Your answer is shared/);
      await openRequest(visitor, other);
      assert.match(await visitor.textContent("main"), /He is on bail, and may not go to the home/);
    });

    test("an impossible step is refused with what is missing", async () => {
      await worker.goto(`/child/${child}/pathway/social-care.core-group`);
      assert.match(await worker.textContent("main"), /This cannot be recorded yet/);
      await worker.goto(`/child/${child}/pathway`);
      if (scripts) await look(worker, "pathway", { paper: 12 });
    });

    test("two who record at once: the second is told, and overwrites nothing", async () => {
      await fillStrategyDiscussion(worker, child);
      await fillStrategyDiscussion(manager, child);
      if (scripts) await expectNoViolations(worker, "step");
      await worker.screenshot({ path: `${screenshots}step.png`, fullPage: true });
      await worker.click("text=Record it");
      await worker.waitForSelector("text=What can come next");
      assert.match(await worker.textContent("main"), /Section 47 enquiry/);
      await worker.screenshot({ path: `${screenshots}step-recorded.png`, fullPage: true });
      const { history } = await read(worker, `/api/children/${child}/pathway`);
      await manager.click("text=Record it");
      assert.match(await manager.textContent("main"), /Somebody else moved on meanwhile/);
      assert.match(await manager.inputValue("#value-reason"), /two incidents/, "what was written is kept");
      await manager.screenshot({ path: `${screenshots}step-moved-on.png`, fullPage: true });
      const after = await read(worker, `/api/children/${child}/pathway`);
      assert.equal(after.history.length, history.length);
    });

    test("the child's page says where things stand", async () => {
      await visitor.goto(`/child/${child}`);
      assert.match(await visitor.textContent("section:has(> #stands)"), /Section 47 enquiry\s*Under way/);
      await visitor.screenshot({ path: `${screenshots}child-stands.png` });
    });
  });
}

describe("One family at the front door", () => {
  test("what two services tell stands together, and a decision says what it rests on", async () => {
    const visitor = await signedIn(browser, "health-visitor");
    const teacher = await signedIn(browser, "teacher");
    const worker = await signedIn(browser, "social-worker", { bypassCSP: true });
    const { changes } = await read(visitor, "/api/changes");
    const child = changes.at(-1).child;
    const worries = [`He flinched when he was touched (${Date.now()}).`, `His mother was frightened (${Date.now()}).`];
    for (const [page, worry] of [[teacher, worries[0]], [visitor, worries[1]]]) {
      await page.goto(`/child/${child}/concern`);
      await page.fill("#worry", worry);
      await page.check("input[name=parents-told][value=no-unsafe]");
      await page.click("text=Pass on the concern");
      await page.waitForSelector("text=Concern passed on");
    }
    await worker.goto("/front-door");
    const family = worker.locator(".roundel-inbox-family", { hasText: worries[0] });
    assert.match(await family.textContent(), /His mother was frightened/, "one family, one place");
    assert.match(await family.textContent(), /services told of what may be one event/);
    await expectNoViolations(worker, "front door");
    await family.locator("article", { hasText: worries[0] }).getByRole("button").click();
    await worker.check("input[name=choice][value=assessment]");
    await worker.fill("#reason", "Two services saw him afraid.");
    await worker.fill("#feedback", "A social worker will see him this week.");
    await worker.click("text=Record the decision");
    assert.match(await worker.textContent(".govuk-error-summary"), /Choose the threshold you rely on/);
    await expectNoViolations(worker, "decide");
    await worker.locator("input[name=threshold]").first().check();
    await worker.check("input[name=check-city-police]");
    await worker.check("input[name=consent-share][value=given]");
    await worker.check("input[name=parents-told][value=no-unsafe]");
    await worker.fill("#parents-why-not", "It could put him at risk tonight.");
    await worker.click("text=Record the decision");
    await worker.waitForSelector("text=Decision recorded");
    assert.match(await worker.textContent("main"), /counts as a referral/);
    const picture = await read(visitor, `/api/children/${child}`);
    const decided = picture.chronology.find((entry) => entry.kind === "response.decided");
    assert.match(decided.detail, /Asked before deciding: City Police/);
    assert.match(decided.detail, /Consent to share information: Given/i);
  });
});
