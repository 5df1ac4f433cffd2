// A community's crew week, who is on duty beside a matter, a joint task answered; desk and telephone.
import { expect, test } from "@playwright/test";
import { desk, enterAs, looksRight, phone } from "./helpers";

test("a secretary calls the crew and reports an arrival and its result", async ({
  browser,
}, info) => {
  const page = await enterAs(browser, "community_secretary", desk);
  await page.goto("/desk/crews");
  await page
    .getByRole("link", { name: "槐园社区", exact: true })
    .first()
    .click();
  await expect(
    page.getByRole("heading", { name: "槐园社区六员值守" }),
  ).toBeVisible();
  await looksRight(page, info, "crew");
  await page.getByRole("button", { name: "召集六员" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("预案").selectOption({ label: "噪音扰民" });
  await dialog.getByLabel("任务").fill("夜间施工噪音");
  await dialog.locator(".btn.main").click();
  await expect(
    page.getByRole("heading", { name: "夜间施工噪音" }),
  ).toBeVisible();
  await page.getByRole("button", { name: "报到场" }).first().click();
  await dialog.locator(".btn.main").click();
  await page.getByRole("button", { name: "填结果" }).first().click();
  await dialog.getByLabel("结果").fill("已劝导停工");
  await dialog.locator(".btn.main").click();
  await expect(page.getByText("已劝导停工")).toBeVisible();
  await looksRight(page, info, "crew-task");
});

test("joint tasks on a telephone", async ({ browser }, info) => {
  const small = await enterAs(browser, "community_secretary", phone);
  await small.goto("/desk/crew-tasks");
  await expect(small.getByRole("heading", { name: "联动任务" })).toBeVisible();
  await looksRight(small, info, "crew-tasks");
});
