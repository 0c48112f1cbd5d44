-- SPDX-License-Identifier: MIT

-- The raw layer: for programs with a loop of their own.
local lark = require "lark"
local simulator = require "support.simulator"

describe("the raw layer", function()
  local sim, client

  setup(function() sim = simulator.start("--limits", "off") end)
  teardown(function() sim:stop() end)
  before_each(function() client = sim:client() end)
  after_each(function() client:close() end)

  local function finish()
    while client:stats().pending > 0 do client:wait(1000) end
  end

  it("calls back from a step, never from start", function()
    local got
    local call = client:start("hire.referral.search", { talent_id = "6930815272790114324" },
      function(data, err) got = data or err end)
    assert.equal("integer", math.type(call))
    assert.is_nil(got)
    finish()
    assert.equal(1, #got.items)
    assert.is_false(client:cancel(call))
  end)

  it("gives an error to the callback", function()
    local err
    client:start("hire.external_application.list", { talent_id = "404" },
      function(data, problem) err = data == nil and problem end)
    finish()
    assert.equal(1002102, err.code)
  end)

  it("refuses bad parameters at once", function()
    local call, err = client:start("hire.referral.search", {}, print)
    assert.is_nil(call)
    assert.equal("param", err.kind)
    call, err = client:start("hire.referral.serch", {}, print)
    assert.is_nil(call)
    assert.matches("hire.referral.search", err.hint)
    assert.has_error(function() client:start("hire.referral.search", {}) end)
    assert.has_error(function() client:start("hire.referral.search\0x", {}, print) end)
    assert.equal(0, client:stats().pending)
  end)

  it("starts a request to any path", function()
    local got, problem
    local path = "/open-apis/hire/v1/external_applications"
    assert(client:start({ path = path, query = { talent_id = "6960663240925956660" } }, nil,
      function(data) got = data end))
    assert(client:start({ path = "/open-apis/nowhere" }, nil,
      function(_, err) problem = err end))
    finish()
    assert.equal(1, #got.items)
    assert.is_string(problem.kind)
  end)

  it("refuses a table that is no request", function()
    local call, err = client:start({ path = 1 }, nil, print)
    assert.is_nil(call)
    assert.equal("param", err.kind)
    call, err = client:start({ path = "nowhere" }, nil, print)
    assert.is_nil(call)
    assert.equal("param", err.kind)
    assert.has_error(function() client:start({ path = "/x" }, {}, print) end)
    assert.has_error(function() client:start({ path = "/x" }, nil) end)
    assert.equal(0, client:stats().pending)
  end)

  it("cancels: the callback runs once, in the next step", function()
    local calls, err = 0, nil
    local call = client:start("hire.referral.search", { talent_id = "1" }, function(_, problem)
      calls, err = calls + 1, problem
    end)
    assert.is_true(client:cancel(call))
    assert.is_false(client:cancel(call))
    assert.equal(0, calls)
    client:step()
    assert.equal(1, calls)
    assert.equal("cancelled", err.kind)
  end)

  it("may start, cancel and close inside a callback", function()
    local order = {}
    client:start("hire.referral.search", { talent_id = "1" }, function()
      order[#order + 1] = "first"
      client:start("hire.referral.search", { talent_id = "1" }, function(_, err)
        order[#order + 1] = err and err.kind
      end)
      client:close()
      order[#order + 1] = "closed"
    end)
    while #order < 3 do client:wait(1000) end
    assert.same({ "first", "closed", "cancelled" }, order)
  end)

  it("raises what a callback raised when the step is over", function()
    client:start("hire.referral.search", { talent_id = "1" }, function() error "mine" end)
    assert.error_matches(finish, "mine")
    assert.equal(0, client:stats().pending)
  end)

  it("runs the callbacks when it is closed", function()
    local err
    client:start("hire.referral.search", { talent_id = "1" },
      function(_, problem) err = problem end)
    client:close()
    assert.equal("cancelled", err.kind)
  end)

  it("drops the callbacks of a client that is collected", function()
    local weak = setmetatable({}, { __mode = "v" })
    local ran = false
    do
      local other = sim:client()
      -- A callback that holds its client does not keep it alive for ever.
      other:start("hire.referral.search", { talent_id = "1" }, function() ran = other end)
      weak[1] = other
    end
    collectgarbage()
    collectgarbage()
    assert.is_nil(weak[1])
    assert.is_false(ran)
  end)

  it("survives a client that is closed and dropped in a callback", function()
    local other = sim:client()
    local ended = 0
    for _ = 1, 20 do
      other:start("hire.referral.search", { talent_id = "1" }, function()
        ended = ended + 1
        if other then
          other:close()
          other = nil
          collectgarbage()
          collectgarbage()
        end
      end)
    end
    lark.run(function()
      while ended < 20 do lark.sleep(0.001) end
    end)
    assert.equal(20, ended)
  end)

  it("has max_in_flight attempts on the wire where the answers take long", function()
    local slow = simulator.start("--limits", "off", "--latency", "200")
    local its = slow:client { max_in_flight = 150, limits = false }
    assert(its.hire.referral.search { talent_id = "1" }) -- the token is there
    for _ = 1, 400 do
      its:start("hire.referral.search", { talent_id = "1" }, function() end)
    end
    while its:stats().pending > 0 do its:wait(1000) end
    assert.equal(401, its:stats().calls)
    assert.equal(0, its:stats().failures)
    assert.equal(150, slow:stats().in_flight.max)
    its:close()
    slow:stop()
  end)

  it("survives a client that waits for its finalizer", function()
    do
      sim:client():start("hire.referral.search", { talent_id = "1" }, error)
      setmetatable({}, { __gc = function() lark.sleep(0.02) end })
    end
    collectgarbage()
    collectgarbage()
  end)

  it("tells when it has work without traffic", function()
    assert.equal(-1, client:timeout_ms())
    client:start("hire.referral.search", { talent_id = "1" }, function() end)
    assert.equal(0, client:timeout_ms())
    finish()
  end)

  it("has one descriptor", function()
    local fd = client:fd()
    assert.is_true(fd > 2)
    assert.equal(fd, client:fd())
  end)

  it("refuses numbers that are not times", function()
    assert.has_error(function() client:step(-1) end)
    assert.has_error(function() client:wait(-2) end)
    client:step(0)
    client:wait(0)
  end)

  it("lives beside calls that look blocking", function()
    local got
    client:start("hire.referral.search", { talent_id = "6930815272790114324" },
      function(data) got = data end)
    assert(client.hire.referral.search { talent_id = "1" })
    finish()
    assert.equal(1, #got.items)
  end)

  it("may block inside a callback", function()
    local inner
    client:start("hire.referral.search", { talent_id = "1" }, function()
      inner = client.hire.referral.search { talent_id = "6930815272790114324" }
    end)
    finish()
    assert.equal(1, #inner.items)
  end)
end)
