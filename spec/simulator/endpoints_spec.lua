-- SPDX-License-Identifier: MIT

-- Endpoints that consist of a file in simulator/endpoints/ alone, seen with curl.
local files = require "support.files"
local lark = require "lark"
local process = require "support.process"
local requests = require "support.requests"
local simulator = require "support.simulator"

local source = os.getenv "LARK_SOURCE"
local HIRE = "/open-apis/hire/v1"
local POSTS = HIRE .. "/referral_websites/job_posts"

describe("the simulator", function()
  local sim, token, company

  local function get(path, bearer)
    local answer = requests.send(sim.url .. path, "-H", "Authorization: Bearer "
      .. (bearer or token))
    return lark.decode(answer.body), answer
  end

  setup(function()
    sim = simulator.start("--limits", "off")
    token = lark.decode(requests.send(
      sim.url .. "/open-apis/auth/v3/tenant_access_token/internal", "-H",
      "Content-Type: application/json", "-d", lark.encode { app_id = simulator.app_id,
        app_secret = simulator.app_secret }).body).tenant_access_token
    company = sim:company()
  end)
  teardown(function() sim:stop() end)

  describe("hire.referral_website.job_post.list", function()
    -- Every job post that a query leads to, over all pages.
    local function all(query)
      local found, page = {}, nil
      repeat
        page = get(POSTS .. query .. (page and "&page_token=" .. page.page_token or "")).data
        table.move(page.items, 1, #page.items, #found + 1, found)
      until not page.has_more
      assert.is_nil(page.page_token)
      return found
    end

    it("pages through every job post, each as hire.referral_website.job_post.get shows it",
      function()
        local posts = all "?page_size=7&user_id_type=user_id"
        assert.equal(#company.job_posts, #posts)
        for i, post in ipairs(posts) do
          assert.equal(company.job_posts[i], post.id)
          if i % 20 == 1 then
            local one = get(POSTS .. "/" .. post.id .. "?user_id_type=user_id").data.job_post
            one.subject = nil
            assert.same(one, post)
          end
        end
      end)

    it("leaves out what a filter does not want", function()
      local social, campus = all "?process_type=1", all "?process_type=2"
      assert.equal(#company.job_posts, #social + #campus)
      assert.is_true(#campus > 0)
      for _, post in ipairs(campus) do assert.equal(2, post.job_process_type) end
    end)

    it("refuses a page that is too large, a value that is none, and a foreign token", function()
      local wrong = get(POSTS .. "?page_size=11&process_type=3")
      assert.equal(99992402, wrong.code)
      assert.equal("process_type is not one of the values in the document",
        wrong.error.field_violations[1].description)
      assert.equal("page_size is above the maximum",
        wrong.error.field_violations[2].description)
      assert.equal(1002002, get(POSTS .. "?page_token=none").code)
    end)

    it("takes the faults to pages", function()
      process.run { "curl", "-s", sim.url .. "/_sim/faults", "-d", '"page-empty"' }
      local page = get(POSTS).data
      assert.same({}, page.items)
      assert.is_true(page.has_more)
    end)
  end)

  describe("hire.job.recruiter", function()
    it("answers the recruiter of a job, by its id", function()
      local post = get(POSTS .. "/" .. company.job_posts[1]).data.job_post
      local answer = get(HIRE .. "/jobs/" .. post.job_id .. "/recruiter")
      assert.equal("success", answer.msg)
      assert.same({ id = post.job_id, recruiter_id = post.creator.id,
        hiring_manager_id_list = { post.creator.id }, assistant_id_list = {} },
        answer.data.info)
    end)

    it("refuses a job that does not exist", function()
      local answer, raw = get(HIRE .. "/jobs/1/recruiter")
      assert.equal(1002601, answer.code)
      assert.equal(400, raw.status)
    end)
  end)

  it("takes a user's token for no endpoint that wants a tenant's", function()
    assert.equal(99991671, get(POSTS, "u-simulator").code)
  end)

  it("shows in its README what hire.job.recruiter is made of", function()
    local function read(path) return files.read(source .. "/simulator/" .. path) end
    local example = read("README.md"):match "```json\n(.-)```"
    assert.same(lark.decode(read "endpoints/hire.job.recruiter.json"), lark.decode(example))
  end)
end)
