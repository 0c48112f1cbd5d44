-- SPDX-License-Identifier: MIT

-- The programs in examples/: they are run as built here, and compiled against an
-- installed prefix. bench/ measures their times.
local files = require "support.files"
local installed = require "support.installed"
local process = require "support.process"
local simulator = require "support.simulator"
local webhook = require "support.webhook"

local source, build = os.getenv "LARK_SOURCE", os.getenv "LARK_BUILD"

local ACCOUNT = "6942778198054125570"
local PACKAGES = {
  c_client = "lark", tick_host = "lualark", epoll_host = "lualark",
  cpp_host = "lualark", threads_host = "lualark", workers_host = "lualark",
  metrics_host = "lualark", webhook_host = "lark libmicrohttpd",
  uv_host = "lualark libuv",
}

local has_microhttpd = process.run({ "pkg-config", "libmicrohttpd" }).status == 0
local has_libuv = process.run({ "pkg-config", "libuv" }).status == 0

describe("examples/", function()
  local sim
  setup(function() sim = simulator.start("--latency", "20") end)
  teardown(function() sim:stop() end)
  before_each(function() sim:reset() end)

  local function example(name, ...)
    return process.run({ build .. "/bin/examples/" .. name, ... }, { env = sim:env() })
  end

  -- Input through a pipe, as from a program that writes lines.
  local function fed(lines, script)
    local program = build .. "/bin/examples/epoll_host"
    return process.run({ "sh", "-c", 'printf "$1" | "$2" "$3"', "sh", lines, program, script },
      { env = sim:env() })
  end

  describe("c_client", function()
    it("prints a row for each account, in their order", function()
      local ended = example("c_client", ACCOUNT, ACCOUNT, ACCOUNT)
      assert.equal("", ended.err)
      assert.equal((ACCOUNT .. "\t张三\t100\n"):rep(3), ended.out)
      assert.equal(0, ended.status)
    end)

    it("makes its calls at once", function()
      example("c_client", ACCOUNT, ACCOUNT, ACCOUNT, ACCOUNT)
      assert.is_true(sim:stats().in_flight.max > 1)
    end)

    it("loses no row to one that fails", function()
      local ended = example("c_client", "404", ACCOUNT, "")
      assert.equal(ACCOUNT .. "\t张三\t100\n", ended.out)
      assert.matches("c_client: 404: referral account does not exist\n  Check ", ended.err)
      assert.matches("referral_account_id", ended.err)
      assert.equal(1, ended.status)
    end)

    it("says what is wrong with its use", function()
      assert.equal(2, example("c_client").status)
      local ended = process.run({ build .. "/bin/examples/c_client", ACCOUNT },
        { env = { LARK_APP_ID = false } })
      assert.matches("app_id", ended.err)
      assert.equal(1, ended.status)
    end)
  end)

  describe("tick_host", function()
    it("keeps its frames while scripts call and compute", function()
      local ended = example("tick_host", "150")
      assert.equal("", ended.err)
      local scripts, answers, heard = ended.out:match(
        "^(%d+) scripts: (%d+) answers, (%d+) events heard, 0 failed\n"
        .. "ms in a frame: p50 [%d.]+, p90 [%d.]+, p99 [%d.]+, max [%d.]+\n$")
      assert.equal("200", scripts)
      assert.is_true(tonumber(answers) > 0)
      assert.is_true(tonumber(heard) > 0)
      assert.equal(0, ended.status)
      -- The documented 50 a second are kept without a refusal.
      assert.is_true(sim:count "hire.referral.get_by_application" >= tonumber(answers))
    end)

    it("says what is wrong with its use", function()
      for _, frames in ipairs { "0", "x", "100000" } do
        local ended = example("tick_host", frames)
        assert.matches("^usage", ended.err)
        assert.equal(2, ended.status)
      end
    end)

    it("fails if its scripts fail", function()
      local ended = process.run({ build .. "/bin/examples/tick_host", "5" },
        { env = { LARK_APP_ID = false } })
      assert.matches("tick_host: caller: .*app_id", ended.err)
      assert.equal(1, ended.status)
    end)
  end)

  describe("epoll_host", function()
    local lookup = source .. "/examples/lookup.lua"

    it("hands lines to a script, which finishes after the last one", function()
      local ended = fed(ACCOUNT .. "\\n404\\n" .. ACCOUNT .. "\\n", lookup)
      assert.equal("", ended.err)
      local found, missing = 0, 0
      for id, what in ended.out:gmatch "(%d+)\t([^\n]+)\n" do
        if id == ACCOUNT and what == "100" then found = found + 1 end
        if id == "404" and what == "referral account does not exist" then missing = missing + 1 end
      end
      assert.equal(2, found)
      assert.equal(1, missing)
      assert.equal(0, ended.status)
    end)

    it("skips lines that are not UTF-8 or have no newline", function()
      local ended = fed("\\377\\n" .. ACCOUNT .. "\\nlast", lookup)
      assert.equal(ACCOUNT .. "\t100\n", ended.out)
      assert.matches("not UTF%-8", ended.err)
      assert.equal(0, ended.status)
    end)

    it("says why a script failed", function()
      local path = os.tmpname()
      local file = assert(io.open(path, "w"))
      file:write "local function f() error 'broken' end\nf()"
      file:close()
      local ended = fed("", path)
      assert.matches(":1: broken\n.*stack traceback", ended.err)
      assert.equal(1, ended.status)
      os.remove(path)
      ended = fed("", path)
      assert.matches("No such file", ended.err)
      assert.equal(1, ended.status)
    end)

    it("says what is wrong with its use", function()
      local ended = example("epoll_host")
      assert.matches("^usage", ended.err)
      assert.equal(2, ended.status)
    end)
  end)

  -- A page of the program that runs, fetched as a scraper does.
  local function fetched(path, wanted)
    local script = [[
      mkfifo "$1/in"
      "$2" 0 < "$1/in" > "$1/port" & exec 3> "$1/in"
      while [ ! -s "$1/port" ]; do sleep 0.01; done
      # It answers between two frames; a few of them are over by then.
      while :; do
        curl -sS -i --noproxy "*" "http://127.0.0.1:$(cat "$1/port")$3" > "$1/page"
        grep -q "$4" "$1/page" && break
      done
      cat "$1/page"
      exec 3>&-
      wait]]
    local folder = files.folder()
    local ended = process.run { "sh", "-c", script, "sh", folder,
      build .. "/bin/examples/metrics_host", path, wanted }
    process.run { "rm", "-r", folder }
    return ended
  end

  describe("metrics_host", function()
    it("has a page for Prometheus", function()
      local ended = fetched("/metrics", "lualark_steps_total [0-9][0-9]")
      assert.equal("", ended.err)
      local head, page = ended.out:match "^(.-)\r\n\r\n(.*)$"
      assert.matches("Content%-Type: text/plain; version=0.0.4", head)
      -- Each line is a metric's type, or a value of the metric before it.
      local metric, types, values = nil, 0, 0
      for line in page:gmatch "[^\n]+" do
        local name = line:match "^# TYPE (lualark_[%l_]+) %l+$"
        if name then
          metric, types = name, types + 1
        else
          assert.equal(metric, line:match "^(lualark_[%l_]+)[%s{]")
          assert.matches('^[%l_]+ %d+$', (line:gsub('{id="%d+",script="%l+"}', "")))
          values = values + 1
        end
      end
      assert.is_true(types > 20 and values > 40)
      assert.is_true(tonumber(page:match "\nlualark_steps_total (%d+)\n") > 0)
      assert.is_true(tonumber(page:match
        '\nlualark_script_events_total{id="%d+",script="shop"} (%d+)\n') > 0)
    end)

    it("shows what its scripts do", function()
      local shown = fetched("/tracebacks", "quest: waiting").out
      assert.matches("quest: waiting\n1 functions of lark.on", shown, 1, true)
    end)
  end)

  describe("workers_host", function()
    it("answers and sends events from other threads", function()
      local ended = example "workers_host"
      assert.equal("", ended.err)
      assert.matches("55 210 465 820 1275\n", ended.out, 1, true)
      assert.matches("5\tticks\n", ended.out, 1, true)
      assert.equal(0, ended.status)
    end)
  end)

  describe("threads_host", function()
    it("sums the results of the scripts of all engines", function()
      local ended = example("threads_host")
      assert.equal("", ended.err)
      assert.equal("a thread for each engine: 18 scripts, sum 8100000\n"
        .. "engines that move around: 18 scripts, sum 8100000\n", ended.out)
      assert.equal(0, ended.status)
      assert.equal(36, sim:count "hire.referral.get_by_application")
    end)
  end)

  describe("cpp_host", function()
    it("answers, sends events and hands a state over", function()
      local ended = example("cpp_host")
      assert.equal("", ended.err)
      -- The purchase waits for its answer; the complaint, which comes later, may be done first.
      local lines = {}
      for line in ended.out:gmatch "[^\n]+" do lines[#lines + 1] = line end
      table.sort(lines)
      assert.same({ "one\tfalse\thost.complain: there is no such thing",
        "one\tsword\t30\ttrue", "two\trope\t32\ttrue" }, lines)
      assert.equal(0, ended.status)
    end)
  end)

  describe("webhook_host", function()
    -- Posts bodies, one after the other, and returns what curl and the program print.
    local function posted(bodies)
      local script = [[
        mkfifo "$1/in"
        "$2" 0 < "$1/in" > "$1/out" & exec 3> "$1/in"
        while [ ! -s "$1/out" ]; do sleep 0.01; done
        for body in "$1"/*.body; do
          curl -sS --noproxy "*" -w " %{http_code}\n" -H @"${body%body}headers" \
            --data-binary @"$body" "http://127.0.0.1:$(head -n 1 "$1/out")/lark/events"
        done
        exec 3>&-
        wait
        tail -n +2 "$1/out"]]
      local folder = files.folder()
      finally(function() files.remove(folder) end)
      for i, body in ipairs(bodies) do
        local head = {}
        local sent = webhook.headers(body.text, { sent = body.sent or os.time() })
        for name, value in pairs(sent) do head[#head + 1] = name .. ": " .. value end
        files.write(("%s/%d.body"):format(folder, i), body.text)
        files.write(("%s/%d.headers"):format(folder, i), table.concat(head, "\n") .. "\n")
      end
      return process.run({ "sh", "-c", script, "sh", folder,
        build .. "/bin/examples/webhook_host" }, { env = { LARK_ENCRYPT_KEY = webhook.KEY } })
    end

    it("answers the check of its address and events, and refuses others alike", function()
      if not has_microhttpd then return pending "no libmicrohttpd-dev" end
      local ended = posted {
        { text = webhook.encrypted(webhook.challenge()) },
        { text = webhook.encrypted(webhook.event()) },
        { text = webhook.encrypted(webhook.event()), sent = os.time() - 3600 },
        { text = "{}" },
        { text = (" "):rep(1500000) },
      }
      assert.equal('{"challenge":"ajls384kdjx98XX"} 200\n{} 200\n{} 401\n{} 401\n{} 401\n'
        .. "5e3702a84e847582be8db7fb73283c02 hire.application.stage_changed_v1 "
        .. '{"application_id":"6920000000000000001","origin_stage_id":"1",'
        .. '"target_stage_id":"2","update_time":1615813148340}\n', ended.out)
      local refused = "^refused: the request was signed 36%d%d s ago%. [^\n]+\n"
        .. "refused: the body is not encrypted[^\n]+\nrefused: the body has %d+ bytes[^\n]+\n$"
      assert.matches(refused, ended.err)
      assert.equal(0, ended.status)
    end)
  end)

  describe("uv_host", function()
    it("watches the engine and a timer, and answers later", function()
      if not has_libuv then return pending "libuv1-dev is not installed" end
      local ended = example("uv_host")
      assert.equal("", ended.err)
      assert.equal("points\t100\nmissing\t1002553\nwaited\t20\nthe loop went on: yes\n", ended.out)
      assert.equal(0, ended.status)
    end)
  end)

  describe("each", function()
    local prefix
    setup(function() prefix = installed.new() end)
    teardown(function() prefix:remove() end)

    for name, packages in pairs(PACKAGES) do
      it("compiles against an installed prefix: " .. name, function()
        if name == "uv_host" and not has_libuv then return pending "no libuv1-dev" end
        if name == "webhook_host" and not has_microhttpd then
          return pending "no libmicrohttpd-dev"
        end
        local flags = name == "threads_host" and "-pthread" or "-O1"
        local file = source .. "/examples/" .. name .. (name:find "^cpp" and ".cpp" or ".c")
        local program = prefix:compile(file, packages, flags)
        assert.equal(0, process.run({ "test", "-x", program }).status)
      end)
    end

    it("is short, and named in the README", function()
      local readme = assert(io.open(source .. "/examples/README.md")):read "a"
      for path in process.run({ "ls", source .. "/examples" }).out:gmatch "%S+%.c%w*" do
        local count = 0
        for _ in io.lines(source .. "/examples/" .. path) do count = count + 1 end
        assert.is_true(count < 150, path .. " has " .. count .. " lines")
        assert.is_truthy(PACKAGES[path:match "^[%w_]+"], path .. " is not compiled here")
        assert.is_truthy(readme:find(path, 1, true), path .. " is not in the README")
      end
    end)
  end)
end)
