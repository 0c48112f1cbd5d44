-- SPDX-License-Identifier: MIT

--- A real nginx in front of the simulator: TLS and HTTP/2.
local process = require "support.process"
local simulator = require "support.simulator"

local M = {}
M.__index = M

local CONFIG = [[
daemon off;
master_process off;
pid %DIR%/pid;
error_log %DIR%/error.log;
events { worker_connections 1024; }
http {
  log_format seen '$server_protocol $connection';
  access_log %DIR%/access.log seen;
  client_body_temp_path %DIR%/body;
  proxy_temp_path %DIR%/proxy;
  fastcgi_temp_path %DIR%/fastcgi;
  uwsgi_temp_path %DIR%/uwsgi;
  scgi_temp_path %DIR%/scgi;
  server {
    listen 127.0.0.1:%PORT% ssl http2;
    ssl_certificate %DIR%/cert.pem;
    ssl_certificate_key %DIR%/key.pem;
    location / { proxy_pass %UPSTREAM%; proxy_http_version 1.1; }
  }
}
]]

local function write(path, text)
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
end

--- Makes a self-signed certificate for a name: DIR/cert.pem and DIR/key.pem.
function M.certificate(dir, name)
  local made = process.run { "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
    "-keyout", dir .. "/key.pem", "-out", dir .. "/cert.pem", "-days", "2",
    "-subj", "/CN=" .. name, "-addext", "subjectAltName=IP:" .. name }
  assert(made.status == 0, made.err)
end

function M:stop()
  if not self.pipe then return end
  os.execute("kill " .. self.pid)
  self.pipe:close()
  self.pipe = nil
  process.run { "rm", "-rf", self.dir }
end

-- A spec that fails before its teardown leaves none behind.
M.__gc = M.stop

-- A port that was free a moment ago: one that a simulator was just given.
local function free_port()
  local lender = simulator.start()
  lender:stop()
  return lender.port
end

--- Starts one before the server at `upstream`; its certificate is for 127.0.0.1.
function M.start(upstream)
  local dir = os.tmpname()
  os.remove(dir)
  assert(os.execute("mkdir " .. dir))
  M.certificate(dir, "127.0.0.1")
  local port = free_port()
  local config = CONFIG:gsub("%%(%u+)%%", { DIR = dir, PORT = port, UPSTREAM = upstream })
  write(dir .. "/nginx.conf", config)
  local program = process.command { "env", "-u", "LD_PRELOAD", "timeout", "300",
    "/usr/sbin/nginx", "-e", dir .. "/error.log", "-c", dir .. "/nginx.conf" }
  local pipe = assert(io.popen("echo $$; exec " .. program, "r"))
  local self = setmetatable({ pipe = pipe, dir = dir, url = "https://127.0.0.1:" .. port }, M)
  self.pid = assert(tonumber(pipe:read("l")))
  self.ca_file = dir .. "/cert.pem"
  -- Until it answers, ten seconds at most.
  local up = process.run { "sh", "-c", [[
    for try in $(seq 200); do
      curl -s -o /dev/null --cacert "$1" "$2" && exit
      sleep 0.05
    done
    exit 1]], "sh", self.ca_file, self.url .. "/_sim/stats" }
  assert(up.status == 0, "nginx did not start")
  return self
end

--- What was served: a list of { protocol, connection }.
function M:served()
  local list = {}
  for line in io.lines(self.dir .. "/access.log") do
    list[#list + 1] = { line:match("^(%S+) (%d+)$") }
  end
  return list
end

return M
