-- SPDX-License-Identifier: MIT

--- Starts real forward proxies that want a user and a password, each in a folder of its own.
--- They know `platform.test`, which is this machine.
local nginx = require "support.nginx"
local process = require "support.process"
local software = require "gateways.software"

local M = {}
M.__index = M

M.user = "robot"

-- Each: its password, its configuration, the command, a URL that it denies whatever the
-- password, how a line of its log says that it was asked for a tunnel, and how often it may be
-- asked with a wrong password.
M.kinds = {}

-- It runs as a user without rights: as root it wants one that can read all its files.
M.kinds.squid = {
  password = "p@ss/word", denied = "https://banned.test",
  asked = "CONNECT .*Digest username=", asks = 1,
  text = [[
http_port 127.0.0.1:%PORT%
visible_hostname proxy.test
pid_filename none
cache_log %DIR%/cache.log
logformat seen %rm %ru [%{Proxy-Authorization}>h]
access_log stdio:%DIR%/access.log seen
coredump_dir %DIR%
hosts_file %DIR%/hosts
pinger_enable off
shutdown_lifetime 1 seconds
error_directory %ROOT%/usr/share/squid-langpack/en
mime_table %ROOT%/usr/share/squid/mime.conf
icon_directory %ROOT%/usr/share/squid/icons
unlinkd_program %ROOT%/usr/lib/squid/unlinkd
logfile_daemon %ROOT%/usr/lib/squid/log_file_daemon
auth_param digest program %ROOT%/usr/lib/squid/digest_file_auth -c %DIR%/users
auth_param digest realm lark
acl known proxy_auth REQUIRED
acl banned dstdomain banned.test
http_access deny banned
http_access allow known
http_access deny all
]],
  command = { "unshare", "--user", "--map-user=1000", "--map-group=1000",
    "%ROOT%/usr/sbin/squid", "-N", "-f", "%DIR%/conf" },
}

-- It asks the system for addresses: it gets a hosts file of its own.
M.kinds.tinyproxy = {
  -- It knows letters and digits alone.
  password = "passw0rd", denied = "https://platform.test:444",
  -- The first without a password.
  asked = "Request %(file.*CONNECT ", asks = 2,
  text = [[
Port %PORT%
Listen 127.0.0.1
Timeout 600
LogFile "%DIR%/access.log"
LogLevel Connect
MaxClients 200
Allow 127.0.0.1
BasicAuth %USER% %PASSWORD%
ConnectPort %UPSTREAM%
ConnectPort 1
]],
  command = { "unshare", "--map-root-user", "--mount", "sh", "-c",
    'mount --bind "$0" /etc/hosts && exec "$@"', "%DIR%/hosts",
    "%ROOT%/usr/bin/tinyproxy", "-d", "-c", "%DIR%/conf" },
}

-- The line that Squid's helper reads: "user:realm:digest".
local function digest_line(password)
  local account = M.user .. ":lark:"
  local made = process.run({ "md5sum" }, { input = account .. password })
  return account .. made.out:match "%x+" .. "\n"
end

--- Starts a proxy.
--- @param kind string       a key of `kinds`
--- @param upstream integer  the port that tunnels lead to
function M.start(kind, upstream)
  local self = setmetatable({ kind = M.kinds[kind], dir = software.folder() }, M)
  local port = nginx.free_port()
  self.values = { DIR = self.dir, PORT = port, UPSTREAM = upstream, ROOT = software.root,
    USER = M.user, PASSWORD = self.kind.password }
  software.write(self.dir .. "/conf", software.fill(self.kind.text, self.values))
  software.write(self.dir .. "/hosts", "127.0.0.1 platform.test banned.test\n")
  software.write(self.dir .. "/users", digest_line(self.kind.password))
  self.address = "127.0.0.1:" .. port
  self:launch()
  self:await()
  return self
end

--- Its URL, for a user with a password.
function M:url(password)
  local escaped = (password or self.kind.password):gsub("[@/]", { ["@"] = "%40", ["/"] = "%2F" })
  return ("http://%s:%s@%s"):format(M.user, escaped, self.address)
end

function M:launch()
  self.process = software.launch(software.words(self.kind.command, self.values))
end

function M:await() software.await("http://" .. self.address) end

--- Ends it at once, as a crash does, with all its tunnels.
function M:kill()
  os.execute(("kill -KILL %d"):format(self.process.pid))
  self.process:stop()
end

--- How often it was asked for a tunnel.
function M:asked()
  local count = 0
  for line in io.lines(self.dir .. "/access.log") do
    if line:find(self.kind.asked) then count = count + 1 end
  end
  return count
end

function M:stop()
  if not self.process then return end
  self.process:stop()
  self.process = nil
  process.run { "rm", "-rf", self.dir }
end

M.__gc, M.__close = M.stop, M.stop

return M
