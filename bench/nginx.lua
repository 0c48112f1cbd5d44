-- SPDX-License-Identifier: MIT

--- Starts an nginx that gives fixed answers on loopback.
---
--- It is one process in the foreground, with all its files in a folder of its own. Its
--- parent is a shell that waits for the end of its input; so however the benchmark ends,
--- nginx stops and the folder is removed.
local M = {}

local CONFIG = [[
daemon off;
master_process off;
worker_processes 1;
pid %DIR%/pid;
error_log %DIR%/error.log error;
events { worker_connections 20000; }
http {
  access_log off;
  default_type "application/json; charset=utf-8";
  keepalive_requests 1000000000;
  keepalive_timeout 1h;
  client_header_timeout 1h;
  client_body_temp_path %DIR%/body;
  proxy_temp_path %DIR%/proxy;
  fastcgi_temp_path %DIR%/fastcgi;
  uwsgi_temp_path %DIR%/uwsgi;
  scgi_temp_path %DIR%/scgi;
  server {
    listen 127.0.0.1:%PORT% backlog=16384;
    listen 127.0.0.1:%TLS% ssl http2 backlog=16384;
    ssl_certificate %DIR%/cert.pem;
    ssl_certificate_key %DIR%/key.pem;
    http2_max_concurrent_streams 128;
    location = %READY% { return 200 "ready"; }
    location = /connections { stub_status; }
%ANSWERS%  }
  # With nginx's defaults, in front of the other.
  server {
    listen 127.0.0.1:%GATEWAY% ssl http2;
    ssl_certificate %DIR%/cert.pem;
    ssl_certificate_key %DIR%/key.pem;
    keepalive_requests 1000;
    keepalive_timeout 75s;
    location / { proxy_pass http://127.0.0.1:%PORT%; }
  }
}
]]

-- A self-signed certificate for 127.0.0.1, valid for one day.
local CERTIFICATE = [[
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 \
  -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 \
  -keyout %DIR%/key.pem -out %DIR%/cert.pem 2>/dev/null
]]

local CHILD = [[
trap '' INT HUP
%NGINX% -e %DIR%/error.log -p %DIR% -c %DIR%/nginx.conf &
read -r _
kill $! 2>/dev/null
wait
rm -rf %DIR%
]]

local function fill(template, values)
  return (template:gsub("%%(%u+)%%", values))
end

local function read_all(path)
  local file <close> = io.open(path)
  return file and file:read "a" or ""
end

local function write_all(path, text)
  local file <close> = assert(io.open(path, "w"))
  assert(file:write(text))
end

local function output_of(command)
  local pipe <close> = assert(io.popen(command))
  return (pipe:read "a":gsub("%s+$", ""))
end

-- Debian's folder for nginx may not be in PATH.
local function find()
  local path = output_of "PATH=$PATH:/usr/sbin command -v nginx"
  if path == "" then return nil, "nginx is missing: apt-get install nginx-light" end
  return path
end

-- A free port below those that the kernel gives to clients.
local function free_port()
  local taken = read_all "/proc/net/tcp" .. read_all "/proc/net/tcp6"
  for _ = 1, 100 do
    local port = math.random(20000, 29999)
    if not taken:find((":%04X "):format(port), 1, true) then return port end
  end
  error "no free port on loopback"
end

local function locations(answers)
  local lines = {}
  for path, body in pairs(answers) do
    assert(not body:find "['$\\]", "an answer that nginx would read otherwise")
    lines[#lines + 1] = ("    location = %s { return 200 '%s'; }\n"):format(path, body)
  end
  return table.concat(lines)
end

--- The version of nginx; or nil and what to do.
function M.version()
  local path, err = find()
  if not path then return nil, err end
  return output_of(path .. " -v 2>&1"):match "nginx/(%S+)" or "of unknown version"
end

--- Starts a server.
--- @param answers table<string, string>  path to body, for every method
--- @param is_up fun(base_url: string, path: string): boolean  one try to connect
--- @return { base_url: string, tls_url: string, gateway_url: string, ca_file: string,
---   stop: fun() }? server
--- @return string? err
function M.start(answers, is_up)
  local path, err = find()
  if not path then return nil, err end
  local dir, port = output_of "mktemp -d /tmp/lark-bench-XXXXXXXX", free_port()
  -- Only our nginx knows this path, if another server should have the port.
  local ready = "/" .. dir:match "[^/]+$"
  local values = {
    NGINX = path, DIR = dir, PORT = port, TLS = free_port(), GATEWAY = free_port(), READY = ready,
    ANSWERS = locations(answers),
  }
  if not os.execute(fill(CERTIFICATE, values)) then return nil, "openssl is missing" end

  write_all(dir .. "/nginx.conf", fill(CONFIG, values))
  local child = assert(io.popen(fill(CHILD, values), "w"))
  local base_url = "http://127.0.0.1:" .. port
  for _ = 1, 100 do
    if is_up(base_url, ready) then
      return {
        base_url = base_url, tls_url = "https://127.0.0.1:" .. values.TLS,
        gateway_url = "https://127.0.0.1:" .. values.GATEWAY,
        ca_file = dir .. "/cert.pem", stop = function() child:close() end,
      }
    end
    output_of "sleep 0.05"
  end
  local why = read_all(dir .. "/error.log")
  child:close()
  return nil, "nginx does not answer:\n" .. why
end

return M
