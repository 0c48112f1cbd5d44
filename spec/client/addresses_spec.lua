-- SPDX-License-Identifier: MIT

-- A client on machines without IPv6, and with nothing else: in network namespaces of
-- their own, where the system allows them.
local configure = require "support.configure"
local process = require "support.process"
local simulator = require "support.simulator"

local build = os.getenv "LARK_BUILD"
local ENV = { LARK_APP_ID = simulator.app_id, LARK_APP_SECRET = simulator.app_secret }

-- Arguments: a base URL up to the port, the build folder.
local WITHOUT_IPV6 = [[
  ip link set lo up && sysctl -qw net.ipv6.conf.all.disable_ipv6=1 || exit 9
  exec 3< <(exec timeout 50 "$2/bin/lark-simulator") && read -u 3 port
  LARK_BASE_URL=$1$port timeout 20 "$2/bin/lualark" call hire.referral.search \
    talent_id=6930815272790114324 --format json
  status=$?; kill $!; exit $status
]]

-- The same; and a folder for nginx, and the port.
local ONLY_IPV6 = [[
  ip link set lo up && ip addr del 127.0.0.1/8 dev lo || exit 9
  timeout 50 nginx -c "$3/nginx.conf" &
  for i in $(seq 200); do [ -s "$3/pid" ] && break; sleep 0.02; done
  LARK_BASE_URL=$1$4 timeout 20 "$2/bin/lualark" call hire.referral.search \
    talent_id=6930815272790114324 --format json
  status=$?; kill $!; wait; exit $status
]]

local NGINX = [[
user root; daemon off; master_process off; pid %DIR%/pid; error_log %DIR%/error.log;
events {}
http {
  access_log off; default_type application/json;
  client_body_temp_path %DIR%/body; proxy_temp_path %DIR%/proxy;
  fastcgi_temp_path %DIR%/fastcgi; uwsgi_temp_path %DIR%/uwsgi; scgi_temp_path %DIR%/scgi;
  server {
    listen [::1]:8123;
    location /open-apis/auth {
      return 200 '{"code":0,"msg":"ok","tenant_access_token":"t-1","expire":7200}';
    }
    location / { return 200 '{"code":0,"data":{"items":[]}}'; }
  }
}
]]

local is_allowed = process.run({ "unshare", "-rn", "ip", "link", "set", "lo", "up" }).status == 0

local function run(script, ...)
  return process.run({ "unshare", "-rn", "bash", "-c", script, "bash", ... }, { env = ENV })
end

describe("a machine without IPv6", function()
  for _, url in ipairs { "http://localhost:", "http://127.0.0.1:" } do
    it("reaches " .. url, function()
      if not is_allowed then return pending "network namespaces are not allowed here" end
      local ended = run(WITHOUT_IPV6, url, build)
      assert.equal("", ended.err)
      assert.equal(0, ended.status)
      assert.matches('"application_ids"', ended.out)
    end)
  end
end)

describe("a machine with IPv6 alone", function()
  local folder
  setup(function()
    folder = configure.folder ""
    configure.write(folder .. "/nginx.conf", (NGINX:gsub("%%DIR%%", folder)))
  end)
  teardown(function() configure.remove(folder) end)

  for url, reached in pairs {
    ["http://localhost:"] = true, ["http://[::1]:"] = true, ["http://127.0.0.1:"] = false,
  } do
    it((reached and "reaches " or "does not reach ") .. url, function()
      if not is_allowed then return pending "network namespaces are not allowed here" end
      os.remove(folder .. "/pid")
      local ended = run(ONLY_IPV6, url, build, folder, "8123")
      if reached then
        assert.equal("", ended.err)
        assert.equal('{\n  "items": []\n}\n', ended.out)
      else
        -- libcurl 7.88 says "127.0.0.1 port 8123", 8.23 "127.0.0.1:8123".
        assert.matches("Failed to connect to 127.0.0.1[ :].-8123", ended.err)
      end
      assert.equal(reached and 0 or 4, ended.status)
    end)
  end
end)
