-- SPDX-License-Identifier: MIT

--- Runs nginx: in front of the simulator for TLS and HTTP/2, or alone, with answers that
--- the simulator never gives.
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
  log_format seen '%SEEN%';
  access_log %DIR%/access.log seen;
  client_body_temp_path %DIR%/body;
  proxy_temp_path %DIR%/proxy;
  fastcgi_temp_path %DIR%/fastcgi;
  uwsgi_temp_path %DIR%/uwsgi;
  scgi_temp_path %DIR%/scgi;
  server {
%SERVER%
  }
}
]]

local FRONT = [[
    listen 127.0.0.1:%PORT% ssl http2;
    ssl_certificate %DIR%/cert.pem;
    ssl_certificate_key %DIR%/key.pem;
    ssl_protocols %PROTOCOLS%;
    %MORE%
    location / { proxy_pass %UPSTREAM%; proxy_http_version 1.1; }]]

local function write(path, text)
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
end

--- Makes a self-signed certificate for an address or a name: DIR/cert.pem and DIR/key.pem.
function M.certificate(dir, name)
  local kind = name:find "^[%d.]+$" and "IP:" or "DNS:"
  local made = process.run { "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
    "-keyout", dir .. "/key.pem", "-out", dir .. "/cert.pem", "-days", "2",
    "-subj", "/CN=" .. name, "-addext", "subjectAltName=" .. kind .. name }
  assert(made.status == 0, made.err)
end

--- The same, but expired since yesterday.
function M.expired_certificate(dir, name)
  local made = process.run { "sh", "-c", [[
    cd "$1" && echo "subjectAltName=IP:$2" > names &&
    openssl req -newkey rsa:2048 -nodes -keyout key.pem -out request.pem -subj "/CN=$2" &&
    for ending in "-days -1" "-not_before 20200101000000Z -not_after 20200102000000Z"; do
      openssl x509 -req -in request.pem -signkey key.pem $ending -extfile names -out cert.pem &&
        exit
    done
    exit 1]], "sh", dir, name }
  assert(made.status == 0, made.err)
end

function M:stop()
  if not self.pipe then return end
  os.execute("kill " .. self.pid)
  self.pipe:close()
  self.pipe = nil
  process.run { "rm", "-rf", self.dir }
end

-- Stops nginx when a spec fails before its teardown.
M.__gc = M.stop

--- A port that was free a moment ago, when a simulator had it.
function M.free_port()
  local lender = simulator.start()
  lender:stop()
  return lender.port
end

local function fill(text, values)
  return (text:gsub("%%(%u+)%%", values))
end

local function make_dir()
  local dir = os.tmpname()
  os.remove(dir)
  assert(os.execute("mkdir " .. dir))
  return dir
end

-- Starts an nginx with its own part of the configuration.
local function launch(self, server, seen)
  local dir = self.dir
  write(dir .. "/nginx.conf", fill(CONFIG, { DIR = dir, SERVER = server, SEEN = seen }))
  local program = process.command { "env", "-u", "LD_PRELOAD", "timeout", "300",
    "/usr/sbin/nginx", "-e", dir .. "/error.log", "-c", dir .. "/nginx.conf" }
  self.pipe = assert(io.popen("echo $$; exec " .. program, "r"))
  setmetatable(self, M)
  self.pid = assert(tonumber(self.pipe:read("l")))
  -- Waits until it answers, at most ten seconds.
  local up = process.run { "sh", "-c", [[
    for try in $(seq 200); do
      curl -s -k -o /dev/null "$1" && exit
      sleep 0.05
    done
    exit 1]], "sh", self.url .. "/up" }
  assert(up.status == 0, "nginx did not start")
  return self
end

--- Starts an nginx in front of the server at `upstream`, with a certificate for 127.0.0.1.
--- @param protocols? string  of TLS; "TLSv1.2 TLSv1.3"
--- @param more? string  of the configuration
function M.start(upstream, protocols, more)
  local dir, port = make_dir(), M.free_port()
  M.certificate(dir, "127.0.0.1")
  local server = fill(FRONT, { DIR = dir, PORT = port, UPSTREAM = upstream,
    PROTOCOLS = protocols or "TLSv1.2 TLSv1.3", MORE = more or "" })
  return launch({ dir = dir, url = "https://127.0.0.1:" .. port, ca_file = dir .. "/cert.pem" },
    server, "$server_protocol $connection")
end

--- Starts an nginx as a proxy for plain http that sends every request to `upstream`.
function M.proxy(upstream)
  local port = M.free_port()
  local server = ("listen 127.0.0.1:%d; location / { proxy_pass %s; }"):format(port, upstream)
  local self = { dir = make_dir(), url = "http://127.0.0.1:" .. port }
  return launch(self, server, "$http_host $uri .")
end

-- Quotes a word for the configuration.
local function quote(text)
  return "'" .. text:gsub("[\\']", "\\%0") .. "'"
end

--- Starts an nginx without TLS that gives every request below a path the same answer,
--- `{ status?, type?, headers?, body? }`. A body may contain nginx's $variables, and so does
--- `seen`, the form of the log's lines. The body of a redirect is nginx's own: it takes the
--- text for the Location.
function M.answering(answers, seen)
  local dir, port = make_dir(), M.free_port()
  local server = { "    listen 127.0.0.1:" .. port .. ";", "    default_type application/json;" }
  for path, answer in pairs(answers) do
    server[#server + 1] = "    location " .. path .. " {"
    for name, value in pairs(answer.headers or {}) do
      if name ~= "Location" then
        server[#server + 1] = ("      add_header %s %s always;"):format(name, quote(value))
      end
    end
    if answer.type then server[#server + 1] = ("      default_type %s;"):format(answer.type) end
    local text = (answer.headers or {}).Location or answer.body or "{}"
    server[#server + 1] = ("      return %d %s;\n    }"):format(answer.status or 200, quote(text))
  end
  return launch({ dir = dir, url = "http://127.0.0.1:" .. port }, table.concat(server, "\n"),
    seen or "$request_method $uri [$http_authorization] [$http_x_injected]")
end

--- The lines of the log, except those of this module's own requests.
function M:lines()
  -- nginx works in order, so the lines of earlier requests are written by now.
  process.run { "curl", "-s", "-k", "-o", "/dev/null", self.url .. "/up" }
  local list = {}
  for line in io.lines(self.dir .. "/access.log") do
    if not line:find("/up ", 1, true) then list[#list + 1] = line end
  end
  return list
end

--- The requests that were served: a list of { protocol, connection }.
function M:served()
  local list = {}
  for line in io.lines(self.dir .. "/access.log") do
    list[#list + 1] = { line:match("^(%S+) (%d+)$") }
  end
  return list
end

return M
