-- SPDX-License-Identifier: MIT

-- Where a client's options come from: an option, the environment, a profile, the default.
local process = require "support.process"
local simulator = require "support.simulator"

local build = os.getenv "LARK_BUILD"

describe("a profile", function()
  local sim, dir, file

  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)
  before_each(function()
    dir = os.tmpname()
    os.remove(dir)
    assert(os.execute("mkdir -p " .. dir .. "/lualark"))
    file = dir .. "/lualark/profiles.ini"
  end)
  after_each(function() os.execute("rm -r " .. dir) end)

  local function write(path, text, mode)
    os.remove(path) -- it may be one that cannot be written
    local to = assert(io.open(path, "w"))
    to:write(text)
    to:close()
    os.execute(("chmod %s %s"):format(mode or "600", path))
  end

  local function profile(more)
    return ("\xEF\xBB\xBF# people\n; more\n[other]\napp_id = cli_other\n\n[ mine ]\r\n"
      .. "app_id = %s\napp_secret=%s  \nbase_url =%s\n%s"):format(sim.app_id, sim.app_secret,
      sim.url, more or "")
  end

  local CALL = [[
    local lark = require "lark"
    local client, err = lark.client(%s)
    local data
    if client then
      data, err = client.hire.referral.search { talent_id = "6930815272790114324" }
    end
    print(data and #data.items, err, err and err.kind, err and err.parameter)]]

  -- Makes a call with these options, in a process with this environment.
  local function call(options, variables)
    local env = { XDG_CONFIG_HOME = dir, LARK_APP_ID = false, LARK_APP_SECRET = false,
      LARK_BASE_URL = false, http_proxy = false, https_proxy = false, all_proxy = false }
    for name, value in pairs(variables or {}) do env[name] = value end
    local done = process.lua(CALL:format(options or ""), env)
    return done.out .. done.err
  end

  it("has the options that are not given otherwise", function()
    write(file, profile())
    assert.matches("^1\tnil", call '{ profile = "mine" }')
    assert.matches("^1\tnil", call("", { LARK_PROFILE = "mine" }))
    assert.matches("^1\tnil", call('{ profile = "mine" }', { LARK_PROFILE = "other" }))
    -- Below HOME where XDG_CONFIG_HOME is not set.
    assert(os.execute(("mkdir %s/.config && cp -rp %s/lualark %s/.config/"):format(dir, dir, dir)))
    assert.matches("^1\tnil", call('{ profile = "mine" }', { XDG_CONFIG_HOME = "", HOME = dir }))
  end)

  it("comes after the environment, and the environment after an option", function()
    write(file, profile())
    assert.matches("app_id", call("", { LARK_PROFILE = "mine", LARK_APP_ID = "cli_wrong" }))
    assert.matches("^1\tnil", call(("{ app_id = %q }"):format(sim.app_id),
      { LARK_PROFILE = "mine", LARK_APP_ID = "cli_wrong" }))
    assert.matches("^nil\t.*no token",
      call("", { LARK_PROFILE = "mine", LARK_APP_SECRET = "wrong" }))
    assert.matches("base_url", call("", { LARK_PROFILE = "mine", LARK_BASE_URL = "nowhere" }))
  end)

  it("is refused unless its file is its owner's alone", function()
    for _, mode in ipairs { "644", "640", "660", "400", "700", "604" } do
      write(file, profile(), mode)
      local out = call '{ profile = "mine" }'
      assert.matches("config\tprofile", out)
      assert.matches("chmod 600 " .. file, out, 1, true)
    end
    os.execute(("rm %s && mkdir %s"):format(file, file))
    assert.matches("is no file.*config\tprofile", call '{ profile = "mine" }')
    os.execute(("rmdir %s && mkfifo -m 600 %s"):format(file, file))
    assert.matches("is no file.*config\tprofile", call '{ profile = "mine" }')
  end)

  it("names what is wrong, and shows no secret", function()
    for text, words in pairs {
      [profile "app_sekret = hunter2\n"] = "is no key.*Did you mean app_secret%?",
      [profile "hunter2\n"] = "line 10 of profiles.ini is neither",
      [profile "proxy = http://me:hunter2@x:99999\n"] = "1\tnil", -- none for loopback
      ["[other]\nx = 1\n"] = "line 2 of profiles.ini: x is no key",
      ["[other]\n[third]\n"] = "there is no profile mine.*It has other, third",
      [""] = "there is no profile mine.*Add a section %[mine%]",
      [("x"):rep(70000)] = "cannot be read",
    } do
      write(file, text)
      local out = call '{ profile = "mine" }'
      assert.matches(words, out)
      assert.is_nil(out:find("hunter2", 1, true))
      assert.is_nil(out:find(sim.app_secret, 1, true))
    end
    os.remove(file)
    assert.matches("cannot be read: No such file.*config\tprofile", call '{ profile = "mine" }')
  end)

  it("may name a file with the secret", function()
    write(dir .. "/secret", sim.app_secret .. "\n")
    write(file, ("[mine]\napp_id = %s\nbase_url = %s\napp_secret_file = %s/secret\n"):format(
      sim.app_id, sim.url, dir))
    assert.matches("^1\tnil", call '{ profile = "mine" }')
    -- One secret counts, in whichever form.
    assert.matches("no token", call("", { LARK_PROFILE = "mine", LARK_APP_SECRET = "wrong" }))
    assert.matches("^1\tnil", call("", { LARK_APP_ID = sim.app_id, LARK_BASE_URL = sim.url,
      LARK_APP_SECRET_FILE = dir .. "/secret" }))
    assert.matches("^1\tnil", call(('{ app_secret_file = "%s/secret" }'):format(dir),
      { LARK_APP_ID = sim.app_id, LARK_BASE_URL = sim.url, LARK_APP_SECRET = "wrong" }))
    for text, words in pairs {
      [""] = "is empty", ["\n"] = "is empty", ["a b\n"] = "app_secret holds white space",
      [("x"):rep(5000)] = "cannot be read", ["a\0b"] = "cannot be read",
    } do
      write(dir .. "/secret", text)
      assert.matches(words .. ".*config", call '{ profile = "mine" }')
    end
    os.remove(dir .. "/secret")
    assert.matches("app_secret_file", call '{ profile = "mine" }')
  end)

  it("can be chosen on the command line", function()
    write(file, profile())
    local env = { XDG_CONFIG_HOME = dir, LARK_APP_ID = false, LARK_APP_SECRET = false,
      LARK_BASE_URL = false }
    local words = { build .. "/bin/lualark", "call", "hire.referral.search",
      "talent_id=6930815272790114324", "--profile", "mine" }
    local done = process.run(words, { env = env })
    assert.equal(0, done.status, done.err)
    words[#words] = "missing"
    done = process.run(words, { env = env })
    assert.equal(3, done.status)
    assert.matches("there is no profile missing", done.err)
    done = process.run({ build .. "/bin/lualark", "doctor", "--profile", "mine" }, { env = env })
    assert.matches("ok +profile +mine", done.out)
    assert.is_nil((done.out .. done.err):find(sim.app_secret, 1, true))
    done = process.run({ build .. "/bin/lualark", "doctor", "--profile", "missing" }, { env = env })
    assert.equal(3, done.status)
    assert.matches("FAILED +profile", done.out)
  end)
end)

describe("an option", function()
  local lark = require "lark"

  local function refusal(options)
    local client, err = lark.client(options)
    assert.is_nil(client)
    assert.equal("config", err.kind)
    return err
  end

  it("with white space in a credential is refused by name", function()
    for name in pairs { app_id = 1, app_secret = 1, tenant_access_token = 1, tenant_key = 1 } do
      for _, value in ipairs { "x ", " x", "x\n", "x\r\n", "a\tb" } do
        local options = { app_id = "cli_1", app_secret = "s", app_type = "isv", tenant_key = "t" }
        options[name] = value
        local err = refusal(options)
        assert.equal(name .. " holds white space", err.msg)
        assert.equal(name, err.parameter)
      end
    end
  end)

  it("base_url that ends in /open-apis is refused with the mend", function()
    for _, tail in ipairs { "/open-apis", "/open-apis/" } do
      local err = refusal {
        app_id = "cli_1", app_secret = "s", base_url = "https://open.feishu.cn" .. tail,
      }
      assert.matches("ends in /open-apis", err.msg, 1, true)
      assert.equal("Set it to https://open.feishu.cn", err.hint)
    end
  end)
end)
