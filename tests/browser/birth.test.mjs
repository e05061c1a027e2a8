// A birth with worries before it: a midwife is worried, services plan together while the child is not yet born, and what
// was known before the birth is on the page of the child who was born.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { childWhere, daysFromNow, decide, expectRefused, heardBack, look, lookAtPack, passOn, recordStep, stages } from "./together.mjs";
import { launch, read, signedIn } from "./visit.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const day = (daysAhead) => daysFromNow(daysAhead).toISOString().slice(0, 10);

const surnames =
  "Riaz Khan Edwards Davies Shah Hussain Berry Chaudhary Smith Ahmed Jones Ali Begum Taylor Brown Roberts Parveen Lewis Kaur Carter Williams Watkins Thompson Thomas Tariq Moore Mahmood Hughes Hill Evans Dixon Cooper Iqbal Akhtar Wilson Wood Walker".split(" ");

// A child who is expected soon, of whom nothing is known but by midwives; found as a midwife finds them, by the mother's name.
async function expected(midwife) {
  for (const name of surnames) {
    await midwife.goto("/find");
    await midwife.fill("#name", name);
    await midwife.locator("main form button").click();
    const nameless = midwife.locator("#results tr", { hasText: "not known" }).locator("a[href^='/child/']");
    for (const link of await nameless.all()) {
      const child = (await link.getAttribute("href")).split("/").pop();
      const { identity, access } = await read(midwife, `/api/children/${child}`);
      const soon = identity.expected && identity.expected < day(18 * 7) && identity.expected > day(-5 * 7);
      if (soon && !identity.born && !access.scope.joint) return child;
    }
  }
  throw new Error("nobody is expected");
}

describe("A birth with worries before it", () => {
  const worry = `She came alone again, would not name the father, and had a black eye. (${Date.now()})`;
  let midwife;
  let worker;
  let visitor;
  let teacher;
  let unborn;

  before(async () => {
    const options = { bypassCSP: true };
    midwife = await signedIn(browser, "midwife", options);
    worker = await signedIn(browser, "social-worker", options);
    visitor = await signedIn(browser, "health-visitor", options);
    teacher = await signedIn(browser, "teacher", options);
    unborn = await expected(midwife);
  });

  test("the midwife passes on a worry about a child who is not yet born, and hears what is done", async () => {
    await passOn(midwife, unborn, worry);
    await decide(worker, worry, "strategy-discussion", "An unborn child, a hurt mother, a father whom nobody names.", "We met the same day. Please keep seeing her alone at each appointment.");
    await heardBack(midwife, worry, /Please keep seeing her alone/);
  });

  test("the plan is made before the birth, with why the child is not heard", async () => {
    await recordStep(worker, unborn, "social-care.referral", { source: "3F" });
    await recordStep(worker, unborn, "social-care.strategy-discussion", { outcome: "section-47", reason: "Violence in pregnancy.", police: "yes", health: "yes" }, { time: "00:01" });
    const unheard = { "why-not-heard": "Not yet born.", "parents-say": "I am afraid of him.", "father-says": "He was asked for, and is not known by name yet." };
    await recordStep(worker, unborn, "social-care.section-47-enquiry", { outcome: "conference", reason: "The police know him for violence.", ...unheard });
    await recordStep(worker, unborn, "social-care.initial-conference", { outcome: "plan", reason: "Likely significant harm after the birth.", agencies: "Midwifery, health visiting, police, social care", ...unheard });
    await recordStep(worker, unborn, "social-care.protection-plan-started", { category: "EMO" });
    await recordStep(worker, unborn, "plan.action", {
      plan: "protection",
      outcome: "The baby and the mother come home to a safe place.",
      action: "Ring the social worker from the ward before anybody is discharged.",
      who: "Mina Whitford",
      "of-agency": "midwifery",
      "by-when": daysFromNow(21),
    });
    assert.equal((await stages(worker, unborn)).protection, "on-plan");
  });

  test("the ward knows before the birth what is to be done, and so does the health visitor", async () => {
    await midwife.goto(`/child/${unborn}/pathway`);
    assert.match(await midwife.textContent("main"), /Ring the social worker from the ward/);
    await look(midwife, "birth-midwife");
    await visitor.goto(`/child/${unborn}`);
    assert.match(await visitor.textContent("main"), /had a black eye/);
    assert.match(await visitor.textContent("section:has(> #stands)"), /Child protection plan\s*On a plan/);
    await look(visitor, "birth-unborn", { paper: 12 });
  });

  test("the midwife records the birth, and the plan goes on for the child", async () => {
    await midwife.goto(`/child/${unborn}`);
    await midwife.getByRole("button", { name: "Record the birth" }).click();
    const sent = async (born) => {
      const [year, month, date] = born.split("-").map(Number);
      await midwife.fill("#born-day", String(date));
      await midwife.fill("#born-month", String(month));
      await midwife.fill("#born-year", String(year));
      await midwife.getByRole("button", { name: "Record the birth" }).click();
    };
    await midwife.getByLabel("Girl", { exact: true }).check();
    await midwife.fill("#forename", "Wren");
    await midwife.fill("#surname", "Hartley");
    await sent(day(2));
    assert.match(await midwife.textContent(".govuk-error-summary"), /still to come/);
    await look(midwife, "birth-not-yet");
    await sent(day(0));
    assert.match(await midwife.textContent(".govuk-panel"), /The birth is recorded\s*Wren Hartley/);
    await look(midwife, "birth-recorded");

    const { identity } = await read(visitor, `/api/children/${unborn}`);
    assert.equal(identity.name, "Wren Hartley");
    assert.equal(identity.born, day(0));
    assert.equal((await stages(worker, unborn)).protection, "on-plan");
    const mine = await read(midwife, "/api/work");
    const action = mine["to-do"].find(({ child, what }) => child === unborn && /Ring the social worker/.test(what));
    assert.equal(action?.name, "Wren Hartley");
    await midwife.goto(`/child/${unborn}/birth`);
    assert.match(await midwife.textContent("main"), /is on the record/);
    assert.equal(await midwife.getByRole("button", { name: "Record the birth" }).count(), 0);
  });

  test("a twin whom nobody expected gets a record and a page of their own", async () => {
    await midwife.goto(`/child/${unborn}`);
    await midwife.getByRole("link", { name: "Born with another child?" }).click();
    await midwife.getByRole("button", { name: "Record another child of this birth" }).click();
    await look(midwife, "birth-another");
    await midwife.fill("#forename", "Rowan");
    await midwife.fill("#surname", "Hartley");
    await midwife.getByRole("button", { name: "Record the birth" }).click();
    assert.match(await midwife.textContent(".govuk-error-summary"), /Choose girl, boy or not known/);
    await midwife.getByLabel("Boy", { exact: true }).check();
    await midwife.getByRole("button", { name: "Record the birth" }).click();
    assert.match(await midwife.textContent(".govuk-panel"), /The birth is recorded\s*Rowan Hartley/);
    await look(midwife, "birth-another-recorded");
    await midwife.getByRole("link", { name: "Go to the child's page" }).click();
    const twin = midwife.url().split("/").pop();
    assert.notEqual(twin, unborn);
    const { identity, family } = await read(midwife, `/api/children/${twin}`);
    assert.equal(identity.born, day(0));
    assert.ok(family.some(({ relation, name }) => relation === "sibling" && name === "Wren Hartley"));
    assert.ok(family.some(({ relation }) => relation === "mother"));
    await look(midwife, "birth-another-picture");

    await worker.goto("/find");
    await worker.fill("#name", "Rowan Hartley");
    await worker.locator("main form button").first().click();
    assert.equal(await worker.locator(`#results a[href="/child/${twin}"]`).count(), 1);
  });

  test("the ward does what was agreed, and whoever made the plan and whoever visits next read what came of it", async () => {
    const { plan } = await read(midwife, `/api/children/${unborn}/pathway`);
    const action = plan.find((each) => each.action.startsWith("Ring the social worker"));
    const came = { done: "done", "what-changed": "They went home to the grandmother, with a visit agreed for tomorrow." };
    await recordStep(midwife, unborn, "plan.action-done", came, { query: `?action=${action.entry}` });
    for (const page of [worker, visitor]) {
      await page.goto(`/child/${unborn}/pathway`);
      assert.match(await page.textContent("section:has(> #plan)"), /Done\s*They went home to the grandmother/);
    }
    const mine = await read(midwife, "/api/work");
    assert.ok(mine["to-do"].every(({ child, what }) => child !== unborn || !/Ring the social worker/.test(what)), "it waits no more");
  });

  test("the review has it all on paper, and who does not work with the child has nothing", async () => {
    await lookAtPack(worker, unborn, "birth-pack", { holds: [/Wren Hartley/, /had a black eye/, /They went home to the grandmother/] });
    await expectRefused(teacher, `/child/${unborn}/pack`, ["black eye", "grandmother"]);
    await expectRefused(teacher, `/child/${unborn}/birth`);
  });

  test("what was known before a birth is on the page of the child who was born", async () => {
    const before = ({ from }, born) => from < born;
    const baby = await childWhere(visitor, (_, { identity, chronology }) =>
      identity.born && chronology.some((entry) => entry.kind === "midwifery.concern" && before(entry, identity.born)));
    const { identity, chronology } = await read(visitor, `/api/children/${baby}`);
    await visitor.goto(`/child/${baby}?chronology=all`);
    for (const entry of chronology.filter((each) => each.kind.startsWith("midwifery.") && before(each, identity.born)))
      assert.ok((await visitor.locator(`#entry-${entry.entry}`).count()) === 1, `${entry.title} of ${entry.happened}`);
    await look(visitor, "birth-baby");
  });
});
