-- SPDX-License-Identifier: MIT

-- Completion of the command lines, in the shells themselves: lualark complete,
-- cli/completion/ and tools/completion.lua.
local configure = require "support.configure"
local installed = require "support.installed"
local process = require "support.process"
local terminal = require "support.terminal"

local build = os.getenv "LARK_BUILD"

describe("lualark complete", function()
  -- The candidates without what they mean, as one text.
  local function complete(...)
    local ended = process.run { build .. "/bin/lualark", "complete", "--", ... }
    assert.equal("", ended.err)
    assert.equal(0, ended.status)
    return (ended.out:gsub("\t[^\n]+\n", "\n"):gsub("\t\n", "\n"):gsub("\n", " "))
  end

  it("knows commands and the options of each", function()
    assert.equal("run listen call download schema repl doctor explain drift store queue events "
      .. "journal recording help ",
      complete "")
    assert.equal("run repl recording ", complete "r")
    assert.equal("--help --version --lang ", complete "--")
    for command in complete "":gmatch "%l+" do
      local shown = { "--help " }
      local help = process.run { build .. "/bin/lualark", command, "--help" }
      for name in help.out:gmatch "\n  (%-%-[%a-]+)" do table.insert(shown, #shown, name .. " ") end
      assert.equal(table.concat(shown), complete(command, "--"))
    end
  end)

  it("knows the values of options", function()
    assert.equal("json ", complete("schema", "--format", "j"))
    assert.equal("--format=md ", complete("run", "--format=m"))
    assert.equal("ndjson ", complete("call", "--form", "nd"))
    assert.equal("", complete("run", "--memory", ""))
    assert.matches("\tfiles", process.run { build .. "/bin/lualark", "complete", "--", "call",
      "--output", "" }.out, 1, true)
  end)

  it("knows endpoints, and the parameters that are not given yet", function()
    assert.equal("hire.referral.search ", complete("call", "--dry-run", "hire.referral.se"))
    assert.equal("hire.referral.search ", complete("schema", "hire.referral.se"))
    assert.equal("hire.referral.search ", complete("doctor", "im.x", "hire.referral.se"))
    local all = complete("call", "hire.referral.search", "")
    assert.equal("user_id_type= talent_id= start_time= end_time= ", all)
    assert.equal("user_id_type= start_time= end_time= ",
      complete("call", "hire.referral.search", "--format", "md", "talent_id:=1", ""))
    assert.equal("user_id_type=union_id user_id_type=user_id ",
      complete("call", "hire.referral.search", "user_id_type=u"))
    assert.equal("", complete("call", "no.endpoint", ""))
    assert.equal("", complete("dance", ""))
  end)

  it("knows topics, and commands as topics", function()
    assert.equal("errors ", complete("help", "err"))
    assert.equal("compatibility ", complete("help", "comp")) -- no hidden command
    assert.equal("download doctor drift ", complete("help", "d"))
  end)

  it("offers no options where they end", function()
    assert.equal("", complete("call", "--", "--"))
    assert.matches("\tfiles", process.run { build .. "/bin/lualark", "complete", "--", "run",
      "x.lua", "--" }.out, 1, true)
  end)
end)

describe("the completion of", function()
  local place, folder, env
  setup(function()
    place = installed.new()
    folder = configure.folder ""
    configure.write(folder .. "/my script.lua", "")
    configure.write(folder .. "/.zshrc", "")
    env = {
      HOME = folder, XDG_DATA_DIRS = place.prefix .. "/share", XDG_CONFIG_HOME = folder,
      XDG_DATA_HOME = folder, PS1 = "$ ", LC_ALL = "C.UTF-8", ZDOTDIR = folder,
      PATH = build .. "/bin:" .. place.prefix .. "/bin:" .. os.getenv "PATH",
    }
  end)
  teardown(function()
    place:remove()
    configure.remove(folder)
  end)

  -- Lines that are typed before TAB, and the last word after it.
  local LINES = {
    { "lualark sch", "schema" },
    { "lualark run --inst", "--instructions" },
    { "lualark call --format=nd", "--format=ndjson" },
    { "lualark call --format nd", "ndjson" },
    { "lualark call hire.referral.sea", "hire.referral.search" },
    { "lualark call hire.referral.search talent_id=1 user_id_type=op", "user_id_type=open_id" },
    { "lualark run my", "my script.lua" },
    { "lualark run --output=my", "--output=my script.lua" },
    { "lark-simulator --tal", "--talents" },
    { "lark-simulator --limits sl", "sliding" },
    { "lark-simulator --state my", "my script.lua" },
  }

  -- Types each line and TAB, then has the shell print the words instead of running them.
  local function check_lines(shell)
    for _, line in ipairs(LINES) do
      shell:type(line[1] .. "\t\1printf '<%s>\\n' \n")
      shell:await("<" .. line[2] .. ">")
    end
    -- No space follows a name that wants a value.
    shell:type "lualark call hire.referral.search tal\t1\1printf '<%s>\\n' \n"
    shell:await "<talent_id=1>"
    shell:type "exit\n"
  end

  it("bash works as bash-completion loads it", function()
    local shell = terminal.start({ "bash", "--norc", "--noprofile", "-i" }, env)
    shell:type("cd " .. folder .. "; . /usr/share/bash-completion/bash_completion; echo rea''dy\n")
    shell:await "ready"
    check_lines(shell)
  end)

  it("zsh works as compinit loads it", function()
    local shell = terminal.start({ "zsh", "-d", "-i" }, env)
    shell:type(("cd %s; fpath=(%s/share/zsh/site-functions $fpath); bindkey -e; "
      .. "autoload -Uz compinit && compinit -D -u; echo rea''dy\n"):format(folder, place.prefix))
    shell:await "ready"
    shell:type "lualark call hire.referral.\t\t"
    shell:await "Lists the referrals of one talent"
    shell:type "\21"
    check_lines(shell)
  end)

  it("fish works as fish loads it", function()
    for _, line in ipairs(LINES) do
      local ended = process.run({ "fish", "-c", ("cd %s; complete -C %s"):format(folder,
        process.quote(line[1])) }, { env = env })
      assert.equal("", ended.err)
      local found = ended.out:match "^([^\t\n]*)[^\n]*\n$" or ended.out
      assert.equal(line[2], (found:gsub("\\ ", " ")))
    end
  end)
end)
