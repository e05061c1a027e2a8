// What came back is looked at together: a manager writes down what both services learned, and everybody who sees the loop
// reads it with the figures before and after.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { daysFromNow, look } from "./together.mjs";
import { launch, read, signedIn } from "./visit.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

// The source and kind of which most was passed on.
async function most(manager) {
  const { sources } = await read(manager, "/api/referral-loop");
  return sources.reduce((one, other) => ((other["passed-on"] ?? 0) > (one["passed-on"] ?? 0) ? other : one));
}

for (const javaScriptEnabled of [true, false]) {
  describe(`What was learned, ${javaScriptEnabled ? "with" : "without"} scripts`, () => {
    const learned = `Half of what came back had a child awake in the house. (${Date.now()}${javaScriptEnabled})`;
    const from = daysFromNow(-100);

    test("it is asked for whole, and nothing is typed twice", async () => {
      const manager = await signedIn(browser, "manager", { javaScriptEnabled, bypassCSP: true });
      const { way, source, kind } = await most(manager);
      await manager.goto(`/referral-loop?row=${`${way}-${source}-${kind}`.toLowerCase().replace(/[^a-z0-9]/g, "-")}`);
      await manager.locator("summary", { hasText: "Write down what was learned" }).click();
      await manager.fill("#learned", learned);
      await manager.fill("#agreed-by", "Inspector Hale and Mo Khan");
      await manager.click("text=Write it down");
      const wrong = await manager.textContent(".govuk-error-summary");
      assert.match(wrong, /Say what will be sent otherwise/);
      assert.match(wrong, /Enter the day/);
      assert.equal(await manager.inputValue("#learned"), learned);
      if (javaScriptEnabled) await look(manager, "learned-error");
      await manager.fill("#change", "Each notice says where the children were and whether anybody spoke to them.");
      await manager.fill("#from-day", String(from.getUTCDate()));
      await manager.fill("#from-month", String(from.getUTCMonth() + 1));
      await manager.fill("#from-year", String(from.getUTCFullYear()));
      await manager.click("text=Write it down");
      await manager.waitForURL("**/referral-loop?row=*");
      assert.match(await manager.textContent("main"), /14 weeks before and after/);
      if (javaScriptEnabled) await look(manager, "learned");
      const mine = (await read(manager, "/api/referral-loop")).learned.find((one) => one.learned === learned);
      assert.deepEqual([mine.way, mine.source, mine.kind], [way, source, kind]);
      assert.equal(mine.compared.weeks, 14);
      assert.ok(mine.compared.before["passed-on-a-week"] > 0);
    });
  });
}
