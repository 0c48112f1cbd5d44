-- SPDX-License-Identifier: MIT

-- The page, in a browser.
local awkward = require "support.awkward"
local browser = require "support.browser"
local process = require "support.process"
local render = require("lark.render").render

local function page_of(value, options)
  options.format = "html"
  local path = os.tmpname() .. ".html"
  local file = assert(io.open(path, "wb"))
  file:write(render(value, options))
  file:close()
  return path
end

-- The cells of a column of the first table, from top to bottom.
local CELLS = "return Array.from(document.querySelector('table').tBodies[0].rows, "
  .. "(row) => row.cells[%d].textContent)"
local CLICK = "document.querySelector('table').tHead.rows[0].cells[%d]"
  .. ".querySelector('button').click()"

describe("the page", function()
  local driver, path
  setup(function()
    driver = browser.start()
    local r, errors = awkward.report()
    path = page_of(r, { errors = errors, made_at = "now" })
    driver:open(path)
  end)
  teardown(function()
    if driver then driver:stop() end
    if path then os.remove(path) end
  end)

  it("has no console errors and requests nothing", function()
    assert.same({}, driver:complaints())
    assert.same({ "file://" .. path }, driver:requests())
  end)

  it("shows data as data", function()
    assert.equal("Awkward <data> 😀", driver:run "return document.title")
    assert.equal("<b>&amp;</b>",
      driver:run "return document.querySelectorAll('td')[22].textContent")
    assert.equal(1, driver:run "return document.scripts.length")
    assert.equal(0, driver:run "return document.querySelectorAll('b, a, img').length")
  end)

  it("refuses a script that is not its own", function()
    driver:run [[
      const script = document.createElement("script");
      script.textContent = "document.title = 'taken'";
      document.body.append(script);]]
    assert.equal("Awkward <data> 😀", driver:run "return document.title")
    assert.matches("Content Security Policy", table.concat(driver:complaints()))
  end)

  it("sorts a table by a click on its heading, missing values last", function()
    local function numbers() return driver:run(CELLS:format(3)) end
    driver:run(CLICK:format(3))
    assert.same({ "9,007,199,254,740,993", "12", "0", "-5", "—", "—" }, { table.unpack(numbers()) })
    assert.equal("descending", driver:run
      "return document.querySelector('th[aria-sort]').getAttribute('aria-sort')")
    driver:run(CLICK:format(3))
    assert.same({ "-5", "0", "12", "9,007,199,254,740,993", "—", "—" }, { table.unpack(numbers()) })
    driver:run(CLICK:format(4)) -- money, with its unit
    assert.same({ "10.00", "0.20 CNY", "0.10 CNY", "-1,234,567.50 USD", "—", "—" },
      { table.unpack(driver:run(CELLS:format(4))) })
    driver:run(CLICK:format(0))
    local ids = driver:run(CELLS:format(0))
    assert.equal("—", ids[6])
    assert.equal(1, driver:run "return document.querySelectorAll('th[aria-sort]').length")
    assert.equal("Total (incomplete)",
      driver:run "return document.querySelector('tfoot td').textContent")
  end)

  it("is light or dark as the reader prefers, and readable in both", function()
    -- WCAG contrast of text, quiet text and the colours of charts against the background.
    local CONTRAST = [[
      const probe = document.createElement("i");
      document.body.append(probe);
      const light = (name) => {
        probe.style.color = `var(${name})`;
        const rgb = getComputedStyle(probe).color.match(/\d+/g).map((v) => v / 255)
          .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
      };
      const ratio = (a, b) => {
        const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
        return (high + 0.05) / (low + 0.05);
      };
      const texts = ["--ink", "--quiet", "--accent", "--alarm"].flatMap((name) =>
        ["--paper", "--card", "--stripe"].map((behind) => ratio(name, behind)));
      const shapes = [1, 2, 3, 4, 5, 6, 7, 8].map((i) => ratio("--s" + i, "--card"));
      const result = { text: Math.min(...texts), shape: Math.min(...shapes),
        paper: getComputedStyle(document.body).backgroundColor };
      probe.remove();
      return result;]]
    local seen = {}
    for _, scheme in ipairs { "light", "dark" } do
      driver:scheme(scheme)
      local found = driver:run(CONTRAST)
      assert.is_true(found.text >= 4.5, scheme .. ": text at " .. found.text)
      assert.is_true(found.shape >= 3, scheme .. ": shapes at " .. found.shape)
      seen[scheme] = found.paper
    end
    assert.is_not_equal(seen.light, seen.dark)
  end)

  it("has a name and a description for every chart, and headings for every column", function()
    assert.equal(0, driver:run [[
      return Array.from(document.querySelectorAll("svg")).filter((svg) =>
        !svg.getAttribute("aria-labelledby").split(" ").every((id) =>
          document.getElementById(id).textContent.length > 0)).length]])
    assert.equal(0, driver:run
      "return document.querySelectorAll('thead th:not([scope=col])').length")
    assert.equal("en", driver:run "return document.documentElement.lang")
  end)

  it("fits a phone: only wide tables scroll sideways", function()
    driver:command("Emulation.setDeviceMetricsOverride",
      { width = 360, height = 700, deviceScaleFactor = 1, mobile = true })
    assert.is_true(driver:run "return document.documentElement.scrollWidth" <= 360)
    driver:command("Emulation.clearDeviceMetricsOverride")
  end)

  it("prints light, and without the parts for a screen", function()
    driver:scheme "dark"
    driver:command("Emulation.setEmulatedMedia", { media = "print" })
    assert.equal("rgb(255, 255, 255)",
      driver:run "return getComputedStyle(document.body).backgroundColor")
    driver:command("Emulation.setEmulatedMedia", { media = "" })
  end)

  it("has texts in charts that are read on a phone, and no larger than the page's", function()
    for width, most in pairs { [390] = 15, [800] = 15, [1200] = 15 } do
      driver:command("Emulation.setDeviceMetricsOverride",
        { width = width, height = 700, deviceScaleFactor = 1, mobile = width == 390 })
      local sizes = driver:run [[
        return Array.from(document.querySelectorAll("svg text"))
          .filter((text) => text.getClientRects().length > 0)
          .map((text) => parseFloat(getComputedStyle(text).fontSize)
            * text.ownerSVGElement.getScreenCTM().a)]]
      assert.is_true(#sizes > 0)
      for _, size in ipairs(sizes) do
        assert.is_true(size >= 11 and size <= most, width .. ": " .. size)
      end
    end
    driver:command("Emulation.clearDeviceMetricsOverride")
  end)

  it("cuts no names of places at the edge of a chart", function()
    local report = require "lark.report"
    local r = report.new "T"
    for _, name in ipairs { "Guangzhou", "Hangzhou", "浦东新区", "Dubai", "Tokyo" } do
      r:chart(nil, { { name = name, n = 1 } }, { kind = "bar", x = "name", y = "n" })
    end
    local chart = page_of(r, { made_at = "now" })
    driver:open(chart)
    for _, screen in ipairs { 390, 1200 } do
      driver:command("Emulation.setDeviceMetricsOverride",
        { width = screen, height = 700, deviceScaleFactor = 1, mobile = screen == 390 })
      assert.same({}, driver:run [[
        return [...document.querySelectorAll("svg text")]
          .filter((text) => text.getClientRects().length > 0
            && (text.getBoundingClientRect().left
                < text.ownerSVGElement.getBoundingClientRect().left
              || text.getBoundingClientRect().right
                > text.ownerSVGElement.getBoundingClientRect().right))
          .map((text) => text.textContent)]])
    end
    driver:command("Emulation.clearDeviceMetricsOverride")
    driver:open(path)
    os.remove(chart)
  end)

  it("draws something", function()
    driver:scheme "light"
    local png = driver:screenshot(os.getenv "LARK_BUILD" .. "/page.png")
    assert.equal("\x89PNG", png:sub(1, 4))
    assert.is_true(#png > 20000)
  end)

  it("allows only its own script in its policy", function()
    local script = require "lark.render.html_script"
    local ended = process.run({ "sh", "-c",
      "openssl dgst -sha256 -binary | openssl base64" }, { input = script.text })
    assert.equal(ended.out, script.hash .. "\n")
  end)
end)

-- 450 rows, whose order by pinyin is none of their order by code point.
local function long_report()
  local report = require "lark.report"
  local names, rows = { "王", "安", "张", "陈", "李" }, {}
  for i = 1, 450 do
    rows[i] = { name = names[i % 5 + 1], id = "61341343554646" .. 33000 + i, n = i * 1000,
      cash = i, currency = i % 2 == 0 and "CNY" or "JPY" }
  end
  return report.new("T", { lang = "zh" }):figure("Cash", 1234567, { type = "integer" })
    :table("Rows", rows, {
      { key = "name", title = "Name" }, { key = "id", title = "Id", type = "id" },
      { key = "n", title = "N", type = "integer" },
      { key = "cash", title = "Cash", type = "money", currency_key = "currency", total = "sum" },
    }, { id = "ledger" })
end

describe("a long table of the page", function()
  local driver, path
  setup(function()
    driver = browser.start()
    path = page_of(long_report(), { made_at = "now" })
    driver:open(path)
  end)
  teardown(function()
    if driver then driver:stop() end
    if path then os.remove(path) end
  end)

  -- The cells of a column that are shown.
  local function shown(column)
    return driver:run(("return Array.from(document.querySelectorAll('tbody tr:not(.off)'), "
      .. "(row) => row.cells[%d].textContent)"):format(column))
  end
  local function press(n)
    driver:run(("document.querySelectorAll('.tools button')[%d].click()"):format(n))
  end

  it("has pages, and says which rows it shows", function()
    assert.equal(100, #shown(0))
    assert.equal("第 1–100 行，共 450 行",
      driver:run "return document.querySelector('.tools span').textContent")
    for _ = 1, 4 do press(2) end
    assert.equal(50, #shown(0))
    assert.equal("401,000", shown(2)[1])
    for _ = 1, 4 do press(1) end
    assert.equal("1,000", shown(2)[1])
  end)

  it("finds rows by a part of their text", function()
    driver:run [[
      const box = document.querySelector("input[type=search]");
      box.value = "33333"; box.dispatchEvent(new Event("input"));]]
    assert.same({ "6134134355464633333" }, shown(1))
    driver:run [[
      const box = document.querySelector("input[type=search]");
      box.value = ""; box.dispatchEvent(new Event("input"));]]
    assert.equal(100, #shown(0))
  end)

  it("is sorted by pinyin in a Chinese report, by ranks that the file has", function()
    driver:run(CLICK:format(0))
    assert.equal("安", shown(0)[1])
    assert.equal("陈", shown(0)[91])
    driver:run(CLICK:format(0))
    assert.equal("张", shown(0)[1])
    driver:run(CLICK:format(2))
    assert.equal("450,000", shown(2)[1])
  end)

  it("is downloaded as CSV, all of it, with plain numbers", function()
    local text = driver:run [[
      let taken;
      const real = window.Blob;
      window.Blob = function (parts) { taken = parts.join(""); return new real(parts); };
      document.querySelectorAll(".tools button")[0].click();
      window.Blob = real;
      return taken;]]
    local lines = 0
    for _ in text:gmatch "\r\n" do lines = lines + 1 end
    assert.equal(451, lines)
    assert.matches("\u{FEFF}Name,Id,N,Cash\r\n", text, 1, true)
    assert.matches("6134134355464633450,450000,450.00 CNY\r\n", text, 1, true)
  end)

  it("sorts numbers with separators by size where there is no value beside them", function()
    driver:run "for (const cell of document.querySelectorAll('td[data-value]')) {\
      if (cell.cellIndex !== 2) continue; \
      delete cell.dataset.value; \
      if (cell.textContent === '1,000') cell.textContent = '999'; }"
    local function click()
      driver:run "document.querySelectorAll('thead th')[2].querySelector('button').click()"
      return shown(2)[1]
    end
    local ends = { click(), click() }
    table.sort(ends)
    assert.same({ "450,000", "999" }, ends)
  end)

  it("keeps headings and the first column in view, and shows figures at the top", function()
    assert.equal("sticky",
      driver:run "return getComputedStyle(document.querySelector('th')).position")
    assert.equal("sticky", driver:run
      "return getComputedStyle(document.querySelector('tbody td')).position")
    -- Collapsed borders stay behind when a cell sticks.
    assert.equal("separate", driver:run
      "return getComputedStyle(document.querySelector('table')).borderCollapse")
    assert.equal("1,234,567", driver:run "return document.querySelector('.figures dd').textContent")
  end)

  it("has each currency's sum on a line of its own", function()
    assert.equal("50,850.00 CNY<br>50,625 JPY", driver:run
      "return document.querySelectorAll('tfoot td')[3].innerHTML")
  end)

  it("is printed whole, with its headings on every page and its total once", function()
    local pdf = driver:command("Page.printToPDF", {})
    local file = os.tmpname()
    local handle = assert(io.open(file, "wb"))
    handle:write(process.run({ "base64", "-d" }, { input = pdf.data }).out)
    handle:close()
    local text = process.run({ "pdftotext", "-layout", file, "-" }).out
    os.remove(file)
    local heads, pages, totals, rows = 0, 0, 0, 0
    for _ in text:gmatch "Name +Id" do heads = heads + 1 end
    for _ in text:gmatch "\f" do pages = pages + 1 end
    for _ in text:gmatch "合计" do totals = totals + 1 end
    for _ in text:gmatch "613413435546463%d%d%d%d" do rows = rows + 1 end
    assert.is_true(pages > 5)
    assert.is_true(heads >= pages - 1, heads .. " headings on " .. pages .. " pages")
    assert.equal(1, totals)
    assert.equal(450, rows)
  end)

  it("breaks no id on paper, beside long texts", function()
    local report = require "lark.report"
    local list, columns = {}, { { key = "id", type = "id" } }
    for i = 1, 9 do
      columns[i + 1] = { key = "t" .. i }
      for at = 1, 3 do
        list[at] = list[at] or { id = "693081527279011432" .. at }
        list[at]["t" .. i] = "some words of text"
      end
    end
    local paper = page_of(report.new("T"):table(nil, list, columns), { made_at = "now" })
    driver:open(paper)
    driver:command("Emulation.setEmulatedMedia", { media = "print" })
    driver:command("Emulation.setDeviceMetricsOverride",
      { width = 700, height = 900, deviceScaleFactor = 1, mobile = false })
    assert.same({ 1, 1, 1 }, driver:run [[
      return [...document.querySelectorAll("tbody tr")].map(row => {
        const range = document.createRange();
        range.selectNodeContents(row.cells[0]);
        return new Set([...range.getClientRects()].map(box => box.top)).size;
      })]])
    os.remove(paper)
  end)

  it("shows ids and titles whole on a phone", function()
    local report = require "lark.report"
    local list = { { id = "6930815272790114321", name = ("a name "):rep(9), n = 1, city = "上海" },
      { id = "6930815272790114322", name = "b", n = 2, city = "北京" } }
    local title = "Applications in other systems, by stage and by the way they came"
    local phone = page_of(report.new("T"):table(title, list, { { key = "id", type = "id" },
      "name", "n", "city" }), { made_at = "now" })
    driver:open(phone)
    driver:command("Emulation.setEmulatedMedia", { media = "screen" })
    driver:command("Emulation.setDeviceMetricsOverride",
      { width = 390, height = 700, deviceScaleFactor = 1, mobile = true })
    local found = driver:run [[
      const range = document.createRange();
      const lines = [...document.querySelectorAll("tbody tr")].map(row => {
        range.selectNodeContents(row.cells[0]);
        const boxes = [...range.getClientRects()];
        return boxes.length === 1 && boxes[0].right <= row.cells[1].getBoundingClientRect().left;
      });
      range.selectNodeContents(document.querySelector("caption"));
      return [...lines, [...range.getClientRects()].every(box => box.right <= 390)];]]
    assert.same({ true, true, true }, found)
    os.remove(phone)
  end)
end)
