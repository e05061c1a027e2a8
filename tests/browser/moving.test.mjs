// A family moves to another area on a plan: the plan here goes on until the other area's conference has taken it over,
// and those who work with the child know on each day whose turn it is.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { childWhere, daysFromNow, decide, expectRefused, fillStep, heardBack, look, lookAtPack, passOn, recordStep, refused, send, stages } from "./together.mjs";
import { launch, read, signedIn } from "./visit.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

describe("A family moving to another area on a plan", () => {
  let worker;
  let manager;
  let visitor;
  let stranger;
  let child;
  const worry = `The flat is cold and she has lost weight. (${Date.now()})`;

  const steps = async (page) => (await read(page, `/api/children/${child}/pathway`)).steps;
  const possible = async (page, kind) => (await steps(page)).some((step) => step.kind === kind && step.missing.length === 0);

  // What went before the story, in a few steps.
  async function onAPlan() {
    const voice = { "child-says": "Mummy was sad and the man shouted.", "how-heard": "Playing, with her nursery worker." };
    await passOn(visitor, child, worry);
    await decide(worker, worry, "strategy-discussion", "Neglect that goes on.", "We meet today; please come.");
    await heardBack(visitor, worry, /We meet today; please come/);
    const { "social-care": stage } = await stages(worker, child);
    if (["none", "closed"].includes(stage)) await recordStep(worker, child, "social-care.referral", { source: "3B" });
    await worker.goto(`/child/${child}/pathway`);
    const due = worker.locator("aside li", { hasText: "Record a strategy discussion" }).first();
    assert.match(await due.textContent(), /by \d+ \w+ \d{4}/, "what was decided says by when");
    await recordStep(worker, child, "social-care.strategy-discussion", { outcome: "section-47", reason: "Neglect.", police: "yes", health: "yes" });
    await recordStep(worker, child, "social-care.section-47-enquiry", { outcome: "conference", reason: "Seen at home.", ...voice });
    await recordStep(worker, child, "social-care.initial-conference", { outcome: "plan", reason: "Neglect.", agencies: "Health visiting, nursery, social care", ...voice });
    await recordStep(worker, child, "social-care.protection-plan-started", { category: "NEG" });
  }

  before(async () => {
    const options = { bypassCSP: true };
    worker = await signedIn(browser, "social-worker", options);
    manager = await signedIn(browser, "manager", options);
    visitor = await signedIn(browser, "health-visitor", options);
    stranger = await signedIn(browser, "stranger", options);
    const begun = ["protection", "enquiry", "transfer", "in-need", "looked-after"];
    child = await childWhere(visitor, ({ tracks }, { identity, involved }) =>
      /^[34] years/.test(identity.age) &&
      involved.some(({ agency, until }) => agency === "health-visiting" && !until) &&
      tracks.every(({ track, stage }) => !begun.includes(track) || stage === "none"));
    await onAPlan();
  });

  test("the plan cannot end, nor the case close, because somebody moves", async () => {
    assert.ok(!(await possible(worker, "social-care.protection-plan-ended")));
    assert.ok(!(await possible(worker, "social-care.case-closed")));
    await worker.goto(`/child/${child}/pathway/social-care.case-closed`);
    assert.match(await worker.textContent("main"), /The child protection plan must end first/);
  });

  test("the other area is told whom to call and what it needs to know, and the plan goes on", async () => {
    await recordStep(worker, child, "social-care.transfer-offered", {
      "to-area": "Westhaven",
      contact: "Sofia Wark, Northern City, by telephone each morning",
      summary: "On a plan for neglect; she is brought to nursery each day; the father lives elsewhere and is part of the plan.",
    });
    assert.ok(!(await possible(worker, "social-care.protection-plan-ended")), "offered is not accepted");
    await recordStep(worker, child, "social-care.core-group", {
      agencies: "Health visiting, nursery, social care; Westhaven by telephone",
      progress: "The new home was seen before the move.",
      "child-says": "I want to keep my bed and my cat.",
      "how-heard": "Alone in the old room, while packing.",
    });
    assert.equal((await stages(visitor, child)).protection, "on-plan");
    await look(worker, "moving-offered");
    await lookAtPack(worker, child, "moving-pack", { holds: [/I want to keep my bed and my cat/, /On a plan for neglect/] });
    await expectRefused(stranger, `/child/${child}/pack`, ["my bed and my cat"]);
  });

  test("it is accepted from a day, and ends here only with what the other area's conference decided", async () => {
    await recordStep(manager, child, "social-care.transfer-accepted", { "accepted-by": "W. Vale, Westhaven", from: daysFromNow(0) });
    assert.equal((await stages(visitor, child)).protection, "on-plan", "no day without a plan");
    await fillStep(manager, child, "social-care.protection-plan-ended", { why: "taken-over", "what-changed": "They live nearer to the grandmother." });
    assert.match(await refused(manager), /Say when the other area's conference was/);
    await look(manager, "moving-refused");
    await manager.fill("#value-taken-over", "Held today: a plan for neglect, with the same outcomes.");
    await send(manager);
  });

  test("the case closes with what changed, and whoever worked with the child reads where they are now", async () => {
    await recordStep(worker, child, "social-care.case-closed", { reason: "RC5", "what-changed": "The same plan goes on in Westhaven." });
    const now = await stages(visitor, child);
    assert.deepEqual([now.protection, now["social-care"], now.transfer], ["closed", "closed", "closed"]);
    await visitor.goto(`/child/${child}/pathway`);
    const told = await visitor.textContent("main");
    assert.match(told, /Westhaven/);
    assert.match(told, /a plan for neglect, with the same outcomes/);
    await look(visitor, "moving-closed");
    await visitor.goto(`/child/${child}`);
    assert.match(await visitor.textContent("main"), /The same plan goes on in Westhaven/, "on the child's page too");
  });
});
