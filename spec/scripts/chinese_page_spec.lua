-- SPDX-License-Identifier: MIT

-- The pages of the ready-made reports in a browser, in both languages, on a phone and a screen.
local browser = require "support.browser"
local process = require "support.process"
local recordings = require "support.recording"
local render = require("lark.render").render
local report = require "lark.report"
local simulator = require "support.simulator"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"
local folder = os.getenv "LARK_SOURCE" .. "/scripts/"
local NAMES = {
  "referral_report", "referral_funnel", "external_pipeline", "job_board", "bonus_ledger",
}

-- The labels of charts that leave their drawing, and what makes the page itself too wide.
local OUTSIDE = [[
  const found = [];
  for (const svg of document.querySelectorAll("svg")) {
    const box = svg.getBoundingClientRect();
    if (!box.width) continue;
    for (const text of svg.querySelectorAll("text")) {
      const own = text.getBoundingClientRect();
      if (own.left < box.left - 1 || own.right > box.right + 1) found.push(text.textContent);
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push("the page");
  return found;]]

describe("the pages of reports", function()
  local sim, driver, recording, path
  setup(function()
    sim = simulator.start("--limits", "off")
    recording = recordings.new()
    driver = browser.start()
    path = os.tmpname() .. ".html"
  end)
  teardown(function()
    if driver then driver:stop() end
    sim:stop()
    recording:remove()
    os.remove(path)
  end)

  local function size(width)
    driver:command("Emulation.setDeviceMetricsOverride",
      { width = width, height = 900, deviceScaleFactor = 1, mobile = width < 500 })
  end

  local function open(name, lang)
    local ended = process.run({ lualark, "run", "--lang", lang, "--record", recording.path,
      "--output", path, folder .. name .. ".lua" }, { env = sim:env() })
    assert.equal("", ended.err)
    driver:open(path)
  end

  local function show(value)
    local file = assert(io.open(path, "wb"))
    file:write(render(value, { format = "html", made_at = "now" }))
    file:close()
    driver:open(path)
  end

  for _, name in ipairs(NAMES) do
    it("keep the labels of charts inside: " .. name, function()
      for _, lang in ipairs { "en", "zh" } do
        open(name, lang)
        for _, width in ipairs { 390, 1200 } do
          size(width)
          assert.same({}, driver:run(OUTSIDE), lang .. " " .. width)
        end
      end
    end)
  end

  it("show when posts expire on a screen of 1200 pixels", function()
    for lang, title in pairs { en = "Expires", zh = "到期日" } do
      open("job_board", lang)
      size(1200)
      assert.is_true(driver:run(([[
        const section = document.getElementById("posts");
        const head = [...section.querySelectorAll("th")].find(one => one.textContent === "%s");
        return head.getBoundingClientRect().right <= section.getBoundingClientRect().right;]])
        :format(title)))
    end
  end)

  local function chart(lang, names)
    local list = {}
    for i, name in ipairs(names) do list[i] = { name = name, n = i } end
    return report.new("T", { lang = lang }):chart("C", list, { kind = "bar", x = "name", y = "n" })
  end

  it("measure labels as their fonts are", function()
    size(1200)
    -- The space between the picture's edge and the longest label, and whether labels are whole.
    local MEASURE = [[
      const svg = document.querySelector("svg.wide"), box = svg.getBoundingClientRect();
      const names = [...svg.querySelectorAll("text[text-anchor=end]")];
      const lefts = names.map(one => one.getBoundingClientRect().left - box.left);
      return [Math.min(...lefts), names.every(one => !one.textContent.includes("…"))];]]
    for lang, names in pairs {
      zh = { "候选人主动放弃", "系统自动终止流程并通知候选人", "无" },
      en = { "50K and more", "below 10K", "Moved to Mumbai" },
    } do
      show(chart(lang, names))
      local left, whole = table.unpack(driver:run(MEASURE))
      assert.is_true(left >= 0 and left <= 24, lang .. ": " .. left)
      assert.is_true(whole)
    end
    size(390)
    show(chart("zh", { ("很长的职位名称"):rep(5), "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "a" }))
    assert.same({}, driver:run(OUTSIDE))
  end)

  it("are set as Chinese is", function()
    open("external_pipeline", "zh")
    size(390)
    local line, font, spacing, whole = table.unpack(driver:run [[
      const style = getComputedStyle(document.body);
      const tight = [...document.querySelectorAll("*")].some(one =>
        parseFloat(getComputedStyle(one).letterSpacing) < 0);
      const range = document.createRange();
      const whole = [...document.querySelectorAll("#ways tbody td:first-child")].every(one => {
        range.selectNodeContents(one);
        return range.getClientRects().length === 1;
      });
      return [parseFloat(style.lineHeight) / parseFloat(style.fontSize), style.fontFamily, tight,
        whole];]])
    assert.is_true(math.abs(line - 1.65) < 0.01)
    assert.matches('^"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC"', font)
    assert.is_false(spacing)
    assert.is_true(whole)
  end)
end)
