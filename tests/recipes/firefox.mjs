// The checker's main way in Firefox: from a system to the answers. node firefox.mjs ADDRESS; needs puppeteer-core.
import puppeteer from "puppeteer-core";

const browser = await puppeteer.launch({ browser: "firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr", headless: true });
const page = await browser.newPage();
const problems = [];
page.on("pageerror", (error) => problems.push(String(error)));
await page.goto(process.argv[2]);
await page.waitForSelector("html[data-ready]", { timeout: 90_000 });

const fill = async (id, text) => {
  await page.focus(`#${id}`);
  await page.keyboard.type(text);
};
await fill("system", "Dataverse");
await fill("system-base", "https://data.university.edu");
await page.click("#system-fill");
await page.waitForSelector("#redirect_uris-1");
await fill("contact_email", "orcid@university.edu");
await fill("pin_contact_email", "security@university.edu");
await fill("description", "Sign in to the data repository with your ORCID iD.");
await fill("homepage_url", "https://data.university.edu/");
await fill("organization_name", "University Library");
await fill("client_name", "University Library Data");
for (const id of ["update_existing-no", "integration_type-certified_service_provider", "authenticates_users-yes"]) await page.click(`#${id}`);
await page.click("#all");
await page.waitForFunction(() => !document.getElementById("result").hidden).catch(() => undefined);
const said = await page.$eval("#summary", (element) => element.textContent);
const answers = await page.$$eval("#answers tr", (rows) => rows.map((row) => row.children[1].textContent));
await browser.close();
console.log(JSON.stringify({ said, answers, problems }));
