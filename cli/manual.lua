-- SPDX-License-Identifier: MIT

--- The manual page lualark(1): see tools/manual.lua. The parts about commands come from
--- lua/commands/.
local ENVIRONMENT = {
  { "LARK_APP_ID", "The id of the app." },
  { "LARK_APP_SECRET", "Its secret. It stands in no log, error or report." },
  { "LARK_BASE_URL", "The platform: https://open.feishu.cn by default; international tenants use "
    .. "https://open.larksuite.com." },
  { "LARK_APP_TYPE", "`custom` (default), or `isv` for a store app." },
  { "LARK_TENANT_KEY", "The tenant that a store app works for." },
  { "LARK_APP_TICKET", "The last ticket that a store app received." },
  { "LARK_LOG", "A file that a line for every attempt of a call is appended to; `-` for standard "
    .. "error." },
  { "http_proxy, https_proxy, all_proxy, no_proxy", "The proxy, as for curl(1). It is never used "
    .. "for loopback." },
  { "NO_COLOR", "Nothing is coloured if this is set." },
}

local STATUS = {
  { "0", "Done." },
  { "1", "The script or call failed." },
  { "2", "Wrong usage or parameters." },
  { "3", "Configuration, authentication or permission." },
  { "4", "Network or timeout." },
  { "5", "A limit was hit." },
  { "6", "Part of the result is missing." },
}

local DESCRIPTION = [[
Scripts Feishu / Lark recruitment ("Hire"). Every endpoint of the platform is a Lua function
that takes a table and returns tables: see `lualark schema`. Tokens, rate limits and retries
are taken care of.

Results go to standard output, everything else to standard error. Options may be abbreviated
as long as they are clear, and `--` ends them.
]]

local EXAMPLES = [[
Runs a script, and keeps its result as a page:

  lualark run report.lua ids.csv --format html --output report.html

Calls one endpoint:

  lualark call hire.referral.search talent_id=6930815272790114324 --format csv

Runs a script that is not trusted:

  lualark run --sandbox --memory 64M --time 5s script.lua
]]

local FILES = [[
The folder `share/lualark/reports` beside the folder of the program has reports that are ready to
run and to copy. `share/doc/lualark` has guides and example programs (`/usr/share/doc` on
Debian). `lualark repl` keeps what was typed in `$XDG_STATE_HOME/lualark/history`.
]]

-- The pages of `lualark help`, each with its line.
local function topics(data)
  local terms = {}
  for i, topic in ipairs(data.topics()) do terms[i] = { topic.name, topic.summary } end
  return { terms = terms }
end

return function(data)
  local commands = { "COMMANDS" }
  for _, command in ipairs(data.commands()) do
    commands[#commands + 1] = { command = command }
  end
  return {
    name = "lualark",
    summary = "script Feishu / Lark recruitment from Lua",
    synopsis = {
      "lualark COMMAND [OPTION...] [ARGUMENT...]",
      "lualark COMMAND --help",
      "lualark --version",
    },
    sections = {
      { "DESCRIPTION", DESCRIPTION },
      commands,
      { "TOPICS", "`lualark help TOPIC` shows a page, in English or Chinese:", topics(data) },
      { "EXIT STATUS", { terms = STATUS } },
      { "ENVIRONMENT", { terms = ENVIRONMENT } },
      { "FILES", FILES },
      { "EXAMPLES", EXAMPLES },
      { "SEE ALSO", "lark-simulator(1), lua5.4(1), curl(1)" },
    },
  }
end
