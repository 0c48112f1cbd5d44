// SPDX-License-Identifier: MIT
#include "check.h"
#include "url.h"

static int base_is_fine(const char *url, bool allow_http) {
  lark_failure failure;
  size_t length = 0;
  return lark_url_check_base(url, allow_http, &length, &failure) == LARK_OK;
}

static void takes_https_and_loopback_alone(void) {
  CHECK(base_is_fine("https://open.feishu.cn", false));
  CHECK(base_is_fine("HTTPS://open.larksuite.com/", false));
  CHECK(base_is_fine("http://127.0.0.1:8080", false));
  CHECK(base_is_fine("http://127.1.2.3", false));
  CHECK(base_is_fine("http://localhost:1", false));
  CHECK(base_is_fine("http://[::1]:1/", false));
  CHECK(!base_is_fine("http://example.com", false));
  CHECK(base_is_fine("http://example.com", true));
}

static void is_not_fooled_by_names_that_look_like_loopback(void) {
  CHECK(!base_is_fine("http://127.0.0.1.example.com", false));
  CHECK(!base_is_fine("http://localhost.example.com", false));
  CHECK(!base_is_fine("http://127.0.0.1@example.com", false));
  CHECK(!base_is_fine("http://example.com#127.0.0.1", false));
  CHECK(!base_is_fine("http://example.com\\@127.0.0.1", false));
}

static void refuses_what_is_no_server(void) {
  CHECK(!base_is_fine("", false));
  CHECK(!base_is_fine("open.feishu.cn", false));
  CHECK(!base_is_fine("ftp://open.feishu.cn", true));
  CHECK(!base_is_fine("file:///etc/passwd", true));
  CHECK(!base_is_fine("https://", false));
  CHECK(!base_is_fine("https://a b", false));
  CHECK(!base_is_fine("https://a\r\nX: y", false));
  CHECK(!base_is_fine("https://a/?x=y", false));
}

static void tells_the_origin(void) {
  CHECK(lark_url_origin_bytes("https://a.cn") == 12);
  CHECK(lark_url_origin_bytes("http://[::1]:80/prefix") == 15);
}

static void drops_the_slash_at_the_end(void) {
  lark_failure failure;
  size_t length = 0;
  lark_url_check_base("https://a.cn//", false, &length, &failure);
  CHECK(length == strlen("https://a.cn"));
}

static void check_encoded(const char *bytes, size_t length,
                          const char *expected) {
  lark_text url = {0};
  lark_url_add_encoded(&url, bytes, length);
  lark_text_add_char(&url, '\0');
  CHECK(strcmp(url.bytes, expected) == 0);
  lark_text_clear(&url);
}

static void encodes_all_but_unreserved(void) {
  check_encoded("aZ09-._~", 8, "aZ09-._~");
  check_encoded("/?#%&=+ ", 8, "%2F%3F%23%25%26%3D%2B%20");
  check_encoded("张", 3, "%E5%BC%A0");
  check_encoded("a\0\r\n", 4, "a%00%0D%0A");
}

static void a_path_stays_a_path(void) {
  CHECK(lark_url_is_path("/open-apis/hire/v1/jobs/1%2F2"));
  CHECK(!lark_url_is_path("open-apis"));
  CHECK(!lark_url_is_path("//evil.example"));
  CHECK(!lark_url_is_path("/a?b"));
  CHECK(!lark_url_is_path("/a#b"));
  CHECK(!lark_url_is_path("/a b"));
  CHECK(!lark_url_is_path("/a\r\nHost: x"));
  CHECK(!lark_url_is_path("/a/../b"));
  CHECK(!lark_url_is_path("/a/."));
  CHECK(lark_url_is_path("/a/..b/c."));
}

int main(void) {
  takes_https_and_loopback_alone();
  is_not_fooled_by_names_that_look_like_loopback();
  refuses_what_is_no_server();
  tells_the_origin();
  drops_the_slash_at_the_end();
  encodes_all_but_unreserved();
  a_path_stays_a_path();
  return check_failures();
}
