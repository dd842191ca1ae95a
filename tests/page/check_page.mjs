// Opens a report's page in headless Chromium as a colleague would: offline, by keyboard and mouse, on a phone and a desk.
//
// Usage: node check_page.mjs PAGE.html CHECKS.json [SCREENSHOTS]
//   CHECKS: {"charts": {"curves": 1, ...}: how many of each must be drawn at least, "absent": ["failures", ...],
//            "texts": ["..."]: what the page must say, "milliseconds": until the verdict can be read, best of three}
// Prints one line a fault and exits 1 if there is one.
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {basename} from "node:path";
import {pathToFileURL} from "node:url";
import {chromium} from "playwright-core";

const [file, checksFile, screenshots] = process.argv.slice(2);
const checks = JSON.parse(readFileSync(checksFile, "utf8"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const faults = [];
const expect = (holds, fault) => { if (!holds) faults.push(fault); };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** A page that has drawn everything; what it complains of and asks the network for is a fault. */
async function open(options, label) {
  const context = await browser.newContext({bypassCSP: false, offline: true, ...options});
  const page = await context.newPage();
  page.setDefaultTimeout(120000);
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) faults.push(`${label}: console: ${message.text()}`); });
  page.on("pageerror", (error) => faults.push(`${label}: uncaught: ${error.message}`));
  page.on("request", (request) => { if (!/^(file|data|blob):/.test(request.url())) faults.push(`${label}: asks the network for ${request.url()}`); });
  await page.goto(pathToFileURL(file).href);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
  return page;
}

/** Every chart has marks of a size that can be seen, and a name for screen readers. */
async function checkCharts(page) {
  const drawn = await page.evaluate(() => [...document.querySelectorAll("[data-chart]")].map((chart) => {
    const picture = chart.querySelector("svg[role=img], canvas") ?? chart;
    const box = picture.getBoundingClientRect();
    return {name: chart.dataset.chart, drawn: chart.dataset.drawn === "true", svg: picture.tagName.toLowerCase() === "svg",
      label: picture.getAttribute("aria-label") ?? chart.textContent, marks: chart.querySelectorAll("svg[role=img] :is(path, rect, circle, line)").length,
      broken: /NaN|undefined/.test(chart.innerHTML), wide: box.width > 40 && box.height > 15};
  }));
  for (const {name, drawn: done, svg, label, marks, broken, wide} of drawn) {
    expect(done && wide, `chart ${name} is not drawn`);
    expect(!svg || marks > 3, `chart ${name} has only ${marks} marks`);
    expect(!broken, `chart ${name} holds NaN or undefined`);
    expect(label && label.length > 10, `chart ${name} has no text alternative`);
  }
  for (const [name, least] of Object.entries(checks.charts ?? {})) {
    const found = drawn.filter((chart) => chart.name === name).length;
    expect(found >= least, `${found} charts '${name}' instead of ${least}`);
  }
}

async function checkTexts(page) {
  const text = await page.evaluate(() => document.body.innerText);
  for (const wanted of checks.texts ?? []) expect(text.includes(wanted), `the page does not say '${wanted}'`);
  for (const absent of checks.absent ?? []) expect((await page.locator(`#${absent}`).count()) === 0, `there is a section '${absent}' with nothing to show`);
}

/** No text of a run became an element or a program. */
async function checkHarmless(page) {
  const [taken, strange] = await page.evaluate(() => [window.taken, document.querySelectorAll("main :is(script, img, iframe, object, embed), [onerror]").length]);
  expect(taken === undefined && strange === 0, "a text of a run took the page over");
}

/** How soon after its opening the page answers, and has drawn all. */
async function checkSpeed() {
  const times = [];
  for (let i = 0; i < 3; ++i) {
    const page = await open({viewport: {width: 1280, height: 900}}, "speed");
    times.push(await page.evaluate(() => ["verdict", "ready"].map((name) => performance.getEntriesByName(name)[0].startTime)));
    await page.context().close();
  }
  const [verdict, ready] = [0, 1].map((i) => Math.round(Math.min(...times.map((time) => time[i]))));
  console.log(`${basename(file)}: ${(readFileSync(file).length / 1e6).toFixed(2)} MB, verdict after ${verdict} ms, all drawn after ${ready} ms`);
  expect(verdict <= checks.milliseconds, `the verdict takes ${verdict} ms instead of ${checks.milliseconds}`);
}

const pictureOf = (page, name) => page.locator(`[data-chart=${name}] svg[role=img]`).first().evaluate((svg) => svg.outerHTML);

/** Each switch of the curves changes the picture: by its value, as a click does, and by the arrow keys. */
async function checkSwitches(page) {
  const section = page.locator("#curves");
  if ((await section.count()) === 0) return;
  for (const label of ["Metric", "Split", "Scale", "Smoothing", "Panel"]) {
    const select = section.getByLabel(label, {exact: true});
    if ((await select.count()) === 0 || !(await select.isVisible()) || (await select.locator("option").count()) < 2) continue;
    const before = await pictureOf(page, "curves");
    await select.focus();
    const old = await select.inputValue(), first = (await select.locator("option").first().getAttribute("value")) === old;
    await page.keyboard.press(first ? "ArrowDown" : "ArrowUp");
    expect((await select.inputValue()) !== old, `arrow keys do not move the switch ${label}`);
    expect((await pictureOf(page, "curves")) !== before, `the switch ${label} does not change the curves by keyboard`);
    await select.selectOption(old);
    expect((await pictureOf(page, "curves")) === before, `the switch ${label} does not bring the curves back`);
  }
  await checkToggles(page, section);
}

async function checkToggles(page, section) {
  const lines = () => section.locator("svg[role=img] [data-mark=line] path").count();
  const before = await lines();
  const button = section.locator(".legend button").first();
  await button.click();
  expect((await button.getAttribute("aria-pressed")) === "false" && (await lines()) < before, "a click on the legend hides no line");
  await button.focus();
  await page.keyboard.press("Enter");
  expect((await button.getAttribute("aria-pressed")) === "true" && (await lines()) === before, "the Enter key on the legend brings no line back");
  const box = section.getByLabel("single runs");
  if ((await box.count()) > 0) {
    await box.focus();
    await page.keyboard.press("Space");
    expect((await lines()) < before, "the space bar does not hide single runs");
    await box.click();
    expect((await lines()) === before, "a click does not bring single runs back");
  }
}

async function checkHover(page) {
  const picture = page.locator("#curves [data-chart=curves] svg[role=img]").first();
  if ((await picture.count()) === 0) return;
  await picture.scrollIntoViewIfNeeded();
  const box = await picture.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.move(box.x + box.width / 2 + 3, box.y + box.height / 2 + 2);
  await page.waitForFunction((svg) => /epoch \d+: /.test(svg.textContent), await picture.elementHandle(), {timeout: 10000})
    .catch(() => faults.push("hovering over the curves tells nothing"));
}

/** Tables behind the charts open by keyboard; a click on a column's title sorts. */
async function checkTables(page) {
  for (const details of await page.locator("figure details").all()) {
    await details.locator("summary").focus();
    await page.keyboard.press("Enter");
    await details.locator("tbody tr").first().waitFor({timeout: 10000}).catch(() => faults.push("a chart has no numbers behind it"));
  }
  for (const summary of await page.locator("#provenance summary").all()) await summary.click();
  const head = page.locator("#arms th button").first();
  await head.click();
  expect((await page.locator("#arms th[aria-sort=ascending]").count()) === 1, "a click on a title does not sort");
}

async function checkAccess(page, label) {
  await page.evaluate(axe);
  const {violations} = await page.evaluate(() => window.axe.run(document, {resultTypes: ["violations"]}));
  for (const {id, impact, nodes} of violations)
    if (["serious", "critical"].includes(impact)) faults.push(`${label}: axe: ${id} (${impact}) at ${nodes.slice(0, 3).map(({target}) => target.join(" ")).join(", ")}`);
}

/** Nothing sticks out at the side, and text is large enough to read. */
async function checkPhone(page) {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(content <= window + 1, `on a phone the page is ${content} px wide instead of ${window}`);
}

async function picture(page, name) {
  if (screenshots) await page.screenshot({path: `${screenshots}/${basename(file, ".html")}-${name}.png`, fullPage: true});
}

if (checks.milliseconds) await checkSpeed();
for (const scheme of ["light", "dark"]) {
  const desk = await open({viewport: {width: 1280, height: 900}, colorScheme: scheme}, `desk ${scheme}`);
  await picture(desk, `desk-${scheme}`);
  if (scheme === "light") {
    await checkCharts(desk);
    await checkTexts(desk);
    await checkHarmless(desk);
    await checkSwitches(desk);
    await checkHover(desk);
    await desk.emulateMedia({media: "print"});
    await checkAccess(desk, "print");
    await desk.emulateMedia({media: "screen"});
    await checkTables(desk);
  }
  await checkAccess(desk, `desk ${scheme}`);
  await desk.context().close();
  const phone = await open({viewport: {width: 390, height: 844}, deviceScaleFactor: 2, isMobile: true, hasTouch: true, colorScheme: scheme}, `phone ${scheme}`);
  await picture(phone, `phone-${scheme}`);
  await checkPhone(phone);
  if (scheme === "dark") await checkAccess(phone, `phone ${scheme}`);
  await phone.context().close();
}
await browser.close();
for (const fault of faults) console.log(`${basename(file)}: ${fault}`);
process.exit(faults.length > 0 ? 1 : 0);
