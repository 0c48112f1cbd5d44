-- SPDX-License-Identifier: MIT

-- Long results on a terminal: in a pager, which tmux shows as a user sees it.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local script = require "support.script"
local terminal = require "support.terminal"

local MANY = "local rows = {} for i = 1, %d do rows[i] = { n = 'row ' .. i } end return rows"

describe("a pager", function()
  local scripts
  setup(function() scripts = script.new() end)
  teardown(function() scripts:remove() end)

  -- Runs a script in a terminal of 24 lines; returns the exit status and what was shown.
  local function shown(text, env, ...)
    scripts:write(text)
    local words = { scripts.lualark, "run", ... }
    words[#words + 1] = scripts.path
    local seen <close> = terminal.start(words, env)
    return seen:finish()
  end

  it("gets a result that is longer than the terminal, all of it", function()
    local status, text = shown(MANY:format(500), { PAGER = "sed s/^/P:/" })
    assert.equal(0, status)
    assert.matches("^P:[^\n]*\nP:[^\n]*\nP:row 1\r\n", text)
    assert.matches("P:row 500\r\n$", text)
  end)

  it("does not start for a shorter one, nor where PAGER is empty or cat", function()
    local _, text = shown(MANY:format(5), { PAGER = "sed s/^/P:/" })
    assert.is_nil(text:find("P:", 1, true))
    assert.matches("row 5\r\n$", text)
    for _, none in ipairs { "", "cat" } do
      _, text = shown(MANY:format(500), { PAGER = none })
      assert.matches("row 500\r\n$", text)
    end
  end)

  it("is for people: programs, files and dumb terminals have none", function()
    scripts:write(MANY:format(500))
    local pager = { PAGER = "sed s/^/P:/" }
    local ended = process.run({ scripts.lualark, "run", scripts.path }, { env = pager })
    assert.is_nil(ended.out:find("P:", 1, true))
    for _, format in ipairs { "csv", "json", "ndjson" } do
      local _, text = shown(MANY:format(500), pager, "--format", format)
      assert.is_nil(text:find("P:", 1, true))
    end
    local _, text = shown(MANY:format(500), { PAGER = pager.PAGER, TERM = "dumb" })
    assert.is_nil(text:find("P:", 1, true))
  end)

  it("may be left before the end, and the exit status is the run's", function()
    local status, text = shown(MANY:format(100000), { PAGER = "head -n 3" })
    assert.equal(0, status)
    assert.matches("row 1\r\n", text)
    assert.is_nil(text:find("cannot write", 1, true))
    status, text = shown("return { false, { n = 1 } }, { 'why', n = 1 }", { PAGER = "head -n 3" })
    assert.equal(6, status)
    assert.matches("why", text, 1, true)
  end)
end)

describe("a terminal", function()
  local folder, scripts
  setup(function()
    folder = files.folder()
    scripts = script.new()
  end)
  teardown(function()
    process.run { "tmux", "-S", folder .. "/tmux", "kill-server" }
    process.run { "rm", "-r", folder }
    scripts:remove()
  end)

  local function tmux(...) return process.run { "tmux", "-S", folder .. "/tmux", ... } end

  local PATIENCE_S = 30

  -- Looks at the screen until it has the text.
  local function await(text)
    local last, screen = os.time() + PATIENCE_S, ""
    while os.time() <= last do
      screen = tmux("capture-pane", "-p", "-t", "t").out
      if screen:find(text, 1, true) then return screen end
      lark.sleep(0.01)
    end
    error(("%q was not shown, but: %s"):format(text, screen))
  end

  -- Runs the script in tmux, with less as its pager.
  local function show_in_less()
    local started = process.run { "env", "-u", "PAGER", "SHELL=/bin/bash", "TERM=xterm-256color",
      "LC_ALL=C.UTF-8",
      "tmux", "-u", "-S", folder .. "/tmux", "-f", "/dev/null", "new-session", "-d", "-s", "t",
      "-x", "70", "-y", "24", ("%s run %s; echo ended with $?; exec cat"):format(
        process.quote(scripts.lualark), scripts.path) }
    assert.equal("", started.err)
  end

  it("shows whole ids, a plot, and less, which a reader leaves with q", function()
    scripts:write [[
      local report = require "lark.report"
      local rows, points = {}, {}
      for i = 1, 60 do
        rows[i] = { id = "69308152727901143" .. (10 + i), note = ("a long note "):rep(20) }
        points[i] = { day = "d" .. i, n = i % 20 - 5 }
      end
      return report.new "T":chart("Points", points, { kind = "line", x = "day", y = "n" })
        :table("Rows", rows, { "id", "note" })
    ]]
    show_in_less()
    local screen = await "6930815272790114314"
    assert.matches("\n14 │", screen, 1, true)
    assert.matches("d1 +d60", screen)
    assert.matches("\n6930815272790114311  a long note [^\n]*…", screen)
    for line in screen:gmatch "[^\n]+" do assert.is_true(utf8.len(line) <= 70, line) end
    -- The next screen of less, and its end.
    tmux("send-keys", "-t", "t", "G")
    await "6930815272790114370"
    tmux("send-keys", "-t", "t", "q")
    await "ended with 0"
    tmux "kill-server"
  end)

  it("leaves Ctrl-C to less, which stays until the reader leaves it", function()
    scripts:write(MANY:format(500))
    show_in_less()
    await "row 20"
    -- Outside of a pager the second one would end the program at once.
    tmux("send-keys", "-t", "t", "C-c")
    tmux("send-keys", "-t", "t", "G")
    await "row 500"
    tmux("send-keys", "-t", "t", "C-c")
    tmux("send-keys", "-t", "t", "g")
    await "row 1\n"
    tmux("send-keys", "-t", "t", "q")
    await "ended with 0"
  end)
end)
