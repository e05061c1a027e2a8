// Questions between places, as files: with scripts and without. The place of the test shares its key with itself.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { axeSource, desktop, launch, read, screenshots, signedIn, telephone } from "./visit.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
async function check(page, name) {
  for (const [viewport, tag] of [[desktop, ""], [telephone, "-390"]]) {
    await page.setViewportSize(viewport);
    await page.evaluate(axeSource);
    const broken = await page.evaluate(async (runOnly) => {
      const { violations } = await window.axe.run(document, { runOnly });
      return violations.map((found) => found.id);
    }, rules);
    assert.deepEqual(broken, [], `${name} at ${viewport.width}`);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(over <= 0, `${name} is ${over} px wider than ${viewport.width}`);
    await page.screenshot({ path: `${screenshots}elsewhere-${name}${tag}.png`, fullPage: true });
  }
  await page.setViewportSize(desktop);
}

// The file that asks about the first child whose picture changed; null where too little is known of the child.
async function makeFile(page, child) {
  await page.goto(`/child/${child}/ask`);
  await page.click("text=Ask another place whether it knows the child");
  assert.equal(await page.textContent("h1"), "Is the child known to another place?");
  const downloading = page.waitForEvent("download");
  await page.click("text=Make the file to send");
  const download = await downloading;
  assert.equal(download.suggestedFilename(), "question.toml", "a name that names nobody");
  return readFile(await download.path(), "utf8");
}

for (const [words, options] of [["with scripts", { bypassCSP: true }], ["by forms alone", { javaScriptEnabled: false }]]) {
  describe(`A question between places, ${words}`, () => {
    test("is made as a file that names nobody, and answered with whom to call", async () => {
      const worker = await signedIn(browser, "social-worker", { acceptDownloads: true, ...options });
      const { changes } = await read(worker, "/api/changes");
      const { child, name } = changes[0];
      const file = await makeFile(worker, child);
      for (const word of name.split(" ")) assert.ok(!file.includes(word), "nobody is named");
      if (options.bypassCSP) await check(worker, "ask");

      await worker.goto("/front-door");
      await worker.click("text=Another place asks");
      if (options.bypassCSP) await check(worker, "answer");
      await worker.click("text=See whom they should call");
      assert.match(await worker.textContent(".govuk-error-summary"), /Choose the file/);
      await worker.setInputFiles("#question", { name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("Is Ella known?") });
      await worker.click("text=See whom they should call");
      assert.match(await worker.textContent(".govuk-error-summary"), /not the file as the other place made it/);
      await worker.setInputFiles("#question", { name: "question.toml", mimeType: "application/toml", buffer: Buffer.from(file) });
      await worker.click("text=See whom they should call");
      assert.match(await worker.textContent("main"), /Known here[\s\S]*to call/);
      assert.ok(!(await worker.textContent("main")).includes(name), "whom it is about is not told");
      if (options.bypassCSP) await check(worker, "known");

      await worker.goto(`/child/${child}/access-history`);
      assert.match(await worker.textContent("main"), /another place/i);
    });
  });
}

test("Whoever is not of the joint team neither asks nor answers", async () => {
  const teacher = await signedIn(browser, "teacher");
  assert.equal((await teacher.goto("/elsewhere")).status(), 403);
});
