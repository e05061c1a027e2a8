// What people of several services do on the pages, in more than one story.
import assert from "node:assert/strict";
import { axeSource, desktop, read, screenshots, telephone } from "./visit.mjs";

export async function expectNoViolations(page, name) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] }));
  assert.deepEqual(violations.map((violation) => `${name}: ${violation.id}: ${violation.nodes[0].html}`), []);
}

async function expectNothingCut(page, name, where) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${name} is ${wide} pixels wider than ${where}`);
}

// A page as it is on a desk, on a telephone and, where asked for, on paper; nothing may be wider than a telephone.
// `paper`: the most sheets that it may take.
export async function look(page, name, { paper = 0 } = {}) {
  await page.screenshot({ path: `${screenshots}${name}.png`, fullPage: true });
  await expectNoViolations(page, name);
  await page.setViewportSize(telephone);
  await expectNothingCut(page, name, "a telephone");
  await expectNoViolations(page, `${name} on a telephone`);
  await page.screenshot({ path: `${screenshots}${name}-390.png`, fullPage: true });
  if (paper > 0) await lookAtPaper(page, name, paper);
  await page.setViewportSize(desktop);
}

const betweenMargins = { width: 680, height: 990 }; // of A4, in CSS pixels

async function lookAtPaper(page, name, most) {
  await page.setViewportSize(betweenMargins);
  await page.emulateMedia({ media: "print" });
  await expectNothingCut(page, name, "its paper");
  for (const gone of ["main form", ".govuk-button", ".govuk-back-link", ".govuk-service-navigation"])
    assert.equal(await page.locator(`${gone}:visible`).count(), 0, `${gone} on paper`);
  await page.emulateMedia({ media: null });
  const pdf = await page.pdf({ path: `${screenshots}${name}.pdf`, preferCSSPageSize: true });
  const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  assert.ok(sheets > 0 && sheets <= most, `${name} takes ${sheets} sheets, of at most ${most}`);
}

// What is handed to a conference: its head names the child on every sheet.
export async function lookAtPack(page, child, name, { most = 40, holds = [] } = {}) {
  await page.goto(`/child/${child}/pack`);
  const told = await page.textContent("main");
  for (const words of holds) assert.match(told, words);
  const { identity } = await read(page, `/api/children/${child}`);
  assert.match(await page.textContent(".roundel-running"), new RegExp(identity.name));
  await look(page, name, { paper: most });
}

// What somebody may not open is refused, and the page says so without a word of what it holds.
export async function expectRefused(page, path, unsaid = []) {
  const answer = await page.goto(path);
  assert.equal(answer.status(), 403, path);
  const told = await page.textContent("body");
  for (const words of unsaid) assert.ok(!told.includes(words), "nothing of it is told");
}

export async function passOn(page, child, worry, childSays = "") {
  await page.goto(`/child/${child}/concern`);
  await page.fill("#worry", worry);
  if (childSays) await page.fill("#child-says", childSays);
  await page.check("input[name=parents-told][value=no-unsafe]");
  await page.click("text=Pass on the concern");
  await page.waitForSelector("text=Concern passed on");
}

// From the front door, by what worries the referrer: the inbox has pages.
export async function openConcern(worker, worry) {
  for (let number = 1; number < 60; ++number) {
    await worker.goto(`/front-door?page=${number}`);
    const card = worker.locator("article", { hasText: worry });
    if ((await card.count()) === 0) continue;
    await card.first().getByRole("button", { name: /Decide the response/ }).click();
    return worker.waitForURL("**/concerns/*");
  }
  throw new Error("no such concern waits at the front door");
}

export async function fillDecision(worker, choice, reason, feedback) {
  await worker.check(`input[name=choice][value=${choice}]`);
  await worker.fill("#reason", reason);
  await worker.locator("input[name=threshold]").first().check();
  await worker.check("input[name=parents-told][value=yes]");
  await worker.fill("#feedback", feedback);
}

export async function decide(worker, worry, choice, reason, feedback) {
  await openConcern(worker, worry);
  await fillDecision(worker, choice, reason, feedback);
  await worker.click("text=Record the decision");
  await worker.waitForSelector("text=Decision recorded");
}

export const daysFromNow = (days) => new Date(Date.now() + days * 86_400_000);

async function fillDay(page, prefix, day) {
  await page.fill(`#${prefix}-day`, String(day.getUTCDate()));
  await page.fill(`#${prefix}-month`, String(day.getUTCMonth() + 1));
  await page.fill(`#${prefix}-year`, String(day.getUTCFullYear()));
}

async function fillValue(page, name, value) {
  const id = `value-${name}`;
  if (value instanceof Date) return fillDay(page, id, value);
  const radio = page.locator(`input[type=radio][name="${id}"][value="${value}"]`);
  if ((await radio.count()) > 0) return radio.check();
  if ((await page.locator(`select[id="${id}"]`).count()) > 0) return page.selectOption(`[id="${id}"]`, value);
  return page.fill(`[id="${id}"]`, value);
}

// Fills the form of a step, without sending it.
export async function fillStep(page, child, kind, values, { time, on, query = "" } = {}) {
  await page.goto(`/child/${child}/pathway/${kind}${query}`);
  if (on) await fillDay(page, "happened", on);
  if (time) await page.fill("#happened-time", time);
  for (const [name, value] of Object.entries(values)) await fillValue(page, name, value);
}

export async function recordStep(page, child, kind, values, options = {}) {
  await fillStep(page, child, kind, values, options);
  await send(page);
}

// Sends the form of a step that can be recorded.
export async function send(page) {
  await page.getByRole("button", { name: "Record it" }).click();
  await page.waitForSelector(".govuk-panel", { timeout: 5000 }).catch(async () => {
    throw new Error(`It was not recorded: ${await page.textContent("main")}`);
  });
}

// Sends the form of a step that cannot be recorded, and gives back what is wrong with it.
export async function refused(page) {
  await page.getByRole("button", { name: "Record it" }).click();
  return page.textContent(".govuk-error-summary");
}

export async function stages(page, child) {
  const { tracks } = await read(page, `/api/children/${child}/pathway`);
  return Object.fromEntries(tracks.map((standing) => [standing.track, standing.stage]));
}

// Children whose pathway `page` may read, out of the changes it sees, for whom `fits` holds of the pathway and picture.
export async function childWhere(page, fits, among) {
  const { changes } = await read(page, "/api/changes");
  for (const child of among ?? new Set(changes.map((change) => change.child))) {
    const pathway = await page.context().request.get(`/api/children/${child}/pathway`);
    if (!pathway.ok()) continue;
    if (await fits(await pathway.json(), await read(page, `/api/children/${child}`))) return child;
  }
  throw new Error("no child of this district fits the story");
}

// What somebody who passed it on reads on their own list.
export async function heardBack(page, worry, answer) {
  await page.goto("/concerns");
  const card = page.locator("article, .roundel-card", { hasText: worry }).first();
  assert.match(await card.textContent(), answer);
}
