// Concerns closed one by one until someone sees the pattern: three services are worried, each concern alone is too
// little, and what they are together is told to whoever opens the child's page and to whoever decides the next.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { childWhere, decide, expectRefused, heardBack, look, openConcern, passOn } from "./together.mjs";
import { launch, read, signedIn } from "./visit.mjs";

const pattern = "concerns-closed-one-by-one";
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

describe("Concerns closed one by one", () => {
  const mark = Date.now();
  const worries = [
    `Bruise on the ear; fell out of bed, says the mother. (${mark}a)`,
    `Not brought to two appointments, and thin. (${mark}b)`,
    `Shouting again in the night, neighbours rang. (${mark}c)`,
    `Flinches when the door goes. (${mark}d)`,
  ];
  let teacher;
  let visitor;
  let officer;
  let worker;
  let manager;
  let child;

  const holds = async () => (await read(visitor, `/api/children/${child}`)).findings.some(({ indicator }) => indicator === pattern);

  before(async () => {
    const options = { bypassCSP: true };
    teacher = await signedIn(browser, "teacher", options);
    visitor = await signedIn(browser, "health-visitor", options);
    officer = await signedIn(browser, "police-officer", options);
    worker = await signedIn(browser, "social-worker", options);
    manager = await signedIn(browser, "manager", options);
    const none = ["in-need", "protection", "looked-after", "social-care"];
    child = await childWhere(visitor, ({ tracks }, { findings, chronology }) =>
      tracks.every(({ track, stage }) => !none.includes(track) || stage === "none") &&
      findings.every(({ indicator }) => indicator !== pattern) &&
      chronology.every(({ kind }) => !["concern.raised", "social-care.contact", "social-care.referral"].includes(kind)));
  });

  test("two concerns are closed alone, each with a reason that sounds right", async () => {
    await passOn(teacher, child, worries[0]);
    await decide(worker, worries[0], "no-further-action", "One bruise with an explanation.", "Thank you. No further action this time.");
    await passOn(visitor, child, worries[1]);
    await decide(worker, worries[1], "no-further-action", "Missed appointments alone are no referral.", "Thank you. No further action this time.");
    assert.ok(!(await holds()), "two are not three");
  });

  test("with the third the page of the child says what they are together, and why it matters", async () => {
    await passOn(officer, child, worries[2]);
    await visitor.goto(`/child/${child}`);
    const finding = visitor.locator(".roundel-finding", { hasText: "Concerns passed on again and again, each closed alone" });
    await finding.locator("summary").click();
    const told = await finding.textContent();
    assert.match(told, /Five referrals in eight months/);
    for (const worry of worries.slice(0, 3)) assert.ok(told.includes(worry.slice(0, 30)), "the dated entries behind it");
    await look(visitor, "pattern-child", { paper: 40 });
  });

  test("whoever decides the third sees how many there were, and that nothing came of them", async () => {
    await openConcern(worker, worries[2]);
    assert.match(await worker.textContent("main"), /2 concerns and notifications were passed on about this child before/);
    await worker.goBack();
    const family = worker.locator(".roundel-inbox-family", { hasText: worries[2] });
    assert.match(await family.textContent(), /2 other concerns and notifications were passed on about them in the twelve months before/);
    await decide(worker, worries[2], "no-further-action", "The police found nobody hurt.", "Thank you. No further action this time.");
  });

  test("a manager sees the pattern, and the fourth is not closed alone", async () => {
    await passOn(teacher, child, worries[3]);
    await openConcern(manager, worries[3]);
    await look(manager, "pattern-decide");
    await manager.goto(`/child/${child}`);
    assert.match(await manager.textContent("main"), /each closed alone/);
    await decide(manager, worries[3], "assessment", "Four services in a row; together they are a pattern.", "A social worker sees the child this week.");
    await heardBack(teacher, worries[3], /Assessment[\s\S]*A social worker sees the child this week/);
    await look(teacher, "pattern-heard");
    await visitor.goto(`/child/${child}/replay`);
    assert.match(await visitor.textContent("main"), /Concerns passed on again and again/, "the assessment over time tells when it began to hold");
  });

  test("each of the three hears back on their own concern, and none decides", async () => {
    for (const [page, worry] of [[teacher, worries[0]], [visitor, worries[1]], [officer, worries[2]]])
      await heardBack(page, worry, /No further action[\s\S]*Thank you\. No further action this time/);
    await officer.goto("/concerns");
    assert.ok(!(await officer.textContent("main")).includes(worries[0]), "each sees what they sent, not what others did");
    for (const page of [teacher, officer]) await expectRefused(page, "/front-door", worries.slice(0, 2));
  });
});
