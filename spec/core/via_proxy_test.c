// SPDX-License-Identifier: MIT

// Proxies that refuse: the error names the variable that the proxy stands in,
// and a refusal is not repeated.
#include "check.h"
#include "lark.h"
#include "server.h"

#include <sys/mman.h>

enum { PASSES = 2, MOST_BYTES = 64 };

// The lines of a proxy: one more after each time that the client has spoken.
typedef struct proxy {
  const char *parts[PASSES];
  size_t lengths[PASSES]; // 0: up to the NUL
  int dead_after;         // it hangs up after so many visits; 0: it does not
  pid_t process;
  int port;
  int *visits; // shared with its process
} proxy;

_Noreturn static void talk(const proxy *its, int listener) {
  alarm(SERVER_LIVES_S);
  signal(SIGPIPE, SIG_IGN);
  char heard[4096];
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    bool dead = ++*its->visits > its->dead_after && its->dead_after > 0;
    for (int i = 0; i < PASSES && !dead && its->parts[i] != NULL; i++) {
      if (read(fd, heard, sizeof heard) <= 0) break;
      size_t length =
          its->lengths[i] > 0 ? its->lengths[i] : strlen(its->parts[i]);
      if (write(fd, its->parts[i], length) < 0) break;
    }
    close(fd);
  }
}

static void start(proxy *its) {
  int listener = listen_on_loopback(&its->port);
  its->visits = mmap(NULL, sizeof *its->visits, PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  CHECK(its->visits != MAP_FAILED);
  its->process = fork();
  if (its->process == 0) talk(its, listener);
  close(listener);
}

static void stop(proxy *its) {
  end_process(its->process);
  munmap(its->visits, sizeof *its->visits);
}

typedef struct ending {
  lark_status status;
  bool retryable;
  uint32_t attempts;
  char msg[256], hint[256];
} ending;

static void note(lark_client *client, lark_call call, lark_result *result,
                 void *user) {
  (void)client, (void)call;
  ending *end = user;
  const lark_error *error = lark_result_error(result);
  end->status = error->status;
  end->retryable = error->retryable;
  end->attempts = error->attempts;
  snprintf(end->msg, sizeof end->msg, "%s", error->msg);
  snprintf(end->hint, sizeof end->hint, "%s",
           error->hint != NULL ? error->hint : "");
}

// Calls through the proxy that the variable https_proxy names.
static ending ask_with(uint32_t retries, const char *scheme, const char *user,
                       int port) {
  ending end = {0};
  char url[128];
  snprintf(url, sizeof url, "%s://%s127.0.0.1:%d", scheme, user, port);
  setenv("https_proxy", url, 1);
  lark_options options;
  lark_client *client = NULL;
  lark_options_init(&options, sizeof options);
  options.base_url = "https://hire.example";
  options.tenant_access_token = "t-secret";
  options.retries = retries;
  options.connect_timeout_ms = 3000;
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  lark_param id = lark_string("application_id", "1");
  CHECK(lark_start(client, "hire.referral.get_by_application", &id, 1, note,
                   &end, NULL) == LARK_OK);
  while (lark_pending(client) > 0)
    lark_wait(client, 5000);
  lark_close(client);
  unsetenv("https_proxy");
  CHECK(strstr(end.msg, "hunter2") == NULL);
  CHECK(strstr(end.hint, "hunter2") == NULL);
  return end;
}

static ending ask(const char *scheme, const char *user, int port) {
  return ask_with(1, scheme, user, port);
}

typedef struct refusal {
  const char *scheme;
  const char *parts[PASSES];
  size_t lengths[PASSES];
  lark_status status;
  uint32_t attempts;
  const char *words; // of the message
} refusal;

static const refusal refusals[] = {
    {"http",
     {"HTTP/1.1 407 Who\r\nContent-Length: 0\r\n\r\n"},
     {0},
     LARK_ECONFIG,
     1,
     "user or the password (HTTP 407)"},
    {"http",
     {"HTTP/1.1 401 Who\r\nContent-Length: 0\r\n\r\n"},
     {0},
     LARK_ECONFIG,
     1,
     "user or the password (HTTP 401)"},
    {"http",
     {"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"},
     {0},
     LARK_ECONFIG,
     1,
     "does not let requests to this server pass (HTTP 403)"},
    {"http",
     {"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n"},
     {0},
     LARK_ENETWORK,
     2,
     "did not reach the server (HTTP 500)"},
    {"http",
     {"HTTP/1.1 503 Oh\r\nContent-Length: 0\r\n\r\n"},
     {0},
     LARK_ENETWORK,
     2,
     "did not reach the server (HTTP 503)"},
    // It speaks something else, or TLS.
    {"http",
     {"220 mail.example ESMTP\r\n"},
     {0},
     LARK_ENETWORK,
     2,
     "the proxy made no connection"},
    {"https",
     {"HTTP/1.1 400 Bad Request\r\n\r\n"},
     {0},
     LARK_ENETWORK,
     2,
     "the proxy made no connection"},
    {"socks5h",
     {"HTTP/1.1 400 Bad Request\r\n\r\n"},
     {0},
     LARK_ENETWORK,
     2,
     "the proxy made no connection"},
    // SOCKS: no way to sign in; not allowed; the server is not reached.
    {"socks5h",
     {"\x05\xff"},
     {2},
     LARK_ECONFIG,
     1,
     "the proxy made no connection"},
    {"socks5h",
     {"\x05\x00", "\x05\x02\x00\x01\x00\x00\x00\x00\x00\x00"},
     {2, 10},
     LARK_ECONFIG,
     1,
     "the proxy made no connection"},
    {"socks5h",
     {"\x05\x00", "\x05\x04\x00\x01\x00\x00\x00\x00\x00\x00"},
     {2, 10},
     LARK_ENETWORK,
     2,
     "the proxy made no connection"},
};

static void its_refusal_names_the_variable(void) {
  for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
    const refusal *r = &refusals[i];
    proxy its = {0};
    memcpy(its.parts, r->parts, sizeof its.parts);
    memcpy(its.lengths, r->lengths, sizeof its.lengths);
    start(&its);
    ending end = ask(r->scheme, "", its.port);
    CHECK(end.status == r->status);
    CHECK(end.attempts == r->attempts);
    CHECK(*its.visits == (int)r->attempts);
    CHECK(end.retryable == (r->status == LARK_ENETWORK));
    CHECK(strstr(end.msg, r->words) != NULL);
    CHECK(strstr(end.hint, "https_proxy") != NULL);
    CHECK(strstr(end.hint, "LARK_BASE_URL") == NULL);
    if (check_failures() > 0)
      fprintf(stderr, "case %zu: %s / %s\n", i, end.msg, end.hint);
    stop(&its);
  }
}

static void its_port_that_is_closed_is_told(void) {
  int port = 0;
  close(listen_on_loopback(&port));
  ending end = ask("http", "", port);
  CHECK(end.status == LARK_ENETWORK && end.attempts == 2);
  CHECK(strstr(end.hint, "https_proxy") != NULL);
}

static void its_silence_names_the_timeout(void) {
  int port = 0;
  int listener = listen_on_loopback(&port); // accepts, and says nothing
  ending end = ask("http", "", port);
  CHECK(end.status == LARK_ETIMEOUT);
  CHECK(strstr(end.hint, "https_proxy") != NULL);
  CHECK(strstr(end.hint, "connect_timeout") != NULL);
  close(listener);
}

// A wrong password is sent once: more would lock the account.
static void a_password_is_sent_once_and_not_shown(void) {
  proxy its = {.parts = {"HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic "
                         "realm=\"x\"\r\nContent-Length: 0\r\n\r\n",
                         "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic "
                         "realm=\"x\"\r\nContent-Length: 0\r\n\r\n"}};
  start(&its);
  ending end = ask("http", "me:hunter2@", its.port);
  CHECK(end.status == LARK_ECONFIG && end.attempts == 1);
  CHECK(*its.visits == 1);
  stop(&its);
}

static void one_that_dies_after_its_question_refuses_nobody(void) {
  proxy its = {.parts = {"HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic "
                         "realm=\"x\"\r\nContent-Length: 0\r\n"
                         "Connection: close\r\n\r\n"},
               .dead_after = 1};
  start(&its);
  ending end = ask("http", "me:hunter2@", its.port);
  CHECK(end.status == LARK_ENETWORK && end.attempts == 2);
  CHECK(*its.visits >= 3);
  stop(&its);
}

static void digest_works(void) {
  proxy its = {.parts = {"HTTP/1.1 407 Who\r\nProxy-Authenticate: Digest "
                         "realm=\"x\", nonce=\"abc\", qop=\"auth\"\r\n"
                         "Content-Length: 0\r\n\r\n",
                         "HTTP/1.1 200 Go\r\n\r\n"}};
  start(&its);
  ending end = ask_with(0, "http", "me:hunter2@", its.port);
  // Behind the tunnel is nobody who speaks TLS: the proxy is not to blame.
  CHECK(end.status == LARK_ENETWORK);
  CHECK(strstr(end.msg, "proxy") == NULL);
  stop(&its);
}

int main(void) {
  its_refusal_names_the_variable();
  its_port_that_is_closed_is_told();
  its_silence_names_the_timeout();
  a_password_is_sent_once_and_not_shown();
  one_that_dies_after_its_question_refuses_nobody();
  digest_works();
  return check_failures();
}
