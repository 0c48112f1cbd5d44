-- SPDX-License-Identifier: MIT

-- The ready-made reports, run with their samples. Their figures are compared with single
-- calls to the simulator.
local lark = require "lark"
local process = require "support.process"
local recordings = require "support.recording"
local simulator = require "support.simulator"

local lualark = os.getenv "LARK_BUILD" .. "/bin/lualark"
local folder = os.getenv "LARK_SOURCE" .. "/scripts/"
local NAMES = {
  "referral_report", "referral_funnel", "external_pipeline", "job_board", "bonus_ledger",
}

describe("the ready-made reports", function()
  local sim, client, recording
  setup(function()
    sim = simulator.start("--limits", "off")
    client = sim:client { limits = false }
    recording = os.tmpname() .. ".db"
  end)
  teardown(function()
    sim:stop()
    os.remove(recording)
  end)

  -- All runs share a recording, so that rate limits delay only the first.
  local function run(name, words, options)
    local line = { lualark, "run", "--record", recording }
    for _, word in ipairs(options or {}) do line[#line + 1] = word end
    line[#line + 1] = folder .. name .. ".lua"
    for _, word in ipairs(words or {}) do line[#line + 1] = word end
    local env = sim:env { TZ = "Asia/Shanghai" }
    if options and options.env then env = options.env end
    return process.run(line, { env = env })
  end

  -- The report as JSON, its tables by title and by id.
  local function read(name, words)
    local ended = run(name, words, { "--format", "json" })
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
    local report = assert(lark.decode(ended.out))
    for _, part in ipairs(report.tables) do report[part.title], report[part.id] = part, part end
    return report
  end

  local function ids(file, column)
    local found, at = {}, nil
    for line in io.lines(folder .. file) do
      local fields = {}
      for field in (line .. ","):gmatch "([^,]*)," do fields[#fields + 1] = field end
      if not at then
        for i, title in ipairs(fields) do at = title == column and i or at end
      elseif fields[at] ~= "" then
        found[#found + 1] = fields[at]
      end
    end
    return found
  end

  local function with_csv(text, check)
    local path = os.tmpname()
    local file = assert(io.open(path, "w"))
    file:write(text)
    file:close()
    check(path)
    os.remove(path)
  end

  local function sum(rows, key)
    local total = 0
    for _, row in ipairs(rows) do total = total + (row[key] or 0) end
    return total
  end

  for _, name in ipairs(NAMES) do
    describe(name, function()
      it("has ids of its own for tables and charts, for programs and files", function()
        local ended = run(name, {}, { "--format", "json" })
        local plain = assert(lark.decode(ended.out))
        for _, parts in ipairs { plain.tables or {}, plain.charts or {} } do
          for _, part in ipairs(parts) do
            assert.is_falsy(part.id:find "^table%d" or part.id:find "^chart%d", part.id)
          end
        end
      end)

      it("has --help", function()
        local ended = run(name, { "--help" })
        assert.equal(0, ended.status)
        assert.matches("^usage: lualark run " .. name .. "%.lua", ended.out)
      end)

      it("is shown in every format", function()
        for _, format in ipairs { "table", "csv", "md", "html", "ndjson", "json" } do
          local ended = run(name, {}, { "--format", format })
          assert.equal("", ended.err)
          assert.equal(0, ended.status)
          assert.is_true(#ended.out > 500)
        end
      end)

      it("speaks Chinese", function()
        local ended = run(name, { "--lang", "zh" }, { "--format", "html" })
        assert.matches('<html lang="zh-CN">', ended.out, 1, true)
      end)

      it("says what is wrong with its options, its file or the setup", function()
        local ended = run(name, { "--nothing" })
        assert.equal(2, ended.status)
        assert.matches("there is no option --nothing", ended.err, 1, true)
        ended = run(name, { "/nowhere.csv" })
        assert.equal(1, ended.status)
        assert.matches("/nowhere.csv", ended.err)
        with_csv("name\nx\n", function(path)
          ended = run(name, { path })
          assert.equal(1, ended.status)
          assert.matches("there is no column", ended.err)
        end)
        ended = run(name, {}, { env = { LARK_BASE_URL = sim.url } })
        assert.equal(3, ended.status)
        assert.matches("LARK_APP_ID", ended.err)
      end)

      it("is shown without data", function()
        with_csv("talent_id,referral_account_id,application_id,job_post_id,job,stage\n",
          function(path)
            local ended = run(name, { path })
            assert.equal("", ended.err)
            assert.equal(0, ended.status)
          end)
      end)

      it("is at most 190 lines", function()
        local count = 0
        for _ in io.lines(folder .. name .. ".lua") do count = count + 1 end
        assert.is_true(count <= 190)
      end)
    end)
  end

  it("list the ids that could not be read, and exit with 6", function()
    with_csv("talent_id,referral_account_id\n" .. sim:company().talents[1].id .. ",404\n",
      function(path)
        local ended = run("referral_report", { path }, { "--format", "json" })
        assert.equal(6, ended.status)
        assert.matches("id 404, what accounts: .*1002553", ended.err)
        local report = lark.decode(ended.out)
        assert.equal("404", report.errors[1].id)
        assert.matches("1002553", report.errors[1].error)
      end)
  end)

  it("count referrals, applications and bonuses as the platform has them", function()
    local report = read "referral_report"
    local referrals, applications, months = 0, 0, 0
    for _, id in ipairs(ids("referral_report.csv", "talent_id")) do
      referrals = referrals + #client.hire.referral.search { talent_id = id }.items
      applications = applications + #client.hire.external_application.list.all { talent_id = id }
    end
    assert.is_true(referrals > 50 and applications > 100)
    assert.equal(referrals, sum(report.Referrers.rows, "referrals"))
    assert.equal(referrals, report.Referrers.totals.referrals)
    assert.equal(applications,
      sum(report["Applications in other systems, by stage"].rows, "count"))
    for _, chart in ipairs(report.charts) do
      if chart.title == "Referrals over time" then
        for _, count in ipairs(chart.series[1].values) do months = months + count end
      end
    end
    assert.equal(referrals, months)
  end)

  it("add up bonuses to the cent, and list stopped accounts with a balance", function()
    local report, cents, stopped = read "bonus_ledger", {}, 0
    for _, id in ipairs(ids("referral_report.csv", "referral_account_id")) do
      local account = client.hire.referral_account.get_account_assets {
        referral_account_id = id }.account
      local bonus = account.assets.confirmed_bonus
      cents.points = (cents.points or 0) + bonus.point_bonus * 100
      local some = bonus.point_bonus > 0
      for _, cash in ipairs(bonus.cash_bonus) do
        local code = cash.currency_type
        cents[code] = (cents[code] or 0) + math.floor(cash.amount * 100 + 0.5)
        some = some or cash.amount > 0
      end
      if account.status == 2 and some then stopped = stopped + 1 end
    end
    for _, row in ipairs(report.Totals.rows) do
      assert.equal(cents[row.asset], math.floor(row.amount * 100 + 0.5))
    end
    -- Each in its currency's digits, wherever it stands.
    local ended = run("bonus_ledger", {}, { "--format", "csv", "--table", "ledger" })
    assert.matches(",JPY,%d+\r\n", ended.out)
    assert.not_matches(",JPY,%d+%.", ended.out)
    assert.matches(",CNY,%d+%.%d%d\r\n", ended.out)
    assert.is_true(stopped > 0)
    assert.equal(stopped, #report["Stopped, with something left"].rows)
  end)

  it("list the changes of the ledger since an earlier run", function()
    local ended = run("bonus_ledger", {}, { "--format", "json" })
    local earlier = lark.decode(ended.out)
    with_csv(ended.out, function(path)
      assert.same({}, read("bonus_ledger", { "--previous", path })["Since the earlier run"].rows)
    end)
    local ledger = earlier.tables[#earlier.tables].rows
    local less, gone = ledger[1], table.remove(ledger)
    less.amount = less.amount - 0.1
    ledger[#ledger + 1] = { account_id = "1", referrer = "x", asset = "CNY", amount = 5 }
    with_csv(lark.encode(earlier), function(path)
      local changed, report = {}, read("bonus_ledger", { "--previous", path })
      for _, row in ipairs(report["Since the earlier run"].rows) do
        changed[row.account_id .. row.asset] = row.change
      end
      assert.same({ [less.account_id .. less.asset] = 0.1, ["1CNY"] = -5,
        [gone.account_id .. gone.asset] = gone.amount }, changed)
    end)
    ended = run("bonus_ledger", { "--previous", folder .. "job_board.csv" })
    assert.equal(1, ended.status)
    assert.matches("not the JSON of an earlier run", ended.err)
  end)

  it("count external applications once in each of their tables", function()
    local report, count, ended = read "external_pipeline", 0, 0
    for _, id in ipairs(ids("referral_report.csv", "talent_id")) do
      for _, one in ipairs(client.hire.external_application.list.all { talent_id = id }) do
        count = count + 1
        if one.termination_type ~= "" then ended = ended + 1 end
      end
    end
    for _, title in ipairs { "By stage", "By source", "By outcome" } do
      assert.equal(count, sum(report[title].rows, "count"))
      assert.equal(ended, sum(report[title].rows, "ended"))
    end
  end)

  it("find who referred an application, and when", function()
    local report = read("referral_funnel", { "--on", "2024-12-01", "--lang", "zh",
      "--stages", "简历初筛,笔试,初试,复试,终面,Offer 沟通,已入职" })
    local rows = report.applications.rows
    assert.equal(#ids("referral_funnel.csv", "application_id"), #rows)
    for i = 1, 5 do
      local referral = client.hire.referral.get_by_application {
        application_id = rows[i].application_id }.referral
      assert.equal(referral.create_time, rows[i].referred)
      assert.equal(referral.referral_user.name.zh_cn, rows[i].referrer)
      -- The day begins in Shanghai, the zone of this test.
      assert.equal((1732982400000 - referral.create_time) // 86400000, rows[i].days)
    end
    local reached = report.charts[1].series[1].values
    assert.equal(#rows, reached[1])
    for i = 2, #reached do assert.is_true(reached[i] <= reached[i - 1]) end
  end)

  it("find the posts that expire within some days", function()
    local report = read("job_board", { "--on", "2023-06-01", "--days", "200" })
    local from = 1685548800000 -- that day in Shanghai
    local expected, found = {}, {}
    for _, id in ipairs(ids("job_board.csv", "job_post_id")) do
      local post = client.hire.referral_website.job_post.get { job_post_id = id }.job_post
      local at = math.tointeger(tonumber(post.job_expire_time))
      if at and at >= from and at < from + 200 * 86400000 then expected[id] = at end
    end
    for _, row in ipairs(report["Expiring within 200 days"].rows) do found[row.id] = row.expires end
    assert.is_not_nil(next(expected))
    assert.same(expected, found)
    assert.equal(40, #report["All posts"].rows)
  end)

  -- Lists what charts show for each id, before and after one name was replaced by another.
  local function renamed(name, old, new)
    local file, seen = recordings.new(), {}
    for i = 1, 2 do
      local ended = process.run({ lualark, "run", "--format", "json", "--record", file.path,
        folder .. name .. ".lua" }, { env = sim:env() })
      assert.equal(0, ended.status)
      seen[i] = {}
      for _, chart in ipairs(lark.decode(ended.out).charts) do
        for at, id in ipairs(chart.ids or {}) do
          seen[i][id] = chart.categories[at] .. " " .. chart.series[1].values[at]
        end
      end
      file:sql(([[UPDATE answers SET answer = replace(answer, '"%s"', '"%s"')]]):format(old, new))
    end
    file:remove()
    local count = 0
    for id, text in pairs(seen[1]) do
      local changed = text:gsub("^" .. old .. " ", new .. " ")
      if changed ~= text or text:find("^" .. new .. " ") then count = count + 1 end
      seen[1][id] = changed
    end
    return seen[1], seen[2], count
  end

  it("keep two cities and two people of one name apart", function()
    for name, names in pairs {
      job_board = { "Singapore", "San Jose" }, referral_report = { "Jianguo Sima", "Gang Wang" },
    } do
      local expected, after, count = renamed(name, names[1], names[2])
      assert.equal(2, count)
      assert.same(expected, after)
    end
  end)
end)
