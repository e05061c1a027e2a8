// A child whom nobody has on the record: the teacher who found nobody passes on a worry all the same, the joint team
// decides, the teacher hears back; and who tells of the same child again is asked first. With scripts and without.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { decide, heardBack, look, openConcern } from "./together.mjs";
import { launch, read, signedIn } from "./visit.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

// A family name that no district has: letters made from the moment.
const newName = (from) => `Quill${[...String(Date.now())].map((digit) => "abcdefghij"[digit]).join("")}${from}`;

async function findNobody(teacher, name) {
  await teacher.goto("/find");
  await teacher.fill("#name", name);
  await teacher.locator("main form button").first().click();
  assert.match(await teacher.textContent("#results"), /Nobody was found/);
  await teacher.getByRole("button", { name: /a child who is not on the record/ }).click();
}

for (const [words, options, mark] of [["with scripts", { bypassCSP: true }, ""], ["by forms alone", { javaScriptEnabled: false }, "x"]]) {
  describe(`A child who is not on the record, ${words}`, () => {
    const surname = newName(mark);
    const worry = `He sleeps on the floor of a hostel and came in his pyjamas. (${surname})`;
    const seen = async (page, name) => {
      if (options.bypassCSP) await look(page, name);
    };
    let teacher;
    let worker;
    let child;

    before(async () => {
      teacher = await signedIn(browser, "teacher", options);
      worker = await signedIn(browser, "social-worker", options);
    });

    test("the teacher who found nobody passes on a worry, and nothing is typed twice", async () => {
      await findNobody(teacher, `Bobby ${surname}`);
      assert.equal(await teacher.inputValue("#forename"), "Bobby");
      assert.equal(await teacher.inputValue("#surname"), surname);
      await seen(teacher, "new-child");
      await teacher.fill("#age", "seven");
      await teacher.getByRole("button", { name: "Pass on the concern" }).click();
      const wrong = await teacher.textContent(".govuk-error-summary");
      assert.match(wrong, /Say what worries you/);
      assert.match(wrong, /Write an age in years/);
      assert.match(wrong, /whether the parents know/);
      await seen(teacher, "new-child-error");
      await teacher.fill("#age", "7");
      await teacher.getByLabel("Boy", { exact: true }).check();
      await teacher.fill("#address", "The Grange hostel, room 4");
      await teacher.fill("#adults", "Kim, his mother, and a man called Dave who fetches him");
      await teacher.fill("#worry", worry);
      await teacher.check("input[name=parents-told][value=no-other]");
      await teacher.getByRole("button", { name: "Pass on the concern" }).click();
      assert.match(await teacher.textContent(".govuk-panel"), /Concern passed on/);
      await seen(teacher, "new-child-recorded");
      assert.doesNotMatch(teacher.url(), new RegExp(surname, "i"));
    });

    test("the joint team finds the child by name, reads who the adults are, and decides", async () => {
      await worker.goto("/find");
      await worker.fill("#name", `Bobby ${surname}`);
      await worker.locator("main form button").first().click();
      const found = worker.locator("#results a[href^='/child/']");
      assert.equal(await found.count(), 1);
      child = (await found.getAttribute("href")).split("/").pop();
      await openConcern(worker, worry);
      const told = await worker.textContent("main");
      assert.match(told, new RegExp(`Bobby ${surname}`));
      assert.match(told, /about 7 years/);
      assert.match(told, /a man called Dave/);
      await seen(worker, "new-child-decide");
      await worker.goto(`/child/${child}`);
      assert.match(await worker.textContent("main"), /The Grange hostel, room 4/);
      await seen(worker, "new-child-picture");
      await decide(worker, worry, "assessment", "A child without a bed, and nobody knows him.", "We go there tomorrow morning.");
    });

    test("the teacher hears back", async () => {
      await heardBack(teacher, worry, /We go there tomorrow morning/);
      await seen(teacher, "new-child-heard");
    });

    test("who tells of the same child again is asked first, and makes no second record", async () => {
      const again = `He came without shoes. (${surname})`;
      await findNobody(teacher, `Robert Junior ${surname}`);
      await teacher.fill("#forename", "Robert");
      await teacher.fill("#worry", again);
      await teacher.check("input[name=parents-told][value=yes]");
      await teacher.getByRole("button", { name: "Pass on the concern" }).click();
      assert.equal(await teacher.textContent("h1"), "Could it be one of these?");
      await seen(teacher, "new-child-likely");
      await teacher.getByRole("button", { name: "Pass on the concern" }).click();
      assert.match(await teacher.textContent(".govuk-error-summary"), /Choose one of them, or none of these/);
      await teacher.getByRole("button", { name: "Change what I wrote" }).click();
      assert.equal(await teacher.inputValue("#worry"), again);
      await teacher.getByRole("button", { name: "Pass on the concern" }).click();
      await teacher.getByLabel(`Bobby ${surname}`).check();
      await teacher.getByRole("button", { name: "Pass on the concern" }).click();
      assert.match(await teacher.textContent(".govuk-panel"), /Concern passed on/);
      const { concerns } = await read(worker, `/api/children/${child}`);
      assert.ok(concerns.some((concern) => concern.worry === again));
    });
  });
}
