-- SPDX-License-Identifier: MIT

-- TLS, HTTP/2 and sizes, with a real nginx in front of the simulator.
local files = require "support.files"
local lark = require "lark"
local nginx = require "support.nginx"
local process = require "support.process"
local simulator = require "support.simulator"

describe("over TLS", function()
  local sim, front

  setup(function()
    sim = simulator.start("--limits", "off", "--latency", "20")
    front = nginx.start(sim.url)
  end)
  teardown(function()
    front:stop()
    sim:stop()
  end)

  local function client(options)
    options.base_url = front.url
    options.retries = options.retries or 0
    return sim:client(options)
  end

  it("trusts the certificates of ca_file", function()
    local its = client { ca_file = front.ca_file }
    local data, err = its.hire.referral.get_by_application { application_id = "6134134355464633" }
    assert.is_nil(err)
    assert.equal("张三", data.referral.referral_user.name.zh_cn)
    its:close()
  end)

  it("trusts the certificates that the environment or --ca-file names", function()
    local words = { os.getenv "LARK_BUILD" .. "/bin/lualark", "call", "hire.referral.search",
      "talent_id=6930815272790114324" }
    local function call(more, variables)
      local env = { LARK_APP_ID = sim.app_id, LARK_APP_SECRET = sim.app_secret,
        LARK_BASE_URL = front.url, LARK_CA_FILE = false, CURL_CA_BUNDLE = false,
        SSL_CERT_FILE = false }
      for name, value in pairs(variables) do env[name] = value end
      local all = table.move(more, 1, #more, #words + 1, { table.unpack(words) })
      return process.run(all, { env = env })
    end
    assert.equal(4, call({}, {}).status)
    for _, name in ipairs { "LARK_CA_FILE", "CURL_CA_BUNDLE", "SSL_CERT_FILE" } do
      local done = call({}, { [name] = front.ca_file })
      assert.equal(0, done.status, name .. done.err)
    end
    assert.equal(0, call({}, { LARK_CA_FILE = front.ca_file, SSL_CERT_FILE = "/nowhere" }).status)
    local done = call({ "--ca-file", front.ca_file }, { LARK_CA_FILE = "/nowhere" })
    assert.equal(0, done.status, done.err)
    assert.equal(3, call({ "--ca-file", "/nowhere" }, { LARK_CA_FILE = front.ca_file }).status)
  end)

  it("says so where the port speaks plain http", function()
    local plain = nginx.answering { ["/"] = {} }
    local its <close> = sim:client { base_url = plain.url:gsub("^http:", "https:"), retries = 0 }
    local _, err = its.hire.referral.search { talent_id = "1" }
    plain:stop()
    assert.equal("network", err.kind)
    assert.matches("speaks plain http at this port", err.hint, 1, true)
  end)

  it("reaches an https proxy with the certificates of ca_file", function()
    local through = { base_url = "http://hire.example", allow_http = true, proxy = front.url }
    through.ca_file = front.ca_file
    local its <close> = sim:client(through)
    local data, err = its.hire.referral.search { talent_id = "6930815272790114324" }
    assert.is_table(data, tostring(err))
    through.ca_file, through.retries = nil, 0
    local other <close> = sim:client(through)
    data, err = other.hire.referral.search { talent_id = "6930815272790114324" }
    assert.is_nil(data)
    assert.same({ "network", false }, { err.kind, err.retryable })
    assert.matches("in proxy: its scheme.*ca_file counts", err.hint)
  end)

  it("refuses a certificate that nobody vouches for, and says what to check", function()
    local its = client {}
    local data, err = its.hire.referral.search { talent_id = "1" }
    assert.is_nil(data)
    assert.equal("network", err.kind)
    assert.is_false(err.retryable)
    assert.matches("ca_file", err.hint)
    its:close()
  end)

  it("refuses a certificate for another name", function()
    local its = sim:client {
      base_url = front.url:gsub("127%.0%.0%.1", "localhost"), ca_file = front.ca_file, retries = 0,
    }
    local _, err = its.hire.referral.search { talent_id = "1" }
    assert.equal("network", err.kind)
    its:close()
  end)

  it("refuses a certificate that has expired", function()
    local dir = files.folder()
    nginx.expired_certificate(dir, "127.0.0.1")
    local stale = simulator.start("--tls", dir .. "/cert.pem," .. dir .. "/key.pem")
    local its = sim:client {
      base_url = "https://127.0.0.1:" .. stale.port, ca_file = dir .. "/cert.pem", retries = 0,
    }
    local _, err = its.hire.referral.search { talent_id = "1" }
    assert.equal("network", err.kind)
    assert.matches("expired", err.msg)
    its:close()
    stale:stop()
    os.execute("rm -r " .. dir)
  end)

  it("speaks no version of TLS below tls_min", function()
    local older = nginx.start(sim.url, "TLSv1.2")
    for tls_min, works in pairs { ["1.2"] = true, ["1.3"] = false } do
      local its = sim:client {
        base_url = older.url, ca_file = older.ca_file, tls_min = tls_min, retries = 0,
      }
      local data, err = its.hire.referral.search { talent_id = "6930815272790114324" }
      assert.equal(works, data ~= nil)
      if err then assert.equal("network", err.kind) end
      its:close()
    end
    older:stop()
  end)

  it("says so where ca_file cannot be read", function()
    local its = client { ca_file = "/nowhere.pem" }
    local _, err = its.hire.referral.search { talent_id = "1" }
    assert.equal("config", err.kind)
    assert.matches("ca_file", err.hint)
    its:close()
  end)

  it("shares one HTTP/2 connection among a hundred concurrent calls", function()
    local before = #front:served()
    local ids = {}
    for i = 1, 100 do ids[i] = "6134134355464633" end
    -- The documented limit lets 50 go at once: this one is raised to what we test.
    local wide = client {
      ca_file = front.ca_file, limits = { ["hire.referral.get_by_application"] = "1000/s" },
    }
    local _, errors = lark.map(ids, function(id)
      return wide.hire.referral.get_by_application { application_id = id }
    end, { concurrency = 100 })
    assert.equal(0, errors.n)
    wide:close()

    local connections, count = {}, 0
    -- nginx writes its log when an answer is out.
    local served = front:served()
    for _ = 1, 100 do
      if #served == before + 101 then break end
      lark.sleep(0.02)
      served = front:served()
    end
    for i = before + 1, #served do
      assert.equal("HTTP/2.0", served[i][1])
      if not connections[served[i][2]] then count = count + 1 end
      connections[served[i][2]] = true
    end
    assert.equal(101, #served - before) -- the token, too
    assert.equal(1, count)
  end)
end)

describe("a proxy", function()
  local sim, proxy
  setup(function()
    sim = simulator.start("--limits", "off")
    proxy = nginx.proxy(sim.url)
  end)
  teardown(function()
    proxy:stop()
    sim:stop()
  end)

  it("is asked for other machines", function()
    local its <close> = sim:client {
      base_url = "http://hire.example", allow_http = true, proxy = proxy.url,
    }
    assert(its.hire.referral.search { talent_id = "6930815272790114324" })
    local lines = proxy:lines()
    assert.matches("^hire.example /open%-apis/auth/", lines[#lines - 1])
    assert.matches("^hire.example /open%-apis/hire/", lines[#lines])
  end)

  it("is never asked for loopback", function()
    local before = #proxy:lines()
    local its <close> = sim:client { proxy = proxy.url }
    assert(its.hire.referral.search { talent_id = "6930815272790114324" })
    assert.equal(before, #proxy:lines())
  end)
end)

describe("an answer", function()
  local sim
  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)

  it("larger than max_response_bytes is an error, compressed or not", function()
    local client = sim:client { max_response_bytes = 1000 }
    local data, err = client.hire.referral_website.job_post.get {
      job_post_id = "6701528341100366094",
    }
    assert.is_nil(data)
    assert.equal("limit", err.kind)
    assert.matches("max_response_bytes", err.hint)
    assert.is_table(client.hire.referral.get_by_application { application_id = "6134134355464633" })
    client:close()
  end)
end)
