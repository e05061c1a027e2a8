// A night with police, hospital and school: three services tell of one night, the front door shows it as one event, it
// is decided, and all three hear back. Police protection runs by the hour.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { childWhere, daysFromNow, expectRefused, fillDecision, fillStep, heardBack, look, openConcern, passOn, recordStep, refused, send, stages } from "./together.mjs";
import { launch, read, signedIn } from "./visit.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

describe("A night with police, hospital and school", () => {
  const mark = Date.now();
  const worries = {
    officer: `Called at ten at night: the flat was smashed and the child was in the hall alone. (${mark}a)`,
    nurse: `Brought in with a cut hand and said nothing about how. (${mark}b)`,
    teacher: `Came to school in yesterday's clothes and asked not to be sent home. (${mark}c)`,
  };
  const answer = "Social care, police and health spoke within the hour. The child is with an aunt and is seen today.";
  const tellers = ["city-police", "hospital", "schools"]; // a second notice of the same service is of another event
  const reason = "Three services told of one night; the child is afraid.";
  const yesterday = daysFromNow(-1);
  let officer;
  let desk; // the police in the joint team
  let nurse;
  let teacher;
  let worker;
  let child;

  before(async () => {
    const options = { bypassCSP: true };
    officer = await signedIn(browser, "police-officer", options);
    desk = await signedIn(browser, "police-desk", options);
    nurse = await signedIn(browser, "hospital-nurse", options);
    teacher = await signedIn(browser, "teacher", options);
    worker = await signedIn(browser, "social-worker", options);
    child = await childWhere(worker, ({ tracks, history }, { identity, chronology }) =>
      tracks.every(({ track, stage }) => !["enquiry", "police-protection"].includes(track) || ["none", "settled"].includes(stage)) &&
      history.every(({ on }) => Date.parse(on) < yesterday - 2 * 86_400_000) &&
      chronology.every(({ kind }) => kind !== "concern.raised") &&
      chronology.every(({ agency, from }) => !tellers.includes(agency) || Date.parse(from) < yesterday - 2 * 86_400_000) &&
      /years/.test(identity.age));
  });

  test("each of the three tells what they saw, without seeing what the others hold", async () => {
    for (const [who, worry] of Object.entries(worries)) await passOn({ officer, nurse, teacher }[who], child, worry);
    const { access } = await read(nurse, `/api/children/${child}`);
    assert.ok(!access.scope.joint, "to tell needs no access, and gives none");
  });

  test("the front door shows one family and one event that three services told of", async () => {
    await openConcern(worker, worries.officer);
    await worker.goBack();
    const family = worker.locator(".roundel-inbox-family", { hasText: worries.officer });
    assert.match(await family.textContent(), /3 services told of what may be one event/);
    for (const worry of Object.values(worries)) assert.ok((await family.textContent()).includes(worry));
    await look(worker, "night-front-door");
  });

  test("one decision is typed once, what a colleague decided meanwhile is named, and all three hear back", async () => {
    await openConcern(worker, worries.officer);
    const boxes = worker.locator("input[name^='concern-']");
    assert.equal(await boxes.count(), 3);
    for (const box of await boxes.all()) assert.ok(await box.isChecked(), "all of the night, unless somebody leaves one out");
    for (const worry of Object.values(worries)) assert.ok((await worker.textContent("main")).includes(worry));
    await look(worker, "night-decide");
    await fillDecision(worker, "strategy-discussion", reason, answer);

    await openConcern(desk, worries.nurse);
    for (const box of await desk.locator("input[name^='concern-']").all())
      await box.setChecked((await desk.locator(`label[for='${await box.getAttribute("id")}']`).textContent()).includes("Hospital"));
    await fillDecision(desk, "strategy-discussion", "The hand needs looking at today.", answer);
    await desk.click("text=Record the decision");
    await desk.waitForSelector("text=Decision recorded");

    await worker.click("text=Record the decision");
    assert.match(await worker.textContent(".govuk-error-summary"), /Decided already: The concern of .*, from .*Hospital\. Nothing was recorded for the others/);
    assert.equal(await worker.inputValue("#reason"), reason, "nothing is typed twice");
    assert.equal(await boxes.count(), 2);
    await look(worker, "night-decided-meanwhile");
    await worker.click("text=Record the decision");
    await worker.waitForSelector("text=Decision recorded");
    assert.match(await worker.textContent("main"), /Those who told see this/);
    assert.match(await worker.textContent("main"), /What happens next\s*Hold the strategy discussion/);
    await look(worker, "night-decided");
    const { queue, decided } = await read(worker, "/api/front-door");
    for (const worry of Object.values(worries)) {
      const own = decided.find((row) => row.worry === worry);
      assert.equal(own?.decision?.choice, "strategy-discussion");
      assert.ok(queue.every(({ concern }) => concern !== own.concern), "it waits no more");
    }
    for (const [who, worry] of Object.entries(worries))
      await heardBack({ officer, nurse, teacher }[who], worry, /spoke within the hour/);
    await look(nurse, "night-heard");
  });

  test("police and social care record that night by the hour, and the limit is told to the minute", async () => {
    const before = await stages(worker, child);
    if (["none", "closed"].includes(before["social-care"]))
      await recordStep(worker, child, "social-care.referral", { source: "6" }, { on: yesterday });
    await desk.goto(`/child/${child}/pathway`);
    assert.equal(await desk.textContent("h1"), "Pathway");
    await fillStep(desk, child, "police.police-protection", { reason: "The child was likely to suffer significant harm tonight." }, { on: yesterday, time: "25:10" });
    assert.match(await refused(desk), /24-hour clock/);
    await desk.fill("#happened-time", "22:10");
    await look(desk, "night-police-protection");
    await send(desk);
    assert.match(await desk.textContent("main"), /Until \d+ \w+ \d{4}, 22:10/);
    await look(desk, "night-recorded");
    const strategy = {
      outcome: "section-47",
      reason: "The child was hurt and alone; the aunt can keep the child safe.",
      police: "yes",
      health: "yes",
    };
    await recordStep(worker, child, "social-care.strategy-discussion", strategy, { on: yesterday, time: "22:50" });
    const ended = { "what-follows": "With the aunt, by agreement; a social worker comes in the morning." };
    await recordStep(desk, child, "police.police-protection-ended", ended, { on: yesterday, time: "23:40" });
    const { clocks } = await read(worker, `/api/children/${child}/pathway`);
    const held = clocks.find((clock) => clock.code === "police-protection");
    assert.equal(held.state, "met");
    assert.equal(Date.parse(held["due-at"]) % 3_600_000, 600_000, "ten minutes past the hour");
    assert.equal((await stages(worker, child)).enquiry, "enquiring");
  });

  test("the night is on paper for whoever decides, and whoever told of it decides nothing", async () => {
    await worker.goto(`/child/${child}/chronology`);
    for (const words of [...Object.values(worries), "Taken into police protection", "Strategy discussion"])
      assert.ok((await worker.textContent("main")).includes(words), words);
    await look(worker, "night-chronology", { paper: 40 });
    await expectRefused(nurse, "/front-door", [worries.officer, worries.teacher]);
    await nurse.goto(`/child/${child}`);
    const seen = await nurse.textContent("main");
    assert.ok(!seen.includes(worries.officer) && !seen.includes(worries.teacher), "what others told is not the nurse's to read");
  });

  test("what is told to have ended before it began is refused", async () => {
    await fillStep(desk, child, "police.police-protection", { reason: "Again." }, { on: yesterday, time: "23:00" });
    assert.match(await refused(desk), /cannot have happened before/);
  });
});
