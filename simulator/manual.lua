-- SPDX-License-Identifier: MIT

--- The manual page lark-simulator(1): see tools/manual.lua. The options come from
--- src/command/options.def.
local DESCRIPTION = [[
A local stand-in for the Feishu Hire API, so that scripts and tests need no account. It serves
every endpoint of Hire on 127.0.0.1 over one company that it draws from a seed: talents,
referrals, job posts, applications and bonus accounts. It checks tokens, parameters and rate
limits as the platform does.

The port is the first line on standard output. The app_id is `cli_simulator`, the app_secret
`simulator-secret`. SIGINT and SIGTERM end it.
]]

local EXAMPLES = [[
Serves a company to lualark(1):

  lark-simulator --port 8080 &
  export LARK_BASE_URL=http://127.0.0.1:8080
  export LARK_APP_ID=cli_simulator LARK_APP_SECRET=simulator-secret
  lualark call hire.referral.search talent_id=6930815272790114324

Fails two calls of an endpoint by a closed connection:

  lark-simulator --fault reset-after,endpoint=hire.referral.search,times=2
]]

local STATUS = {
  { "0", "It was ended by a signal." },
  { "1", "It cannot listen, or cannot read or write a file." },
  { "2", "Wrong usage." },
}

return function(data)
  return {
    name = "lark-simulator",
    summary = "a local stand-in for the Feishu Hire API",
    synopsis = { "lark-simulator [OPTION...]" },
    sections = {
      { "DESCRIPTION", DESCRIPTION },
      { "OPTIONS", { options = data.simulator_options() } },
      { "EXIT STATUS", { terms = STATUS } },
      { "EXAMPLES", EXAMPLES },
      { "SEE ALSO", "lualark(1)" },
    },
  }
end
