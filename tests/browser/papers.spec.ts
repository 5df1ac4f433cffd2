// A paper, from the matter to the hand that holds it: looked at, issued, printed, checked by anybody, declared void; and the rule
// owner's template for it.
import { expect, test } from "@playwright/test";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { desk, enterAs, looksRight, made, openMatter, phone } from "./helpers";

test.describe.configure({ mode: "serial" });

test("a matter is issued as a paper, anybody can check it, and void it says so", async ({
  browser,
}, info) => {
  test.setTimeout(120_000);
  const secretary = await enterAs(browser, "community_secretary");
  const id = await made(secretary, "打印一张事项单", "registered");
  await openMatter(secretary, id);
  await secretary.getByRole("link", { name: "打印单据" }).click();
  const preview = secretary.frameLocator("iframe");
  await expect(preview.getByText("打印一张事项单").first()).toBeVisible();
  await expect(preview.getByText("（制发后生成）").first()).toBeVisible();
  await looksRight(secretary, info, "paper-print");
  await secretary.getByRole("button", { name: "制发", exact: true }).click();
  const said = secretary.getByText(/已制发：.*〔2026〕\d+号/);
  await expect(said).toBeVisible();
  const number = (await said.textContent())!.replace("已制发：", "").trim();

  const [page] = await Promise.all([
    secretary.waitForEvent("popup"),
    secretary.getByRole("link", { name: "打印页" }).first().click(),
  ]);
  await expect(page.getByText(number).first()).toBeVisible();
  await expect(page.locator("main.a4")).toContainText("打印一张事项单");
  const code = (await page.getByText(/^验证码：/).textContent())!
    .replace("验证码：", "")
    .trim();
  expect(await page.locator("main.a4").textContent()).not.toContain("{{");
  await page.close();
  const [file] = await Promise.all([
    secretary.waitForEvent("download"),
    secretary.getByRole("link", { name: "下载文档" }).first().click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.docx$/);

  const anybody = await (
    await browser.newContext({
      viewport: phone,
      locale: "zh-CN",
      baseURL: process.env.RED_URL,
    })
  ).newPage();
  await anybody.goto("/d/jiancaoping/verify");
  await anybody.getByLabel("验证码（16 位）").fill(code);
  await anybody.getByRole("button", { name: "核验" }).click();
  await expect(anybody.getByText("核验一致，这份单据有效。")).toBeVisible();
  await expect(anybody.getByText(number)).toBeVisible();
  await expect(anybody.getByText("打印一张事项单")).toHaveCount(0);
  await looksRight(anybody, info, "paper-verify");

  await secretary.goto("/desk/papers");
  const row = secretary.getByRole("row", {
    name: new RegExp(number.replace(/[[\]〔〕]/g, ".")),
  });
  await row.getByRole("button", { name: "作废" }).click();
  await secretary.getByLabel("作废原因").fill("地点写错，重新制发");
  await secretary
    .getByRole("dialog")
    .getByRole("button", { name: "作废" })
    .click();
  await expect(row.getByText("已作废")).toBeVisible();
  await looksRight(secretary, info, "papers");
  await anybody.reload();
  await expect(anybody.getByText("这份单据已作废。")).toBeVisible();
});

test("the rule owner takes a template down, puts it back, and is told by name what is wrong in another", async ({
  browser,
}, info) => {
  const owner = await enterAs(browser, "district_desk", desk);
  await owner.goto("/desk/papers/templates");
  const row = owner.getByRole("row", { name: /督办单/ });
  await expect(row.getByText("预设版式")).toBeVisible();
  const [file] = await Promise.all([
    owner.waitForEvent("download"),
    row.getByRole("link", { name: "下载模板" }).click(),
  ]);
  const path = join(
    mkdtempSync(join(tmpdir(), "redengine-paper-")),
    "督办单.docx",
  );
  await file.saveAs(path);
  await row.locator("input[type=file]").setInputFiles(path);
  await expect(row.getByText("本区模板第 1 版")).toBeVisible();
  await looksRight(owner, info, "paper-templates");
  await owner
    .getByRole("row", { name: /社区问题清单/ })
    .locator("input[type=file]")
    .setInputFiles(path);
  await expect(owner.getByText(/“督办对象”不是已知栏目/)).toBeVisible();
  await row.getByRole("button", { name: "恢复预设" }).click();
  await expect(row.getByText("预设版式")).toBeVisible();
});
