-- SPDX-License-Identifier: MIT

--- Compares the report library with the sqlite3 shell and Miller: all read 100,000 rows of a
--- CSV, group and join them, and write CSV and HTML; and group ten times as many.
---
---     lua5.4 bench/report.lua BUILD_DIR [ROWS] [ROUNDS]
local here = arg[0]:match "^(.*)/" or "."
local build = arg[1]
local count = math.tointeger(tonumber(arg[2] or 100000))
local rounds = math.tointeger(tonumber(arg[3] or 5))
if not build or not count or not rounds then
  io.stderr:write "usage: lua5.4 bench/report.lua BUILD_DIR [ROWS] [ROUNDS]\n"
  os.exit(2)
end

local function quoted(word) return "'" .. word:gsub("'", "'\\''") .. "'" end

-- ------------------------------------------------------------------- the data

local CURRENCIES = { "CNY", "USD", "JPY" }
local NOTES = { "", "内推奖金", 'said "yes", later', "long note " .. ("x"):rep(60) }

-- Names are Chinese, amounts have two places, some notes need quotes.
local function write_rows(path, rows)
  math.randomseed(20261121)
  local file = assert(io.open(path, "w"))
  file:write "id,referrer,currency,amount,note\n"
  for _ = 1, rows do
    local note = NOTES[math.random(#NOTES)]:gsub('"', '""')
    file:write(("%d,张%03d,%s,%d.%02d,\"%s\"\n"):format(
      math.random(7 * 10 ^ 18 // 1, 75 * 10 ^ 17 // 1), math.random(500),
      CURRENCIES[math.random(3)], math.random(0, 9999), math.random(0, 99), note))
  end
  file:close()
end

local function write_people(path)
  local file = assert(io.open(path, "w"))
  file:write "referrer,team\n"
  for i = 1, 500 do file:write(("张%03d,team %d\n"):format(i, i % 20)) end
  file:close()
end

local data, large, people, out = os.tmpname(), os.tmpname(), os.tmpname(), os.tmpname()
write_rows(data, count)
write_rows(large, 10 * count)
write_people(people)

-- ------------------------------------------------------------------ the programs

local function ours(what, format, path)
  return ("%s run --format %s --output %s %s/report_rows.lua %s %s %s"):format(
    quoted(build .. "/bin/lualark"), format, out, quoted(here), what, path or data, people)
end

local function sqlite(mode, question, path)
  return ("sqlite3 -bail :memory: '.import --csv %s t' '.import --csv %s p' '.headers on' "
    .. "'.mode %s' '.output %s' %s"):format(path or data, people, mode, out, quoted(question))
end

local function miller(verbs, path)
  return ("sh -c %s"):format(quoted(("exec mlr --csv %s %s > %s"):format(verbs, path or data, out)))
end

local GROUPS = "SELECT referrer, currency, count(*) AS count, min(CAST(amount AS REAL)) AS least, "
  .. "max(CAST(amount AS REAL)) AS most, round(sum(CAST(amount AS REAL)), 2) AS total "
  .. "FROM t GROUP BY referrer, currency ORDER BY referrer, currency"
local JOINED = "SELECT t.*, team FROM t LEFT JOIN p USING (referrer) "
  .. "ORDER BY CAST(amount AS REAL), id LIMIT 100"
local STATS = "stats1 -a count,sum,min,max -f amount -g referrer,currency "
  .. "then sort -f referrer,currency"

--- @class pair
--- @field [1] string   what is done
--- @field ours string  the command line
--- @field sqlite string
--- @field miller? string
--- @field rounds? integer
local PAIRS = {
  { "group by two keys, to CSV", ours = ours("groups", "csv"), sqlite = sqlite("csv", GROUPS),
    miller = miller(STATS) },
  { "all rows to CSV", ours = ours("rows", "csv"), sqlite = sqlite("csv", "SELECT * FROM t"),
    miller = miller "cat" },
  { "all rows to HTML", ours = ours("rows", "html"), sqlite = sqlite("html", "SELECT * FROM t") },
  { "join, sort, top 100", ours = ours("joined", "csv"), sqlite = sqlite("csv", JOINED),
    miller = miller(("join -j referrer -f %s then sort -nf amount -f id then head -n 100")
      :format(people)) },
  { "ten times the rows, grouped", ours = ours("groups", "csv", large),
    sqlite = sqlite("csv", GROUPS, large), miller = miller(STATS, large), rounds = 3 },
}

-- --------------------------------------------------------------------- measuring

local function measure(command)
  local pipe = assert(io.popen(quoted(build .. "/bench/bench_usage") .. " " .. command .. " 2>&1"))
  local said = pipe:read "a"
  local cpu, peak = said:match "cpu=(%S+) peak_kib=(%d+)"
  if not pipe:close() or not cpu then error("failed: " .. command .. "\n" .. said, 0) end
  return tonumber(cpu), tonumber(peak) / 1024
end

local function lines_of(path)
  local lines = 0
  for _ in io.lines(path) do lines = lines + 1 end
  return lines
end

local function median(values)
  table.sort(values)
  return values[(#values + 1) // 2]
end

-- Runs the programs alternately, under the same conditions. The first round warms up.
local PROGRAMS = { "ours", "sqlite", "miller" }

local function compare(pair)
  local cpu, peak, ratios, lines = {}, {}, {}, {}
  for _, name in ipairs(PROGRAMS) do cpu[name], peak[name], ratios[name] = {}, 0, {} end
  local turns = math.min(pair.rounds or rounds, rounds)
  for round = 0, turns do
    for _, name in ipairs(PROGRAMS) do
      if pair[name] then
        local seconds, mib = measure(pair[name])
        lines[name] = lines_of(out)
        peak[name] = math.max(peak[name], mib)
        if round > 0 then cpu[name][round] = seconds end
      end
    end
  end
  if pair[1] ~= "all rows to HTML" then
    for name, found in pairs(lines) do
      if found ~= lines.ours then
        error(("%s: %d lines here, %d from %s"):format(pair[1], lines.ours, found, name), 0)
      end
    end
  end
  for _, name in ipairs { "sqlite", "miller" } do
    for round, seconds in ipairs(cpu[name]) do ratios[name][round] = cpu.ours[round] / seconds end
    table.sort(ratios[name])
  end
  local texts = { ("%-28s %6.2f s %4.0f MiB"):format(pair[1], median(cpu.ours), peak.ours) }
  for _, name in ipairs { "sqlite", "miller" } do
    local all = ratios[name]
    texts[#texts + 1] = pair[name] and ("%6.2f s %4.0f MiB  %.2f (%.2f to %.2f)"):format(
      median(cpu[name]), peak[name], median(all), all[1], all[#all]) or "-"
  end
  print(table.concat(texts, "   "))
end

print(("%d rows, %d rounds; processor time and peak memory of whole processes, and lualark's "
  .. "time over theirs"):format(count, rounds))
print(("%-28s %-17s   %-37s   %s"):format("", "lualark run", "sqlite3", "Miller"))
for _, pair in ipairs(PAIRS) do compare(pair) end
for _, path in ipairs { data, large, people, out } do os.remove(path) end
