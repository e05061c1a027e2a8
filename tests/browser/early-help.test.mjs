// Early help that worked: a teacher's worry, an agreement, what the child says, a plan, and a closing that says what
// changed.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { childWhere, daysFromNow, decide, expectRefused, fillStep, heardBack, look, passOn, recordStep, refused, send, stages } from "./together.mjs";
import { launch, read, signedIn } from "./visit.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

describe("Early help that worked", () => {
  const worry = `Hungry in the mornings, and always the last to be fetched from nursery. (${Date.now()})`;
  const voice = {
    "child-says": "I get my own breakfast because Mummy is asleep.",
    "child-wants": "That Mum gets up with us.",
    "how-heard": "Alone, drawing at nursery.",
    "parents-say": "I work nights and cannot get up.",
  };
  let teacher;
  let worker;
  let helper;
  let visitor;
  let child;

  before(async () => {
    const options = { bypassCSP: true };
    teacher = await signedIn(browser, "teacher", options);
    worker = await signedIn(browser, "social-worker", options);
    helper = await signedIn(browser, "early-help", options);
    visitor = await signedIn(browser, "health-visitor", options);
    // Young enough for a health visitor, old enough to say it.
    child = await childWhere(visitor, ({ tracks }, { identity }) =>
      tracks.every(({ track, stage }) => !["early-help", "protection", "looked-after"].includes(track) || stage === "none") &&
      /^[34] years/.test(identity.age));
  });

  test("the teacher hears that help was offered, and what will happen", async () => {
    await passOn(teacher, child, worry, "My tummy hurts in the morning.");
    await decide(worker, worry, "early-help", "Support with the family's agreement is enough.", "A family worker rings the mother this week.");
    await heardBack(teacher, worry, /A family worker rings the mother this week/);
  });

  test("nothing begins without agreement, and no plan without what the child says", async () => {
    await fillStep(helper, child, "early-help.episode-started", {});
    assert.match(await refused(helper), /early help goes by agreement/);
    await recordStep(helper, child, "early-help.episode-started", { agreement: "The mother, to a morning routine and a talk with her employer.", lead: "Erin Hales" });
    await fillStep(helper, child, "early-help.assessment", { "parents-say": "I work nights." });
    assert.match(await refused(helper), /Say what the child says, or why the child was not heard/);
    await recordStep(helper, child, "early-help.assessment", voice);
    await recordStep(helper, child, "early-help.plan", { outcomes: "Breakfast with an adult on nursery days, within six weeks.", ...voice });
    assert.equal((await stages(helper, child))["early-help"], "planned");
  });

  test("what the child said runs through to who does what, and can be read with the family", async () => {
    const agreed = {
      plan: "early-help",
      outcome: "She has breakfast with an adult on nursery days.",
      action: "Breakfast club until the mother's shifts change.",
      who: "Hannah Visser",
      "by-when": daysFromNow(28),
      "you-said": "I get my own breakfast because Mummy is asleep.",
    };
    await recordStep(helper, child, "plan.action", agreed);
    await visitor.goto("/work");
    assert.match(await visitor.textContent("main"), /Breakfast club until the mother's shifts change/, "on the list of whom the plan names");
    await helper.goto(`/child/${child}/with-family`);
    assert.match(await helper.textContent("main"), /I get my own breakfast/);
    await look(helper, "early-help-with-family", { paper: 3 });
  });

  test("a visit, what came of the plan, and a closing that says what changed", async () => {
    await recordStep(helper, child, "early-help.visit", { "child-seen": "yes", "child-says": "Mum is up now." });
    const { plan } = await read(helper, `/api/children/${child}/pathway`);
    const action = plan.find((each) => each.action.startsWith("Breakfast club"));
    const came = { done: "done", "what-changed": "She eats before nursery, and is on time." };
    await recordStep(visitor, child, "plan.action-done", came, { query: `?action=${action.entry}` });
    await fillStep(helper, child, "early-help.closed", { outcome: "needs-met" });
    assert.match(await refused(helper), /Say what changed for the child/);
    await helper.fill("#value-what-changed", "Breakfast with Mum every nursery day; not late once in four weeks.");
    await send(helper);
    await visitor.goto(`/child/${child}/pathway`);
    assert.match(await visitor.textContent("main"), /not late once in four weeks/);
    await look(visitor, "early-help-closed");
    assert.equal((await stages(visitor, child))["early-help"], "closed");
  });

  test("the family reads what became of what they said, and the teacher reads the answer and no more", async () => {
    await visitor.goto(`/child/${child}/with-family`);
    const told = await visitor.textContent("main");
    assert.match(told, /I get my own breakfast because Mummy is asleep/);
    assert.match(told, /This was done \(.*\)\. She eats before nursery, and is on time/);
    await look(visitor, "early-help-worked", { paper: 3 });
    await heardBack(teacher, worry, /Early help/);
    await look(teacher, "early-help-heard");
    await expectRefused(teacher, `/child/${child}/pathway`, ["late once in four weeks"]);
  });
});
