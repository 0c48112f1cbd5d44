// SPDX-License-Identifier: MIT

// Which proxy a client has, and which headers a proxy for https gets.
#include "check.h"
#include "lark.h"
#include "proxy.h"
#include "server.h"

typedef struct listed {
  const char *list;
  const char *base_url;
  bool excluded;
} listed;

static const listed lists[] = {
    {"", "https://open.feishu.cn", false},
    {"*", "https://open.feishu.cn", true},
    {"feishu.cn", "https://open.feishu.cn", true},
    {".feishu.cn", "https://open.feishu.cn", true},
    {"*.feishu.cn", "https://open.feishu.cn", true},
    {"*.feishu.cn", "https://FEISHU.cn/x", true},
    {"eishu.cn", "https://open.feishu.cn", false},
    {"a.example, open.feishu.cn ,b", "https://open.feishu.cn:443/x", true},
    {"open.feishu.cn:443", "https://open.feishu.cn", true},
    {"open.feishu.cn:8443", "https://open.feishu.cn", false},
    {"*.feishu.cn:8443", "https://open.feishu.cn:8443", true},
    {"open.feishu.cn.", "https://open.feishu.cn", true},
    {"10.0.0.0/8", "https://10.20.30.40", true},
    {"10.0.0.0/8", "https://11.20.30.40", false},
    {"10.20.0.0/15", "https://10.21.1.1", true},
    {"10.20.0.0/15", "https://10.22.1.1", false},
    {"10.1.2.3", "https://10.1.2.3:8443", true},
    {"10.1.2.3:8443", "https://10.1.2.3:8443", true},
    {"10.1.2.3:1", "https://10.1.2.3:8443", false},
    {"0.0.0.0/0", "https://10.1.2.3", true},
    {"10.0.0.0/33", "https://10.1.2.3", false},
    {"10.0.0.0/", "https://10.1.2.3", false},
    {"fd00::/8", "https://[fd12::1]", true},
    {"fd00::/8", "https://[fe80::1]:8443", false},
    {"[fd12::1]:8443", "https://[fd12::1]:8443", true},
    {"fd12::1", "https://[fd12::1]:8443", true},
};

static void no_proxy_is_read_in_every_form(void) {
  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
    const listed *l = &lists[i];
    bool excluded = lark_proxy_excludes(l->list, l->base_url);
    if (excluded != l->excluded)
      fprintf(stderr, "%s %s\n", l->list, l->base_url);
    CHECK(excluded == l->excluded);
  }
}

static const lark_allocator plain = {NULL, NULL};

static void check_url(const char *base_url, const char *option,
                      const char *wanted, const char *source) {
  lark_proxy proxy;
  lark_failure failure;
  CHECK(lark_proxy_find(&proxy, &plain, option, base_url, &failure) == LARK_OK);
  CHECK((proxy.url == NULL) == (wanted == NULL));
  if (wanted != NULL && proxy.url != NULL) {
    CHECK(strcmp(proxy.url, wanted) == 0);
    CHECK(strcmp(proxy.source, source) == 0);
  }
  lark_proxy_clear(&proxy, &plain);
}

static void it_is_the_option_s_or_the_environment_s(void) {
  const char *https = "https://hire.example";
  const char *http = "http://hire.example";
  check_url(https, NULL, NULL, "");
  setenv("ALL_PROXY", "http://all:1/", 1);
  setenv("HTTP_PROXY", "http://cgi:1/", 1);
  check_url(http, NULL, "http://all:1/", "ALL_PROXY");
  check_url(https, NULL, "http://all:1/", "ALL_PROXY");
  setenv("https_proxy", "http://secure:1/", 1);
  check_url(https, NULL, "http://secure:1/", "https_proxy");
  check_url(https, "socks5h://mine:2/", "socks5h://mine:2/", "proxy");
  check_url("https://localhost", "http://mine:2/", NULL, "");
  setenv("NO_PROXY", "hire.example:443", 1);
  check_url(https, "http://mine:2/", NULL, "");
  check_url("https://hire.example:8443", NULL, "http://secure:1/",
            "https_proxy");
  unsetenv("NO_PROXY");
  unsetenv("https_proxy");
  unsetenv("HTTP_PROXY");
  unsetenv("ALL_PROXY");
}

static void its_user_and_password_are_kept_apart(void) {
  lark_proxy proxy;
  lark_failure failure;
  CHECK(lark_proxy_find(&proxy, &plain,
                        "http://me:hun%40ter@proxy.example:3128",
                        "https://hire.example", &failure) == LARK_OK);
  CHECK(strcmp(proxy.url, "http://proxy.example:3128/") == 0);
  CHECK(strcmp(proxy.user, "me") == 0 &&
        strcmp(proxy.password, "hun@ter") == 0);
  lark_proxy_clear(&proxy, &plain);
}

static void a_url_that_cannot_be_read_is_not_shown(void) {
  static const char *const urls[] = {"http://me:hunter2@proxy.example:99999",
                                     "htp://me:hunter2@proxy.example",
                                     "http://me:hunter2@proxy.example:port",
                                     "http://me:hunter2@",
                                     "ftp://me:hunter2@proxy.example",
                                     "http://me:hun ter2@pro xy:1",
                                     "://me:hunter2@proxy"};
  for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
    lark_options options;
    lark_client *client = NULL;
    lark_result *why = NULL;
    lark_options_init(&options, sizeof options);
    options.tenant_access_token = "t";
    options.proxy = i % 2 == 0 ? urls[i] : NULL;
    setenv("https_proxy", urls[i], 1);
    CHECK(lark_open(&options, &client, &why) == LARK_ECONFIG);
    unsetenv("https_proxy");
    const lark_error *error = lark_result_error(why);
    CHECK(strstr(error->msg,
                 i % 2 == 0 ? "proxy is not" : "https_proxy is not") != NULL);
    CHECK(strstr(error->msg, "ter2") == NULL);
    CHECK(strstr(error->hint, "ter2") == NULL);
    CHECK(strcmp(error->parameter, "proxy") == 0);
    lark_result_free(why);
  }
}

static void note(lark_client *client, lark_call call, lark_result *result,
                 void *user) {
  (void)client, (void)call;
  snprintf(user, 256, "%s", lark_result_error(result)->msg);
}

// Makes a call through a proxy that refuses requests without `wanted`. `msg`
// gets the call's error.
static void ask_through(const char *wanted, char *msg) {
  server its = {.per_connection = 1, .header = "", .wanted = wanted};
  char proxy[64];
  lark_options options;
  lark_client *client = NULL;
  start_server(&its);
  snprintf(proxy, sizeof proxy, "http://127.0.0.1:%d", its.port);
  lark_options_init(&options, sizeof options);
  options.base_url = "https://hire.example";
  options.proxy = proxy;
  options.tenant_access_token = "t-secret";
  options.retries = 0;
  CHECK(lark_open(&options, &client, NULL) == LARK_OK);
  lark_param id = lark_string("application_id", "1");
  CHECK(lark_start(client, "hire.referral.get_by_application", &id, 1, note,
                   msg, NULL) == LARK_OK);
  while (lark_pending(client) > 0)
    lark_wait(client, 5000);
  lark_close(client);
  end_process(its.process);
}

static void it_is_told_who_asks_and_for_whom(void) {
  char msg[256] = "";
  ask_through("User-Agent: lualark/", msg);
  CHECK(strstr(msg, "403") == NULL);
  ask_through("CONNECT hire.example:443 ", msg);
  CHECK(strstr(msg, "403") == NULL);
}

static void it_is_not_told_the_token(void) {
  char msg[256] = "";
  ask_through("t-secret", msg);
  CHECK(strstr(msg, "403") != NULL);
}

int main(void) {
  // Nobody's proxy counts here.
  static const char *const names[] = {"http_proxy",  "https_proxy", "all_proxy",
                                      "HTTPS_PROXY", "ALL_PROXY",   "no_proxy",
                                      "NO_PROXY",    "HTTP_PROXY"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    unsetenv(names[i]);
  no_proxy_is_read_in_every_form();
  it_is_the_option_s_or_the_environment_s();
  its_user_and_password_are_kept_apart();
  a_url_that_cannot_be_read_is_not_shown();
  it_is_told_who_asks_and_for_whom();
  it_is_not_told_the_token();
  return check_failures();
}
