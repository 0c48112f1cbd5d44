-- SPDX-License-Identifier: MIT

--- Starts real gateways with the defaults that Debian and their makers give them, each in
--- front of one upstream, in a folder of its own.
local nginx = require "support.nginx"
local process = require "support.process"

local M = {}
M.__index = M

local build = assert(os.getenv "LARK_BUILD", "LARK_BUILD names the build folder")
local root = build .. "/gateways"

--- Where the software is unpacked.
M.root = root

function M.write(path, text)
  local file <close> = assert(io.open(path, "w"))
  assert(file:write(text))
end

function M.fill(text, values)
  return (text:gsub("%%(%u+)%%", values))
end

--- Starts a program that prints a port. `:stop()` ends it.
function M.launch(words)
  local pipe = assert(io.popen("echo $$; exec " .. process.command(words), "r"))
  local self = setmetatable({ pipe = pipe }, M)
  self.pid = assert(tonumber(pipe:read "l"))
  return self
end

function M:stop()
  if not self.pipe then return end
  os.execute(("kill -TERM %d 2>/dev/null"):format(self.pid))
  self.pipe:close()
  self.pipe = nil
  if self.dir then process.run { "rm", "-rf", self.dir } end
end

M.__gc, M.__close = M.stop, M.stop

--- Starts the counting upstream; `.url` is its address.
function M.upstream(...)
  local source = assert(os.getenv "LARK_SOURCE")
  local self = M.launch { "timeout", "900", "python3", source .. "/spec/gateways/upstream.py", ... }
  self.port = assert(tonumber(self.pipe:read "l"), "no port")
  self.url = "http://127.0.0.1:" .. self.port
  return self
end

-- Each: the configuration's file and text, the command, how to reload it, and whether it
-- speaks TLS.
M.kinds = {}

M.kinds.nginx = {
  file = "nginx.conf", tls = true,
  text = [[
daemon off;
user root;
pid %DIR%/pid;
error_log %DIR%/error.log;
worker_processes auto;
events { worker_connections 768; }
http {
  access_log off;
  client_body_temp_path %DIR%/body; proxy_temp_path %DIR%/proxy;
  fastcgi_temp_path %DIR%/fastcgi; uwsgi_temp_path %DIR%/uwsgi; scgi_temp_path %DIR%/scgi;
  server {
    listen 127.0.0.1:%PORT% ssl http2;
    ssl_certificate %DIR%/cert.pem; ssl_certificate_key %DIR%/key.pem;
    location / { proxy_pass http://127.0.0.1:%UPSTREAM%; }
  }
}
]],
  command = { "/usr/sbin/nginx", "-e", "%DIR%/error.log", "-c", "%DIR%/nginx.conf" },
  reload = "kill -HUP %PID%",
}

M.kinds.haproxy = {
  file = "haproxy.cfg", tls = true,
  text = [[
global
  maxconn 2000
  stats socket %DIR%/admin.sock mode 660 level admin expose-fd listeners
defaults
  mode http
  timeout connect 5000
  timeout client 50000
  timeout server 50000
frontend front
  bind 127.0.0.1:%PORT% ssl crt %DIR%/both.pem alpn h2,http/1.1
  default_backend back
backend back
  server platform 127.0.0.1:%UPSTREAM%
]],
  command = { "%ROOT%/usr/sbin/haproxy", "-W", "-q", "-f", "%DIR%/haproxy.cfg" },
  reload = "kill -USR2 %PID%",
}

M.kinds.apache = {
  file = "apache2.conf", tls = true,
  text = [[
ServerName 127.0.0.1
ServerRoot %ROOT%/usr/lib/apache2
PidFile %DIR%/pid
DefaultRuntimeDir %DIR%
Mutex file:%DIR% default
ErrorLog %DIR%/error.log
Timeout 300
KeepAlive On
MaxKeepAliveRequests 100
KeepAliveTimeout 5
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule reqtimeout_module modules/mod_reqtimeout.so
LoadModule socache_shmcb_module modules/mod_socache_shmcb.so
LoadModule ssl_module modules/mod_ssl.so
LoadModule proxy_module modules/mod_proxy.so
LoadModule proxy_http_module modules/mod_proxy_http.so
RequestReadTimeout header=20-40,minrate=500 body=10,minrate=500
StartServers 2
MinSpareThreads 25
MaxSpareThreads 75
ThreadLimit 64
ThreadsPerChild 25
MaxRequestWorkers 150
MaxConnectionsPerChild 0
SSLSessionCache shmcb:%DIR%/ssl(512000)
Listen 127.0.0.1:%PORT%
<VirtualHost *:%PORT%>
  SSLEngine on
  SSLCertificateFile %DIR%/cert.pem
  SSLCertificateKeyFile %DIR%/key.pem
  ProxyPass / http://127.0.0.1:%UPSTREAM%/
</VirtualHost>
]],
  command = { "%ROOT%/usr/sbin/apache2", "-DFOREGROUND", "-f", "%DIR%/apache2.conf" },
  reload = "kill -USR1 %PID%",
}

M.kinds.caddy = {
  file = "Caddyfile", tls = true,
  text = [[
{
  auto_https off
  admin unix/%DIR%/admin.sock
}
https://127.0.0.1:%PORT% {
  tls %DIR%/cert.pem %DIR%/key.pem
  reverse_proxy 127.0.0.1:%UPSTREAM%
}
]],
  command = { "%ROOT%/usr/bin/caddy", "run", "--config", "%DIR%/Caddyfile" },
  reload = "%ROOT%/usr/bin/caddy reload --force --config %DIR%/Caddyfile"
    .. " --address unix/%DIR%/admin.sock 2>/dev/null &",
}

--- Waits until something answers at a URL.
function M.await(url)
  local up = process.run { "sh", "-c", [[
    for try in $(seq 200); do
      curl -s -k -o /dev/null "$1" && exit
      sleep 0.05
    done
    exit 1]], "sh", url .. "/up" }
  assert(up.status == 0, url .. " does not answer")
end

--- Makes a folder that others can read.
function M.folder()
  local dir = os.tmpname()
  os.remove(dir)
  assert(process.run({ "mkdir", "-m", "755", dir }).status == 0)
  return dir
end

--- The words that start unpacked software, with its libraries. Its standard error goes to
--- DIR/log.
function M.words(command, values)
  local dir = values.DIR
  local words = { "env", "HOME=" .. dir, "LD_LIBRARY_PATH=" .. root .. "/usr/lib/x86_64-linux-gnu",
    "sh", "-c", 'exec "$@" 2>>' .. dir .. "/log", "sh" }
  for _, word in ipairs(command) do words[#words + 1] = M.fill(word, values) end
  return words
end

--- Starts a gateway of a kind in front of an upstream.
--- @param kind string  a key of `kinds`
--- @param change? fun(text: string): string  changes its configuration
--- @param name? string  what its certificate is for; without it 127.0.0.1
function M.start(kind, upstream, change, name)
  local its = assert(M.kinds[kind], kind)
  local dir = M.folder()
  name = name or "127.0.0.1"
  nginx.certificate(dir, name)
  os.execute(("cat %s/cert.pem %s/key.pem > %s/both.pem"):format(dir, dir, dir))
  local port = nginx.free_port()
  local values = { DIR = dir, PORT = port, UPSTREAM = upstream.port, ROOT = root }
  local text = M.fill(its.text, values)
  M.write(dir .. "/" .. its.file, change and change(text) or text)
  local self = M.launch(M.words(its.command, values))
  self.dir, self.ca_file, self.port = dir, dir .. "/cert.pem", port
  local scheme = its.tls and "https://" or "http://"
  self.url = scheme .. name .. ":" .. port
  values.PID = tostring(self.pid)
  self.reload_command = M.fill(its.reload, values)
  M.await(scheme .. "127.0.0.1:" .. port)
  return self
end

function M:reload() os.execute(self.reload_command) end

return M
