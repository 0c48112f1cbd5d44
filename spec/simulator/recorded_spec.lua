-- SPDX-License-Identifier: MIT

-- The drawn company's answers, to the byte: a seed gives the same ones for ever. A change of
-- the company, or of an answer's shape, needs new digests here.
local lark = require "lark"
local process = require "support.process"
local requests = require "support.requests"
local simulator = require "support.simulator"

local HIRE = "/open-apis/hire/v1"
local USER_ID_TYPES = { "open_id", "union_id", "user_id" }

-- How the SHA-256 of all answers to the requests below begins, by seed and endpoint.
local RECORDED = {
  {
    ["hire.external_application.list"] = "ad550c54d790c19e",
    ["hire.referral.get_by_application"] = "2bee97107faee60e",
    ["hire.referral.search"] = "28b5108a0c2d170a",
    ["hire.referral_account.get_account_assets"] = "cb80ed660c72aed3",
    ["hire.referral_website.job_post.get"] = "afba60815fb297a3",
  },
  {
    ["hire.external_application.list"] = "63f5cae14540fb9b",
    ["hire.referral.get_by_application"] = "dc8024083017d8da",
    ["hire.referral.search"] = "9eef45fcf7df2462",
    ["hire.referral_account.get_account_assets"] = "fb8aa7e521ad5b09",
    ["hire.referral_website.job_post.get"] = "d53c28c231888193",
  },
  {
    ["hire.external_application.list"] = "386e4a3b24993f65",
    ["hire.referral.get_by_application"] = "417bc96ed4813f18",
    ["hire.referral.search"] = "2f118f1da67ecc91",
    ["hire.referral_account.get_account_assets"] = "0463ca5eda8bc820",
    ["hire.referral_website.job_post.get"] = "9c03e580007b7af4",
  },
}

local function user_id_type(i) return "user_id_type=" .. USER_ID_TYPES[i % 3 + 1] end

-- Adds the requests of an endpoint: a path and further words for curl.
local REQUESTS = {}

REQUESTS["hire.referral.get_by_application"] = function(company, add)
  for i = 1, 120 do
    add("/referrals/get_by_application?application_id=" .. company.application_ids[i] .. "&"
      .. user_id_type(i))
  end
end

REQUESTS["hire.referral.search"] = function(company, add)
  for i, talent in ipairs(company.talents) do
    if i <= 40 or i == #company.talents then
      add("/referrals/search?" .. user_id_type(i), "-H", "Content-Type: application/json", "-d",
        ('{"talent_id":"%s","end_time":"%d"}'):format(talent.id, 1720000000000 + i))
    end
  end
end

REQUESTS["hire.referral_website.job_post.get"] = function(company, add)
  for i, id in ipairs(company.job_posts) do
    add("/referral_websites/job_posts/" .. id .. "?" .. user_id_type(i))
    add("/referral_websites/job_posts/" .. id
      .. "?department_id_type=department_id&job_level_id_type=job_level_id")
  end
end

REQUESTS["hire.external_application.list"] = function(company, add)
  for i = 1, 60 do
    add(("/external_applications?talent_id=%s&page_size=%d"):format(company.talents[i].id,
      i % 20 + 1))
  end
end

REQUESTS["hire.referral_account.get_account_assets"] = function(company, add)
  for i, account in ipairs(company.accounts) do
    add("/referral_account/get_account_assets?referral_account_id=" .. account.id .. "&"
      .. user_id_type(i))
  end
end

-- The digest of everything that curl prints, one answer after the other.
local function digest(words)
  local pipe = assert(io.popen(("%s %s | sha256sum"):format(process.environment(),
    process.command(words))))
  local text = pipe:read "a"
  pipe:close()
  return text:sub(1, 16)
end

describe("the company of a seed", function()
  for seed = 1, 3 do
    it("answers the same to the byte as ever: seed " .. seed, function()
      local sim = simulator.start("--limits", "off", "--seed", tostring(seed))
      local token = lark.decode(requests.send(
        sim.url .. "/open-apis/auth/v3/tenant_access_token/internal", "-H",
        "Content-Type: application/json", "-d", lark.encode { app_id = simulator.app_id,
          app_secret = simulator.app_secret }).body).tenant_access_token
      local company = sim:company()
      local found = {}
      for name, list in pairs(REQUESTS) do
        local words = { "curl", "-s" }
        list(company, function(path, ...)
          if #words > 2 then words[#words + 1] = "--next" end
          for _, word in ipairs { "-s", "-H", "Authorization: Bearer " .. token, ... } do
            words[#words + 1] = word
          end
          words[#words + 1] = sim.url .. HIRE .. path
        end)
        found[name] = digest(words)
      end
      sim:stop()
      assert.same(RECORDED[seed], found)
    end)
  end
end)
