// Teams, powers, marks; a dispatcher plans a joint operation and the district approves it; desk and telephone.
import { expect, test } from "@playwright/test";
import { desk, enterAs, looksRight, phone } from "./helpers";

test("a dispatcher plans a joint operation, the district desk approves it", async ({
  browser,
}, info) => {
  const page = await enterAs(browser, "subdistrict_dispatcher", desk);
  await page.goto("/desk/teams");
  await expect(page.getByText(/应有 \d+ 支队伍/)).toBeVisible();
  await looksRight(page, info, "teams");
  await page.goto("/desk/joint-operations");
  await page.getByRole("button", { name: "制定方案" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("行动").fill("校园周边联合检查");
  await dialog.getByRole("checkbox").first().check();
  await dialog.getByLabel("方案").fill("分两组检查");
  await dialog.locator(".btn.main").click();
  await expect(
    page.getByRole("heading", { name: "校园周边联合检查" }),
  ).toBeVisible();
  const address = page.url();
  const centre = await enterAs(browser, "district_desk", desk);
  await centre.goto(address);
  await centre.getByRole("button", { name: "批准" }).click();
  await centre.getByRole("dialog").locator(".btn.main").click();
  await expect(centre.getByText("已批准")).toBeVisible();
  await looksRight(centre, info, "joint-operation");
});

test("marks and powers; on a telephone", async ({ browser }, info) => {
  const page = await enterAs(browser, "subdistrict_dispatcher", desk);
  await page.goto("/desk/team-marks");
  await expect(page.locator("tbody tr").first()).toBeVisible();
  await looksRight(page, info, "team-marks");
  const small = await enterAs(browser, "subdistrict_dispatcher", phone);
  await small.goto("/desk/delegated-powers");
  await expect(small.getByText("规划参与权")).toBeVisible();
  await looksRight(small, info, "delegated-powers");
});
