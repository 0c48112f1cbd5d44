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
    assert.same({ "9007199254740993", "12", "0", "-5", "—", "—" }, { table.unpack(numbers()) })
    assert.equal("descending", driver:run
      "return document.querySelector('th[aria-sort]').getAttribute('aria-sort')")
    driver:run(CLICK:format(3))
    assert.same({ "-5", "0", "12", "9007199254740993", "—", "—" }, { table.unpack(numbers()) })
    driver:run(CLICK:format(4)) -- money, with its unit
    assert.same({ "10.00", "0.20 CNY", "0.10 CNY", "-1234567.50 USD", "—", "—" },
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
