// Somebody is away: a colleague takes over all their work with one form, sees it at once, and gives it back with one.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { look } from "./together.mjs";
import { launch, read, signedIn } from "./visit.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const javaScriptEnabled of [true, false]) {
  describe(`Somebody is away, ${javaScriptEnabled ? "with" : "without"} scripts`, () => {
    const reason = `On leave (${Date.now()}${javaScriptEnabled}).`;
    const named = async (page) => (await read(page, "/api/work"))["handed-over"].filter((one) => one.reason === reason).length;
    let visitor;
    let colleague;
    let teacher;
    let children;

    before(async () => {
      const options = { bypassCSP: true, javaScriptEnabled };
      visitor = await signedIn(browser, "health-visitor", options);
      colleague = await signedIn(browser, "second-visitor", options);
      teacher = await signedIn(browser, "teacher", options);
    });

    test("without a colleague nothing is handed over, and what was written is kept", async () => {
      await visitor.goto("/hand-over");
      await visitor.fill("#reason", reason);
      await visitor.getByRole("button", { name: "Hand over" }).click();
      assert.match(await visitor.textContent(".govuk-error-summary"), /Choose who takes over/);
      assert.equal(await visitor.inputValue("#reason"), reason);
    });

    test("the colleague has the work on her list, and whoever handed it over sees where it is", async () => {
      await visitor.selectOption("#to", "hv-002");
      await visitor.getByRole("button", { name: "Hand over" }).click();
      assert.match(await visitor.textContent(".govuk-panel"), /Handed over\s*\d+ children to Hetty Vane/);
      children = await named(colleague);
      assert.ok(children > 1);
      await colleague.goto("/");
      assert.match(await colleague.textContent("main"), /children you work with/);
      await visitor.goto("/work");
      assert.match(await visitor.textContent("section:has(> #handed-over)"), new RegExp(`${children} children: Hannah Visser to Hetty Vane`));
      if (javaScriptEnabled) await look(visitor, "handed-over");
    });

    test("nobody of another service sees it or takes it back", async () => {
      await teacher.goto("/work");
      assert.ok(!(await teacher.textContent("main")).includes(reason));
      const [one] = (await read(visitor, "/api/work"))["handed-over"];
      const csrf = await teacher.locator("input[name=csrf]").first().inputValue();
      const form = { csrf, [`handover-${one.handover}`]: one.child };
      const answer = await teacher.context().request.post("/hand-over/take-back", { form, maxRedirects: 0 });
      assert.equal(answer.status(), 403);
      assert.equal(await named(visitor), children, "nothing was taken back");
    });

    test("when she is back, one form takes it all back but for the child whom the colleague keeps", async () => {
      await visitor.goto("/work");
      const group = visitor.locator("section:has(> #handed-over) li", { hasText: reason });
      await group.locator("summary").click();
      await group.locator("input[type=checkbox]").first().uncheck();
      await group.getByRole("button", { name: "Take back" }).click();
      assert.match(await visitor.textContent(".govuk-notification-banner--success"), /The work is taken back/);
      assert.equal(await named(colleague), 1);
      await visitor.locator("section:has(> #handed-over) li", { hasText: reason }).getByRole("button", { name: "Take back" }).click();
      await visitor.waitForSelector(".govuk-notification-banner--success");
      assert.equal(await named(colleague), 0);
      assert.equal(await named(visitor), 0);
    });
  });
}
