-- SPDX-License-Identifier: MIT

--- Compares the report library with the sqlite3 shell: both read 100,000 rows of a CSV,
--- group them, and write CSV and HTML.
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
local function write_rows(path)
  math.randomseed(20261121)
  local file = assert(io.open(path, "w"))
  file:write "id,referrer,currency,amount,note\n"
  for _ = 1, count do
    local note = NOTES[math.random(#NOTES)]:gsub('"', '""')
    file:write(("%d,张%03d,%s,%d.%02d,\"%s\"\n"):format(
      math.random(7 * 10 ^ 18 // 1, 75 * 10 ^ 17 // 1), math.random(500),
      CURRENCIES[math.random(3)], math.random(0, 9999), math.random(0, 99), note))
  end
  file:close()
end

local data, out = os.tmpname(), os.tmpname()
write_rows(data)

-- ------------------------------------------------------------------ the programs

local function ours(what, format)
  return ("%s run --format %s --output %s %s/report_rows.lua %s %s"):format(
    quoted(build .. "/bin/lualark"), format, out, quoted(here), what, data)
end

local function sqlite(mode, question)
  return ("sqlite3 -bail :memory: '.import --csv %s t' '.headers on' '.mode %s' '.output %s' %s")
    :format(data, mode, out, quoted(question))
end

local GROUPS = "SELECT referrer, currency, count(*) AS count, min(CAST(amount AS REAL)) AS least, "
  .. "max(CAST(amount AS REAL)) AS most, round(sum(CAST(amount AS REAL)), 2) AS total "
  .. "FROM t GROUP BY referrer, currency ORDER BY referrer, currency"

local PAIRS = {
  { "group by two keys, to CSV", ours("groups", "csv"), sqlite("csv", GROUPS) },
  { "all rows to CSV", ours("rows", "csv"), sqlite("csv", "SELECT * FROM t") },
  { "all rows to HTML", ours("rows", "html"), sqlite("html", "SELECT * FROM t") },
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

-- Runs the two alternately, under the same conditions. The first round warms up.
local function compare(pair)
  local seconds, theirs, ratios, peak, their_peak = {}, {}, {}, 0, 0
  for round = 0, rounds do
    local a, a_peak = measure(pair[2])
    local a_lines = lines_of(out)
    local b, b_peak = measure(pair[3])
    local b_lines = lines_of(out)
    if pair[1]:find "CSV" and a_lines ~= b_lines then
      error(("%s: %d lines here, %d there"):format(pair[1], a_lines, b_lines), 0)
    end
    peak, their_peak = math.max(peak, a_peak), math.max(their_peak, b_peak)
    if round > 0 then
      seconds[round], theirs[round], ratios[round] = a, b, a / b
    end
  end
  table.sort(ratios)
  print(("%-26s %6.2f s %6.0f MiB   %6.2f s %6.0f MiB   %.2f (%.2f to %.2f)"):format(
    pair[1], median(seconds), peak, median(theirs), their_peak, median(ratios), ratios[1],
    ratios[#ratios]))
end

print(("%d rows, %d rounds; processor time and peak memory of whole processes"):format(count,
  rounds))
print(("%-26s %-17s   %-17s   %s"):format("", "lualark run", "sqlite3", "ratio"))
for _, pair in ipairs(PAIRS) do compare(pair) end
os.remove(data)
os.remove(out)
