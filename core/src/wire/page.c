// SPDX-License-Identifier: MIT
#include "page.h"

#include <string.h>
#include <strings.h>

enum { LONGEST_SEARCH_BYTES = 16384 };

// ----------------------------------------------------------------------- title

static const char *find(const char *text, size_t length, const char *word) {
  size_t size = strlen(word);
  for (size_t i = 0; i + size <= length; i++) {
    if (strncasecmp(text + i, word, size) == 0) return text + i;
  }
  return NULL;
}

typedef struct entity {
  const char *name;
  char character;
} entity;

// Reads "&amp;" and the like; 0 where it is none of those.
static size_t read_entity(const char *text, size_t length, char *character) {
  static const entity known[] = {{"&amp;", '&'},  {"&lt;", '<'},
                                 {"&gt;", '>'},   {"&quot;", '"'},
                                 {"&#39;", '\''}, {"&nbsp;", ' '}};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    size_t size = strlen(known[i].name);
    if (size > length || strncasecmp(text, known[i].name, size) != 0) continue;
    *character = known[i].character;
    return size;
  }
  return 0;
}

// Copies text on one line: white space becomes one space, other control
// characters go.
static void copy_line(const char *text, size_t length, char *room,
                      size_t room_bytes) {
  size_t used = 0;
  for (size_t i = 0; i < length && used + 1 < room_bytes; i++) {
    char character = text[i];
    size_t size = read_entity(text + i, length - i, &character);
    if (size > 0) i += size - 1;
    bool is_space = strchr(" \t\r\n", character) != NULL;
    if (is_space && (used == 0 || room[used - 1] == ' ')) continue;
    if (is_space) character = ' ';
    unsigned char byte = (unsigned char)character;
    if (byte >= 0x20 && byte != 0x7f) room[used++] = character;
  }
  while (used > 0 && room[used - 1] == ' ')
    used--;
  room[used] = '\0';
}

// Where the room ended within a character, that goes.
static void mend_end(char *room) {
  size_t length = strlen(room);
  while (length > 0 && !lark_utf8_valid(room, length) &&
         strlen(room) - length < 4)
    length--;
  room[lark_utf8_valid(room, length) ? length : 0] = '\0';
}

void lark_page_title(const lark_text *body, const lark_secrets *secrets,
                     char *room, size_t room_bytes) {
  room[0] = '\0';
  size_t length = body->length_bytes < LONGEST_SEARCH_BYTES
                      ? body->length_bytes
                      : LONGEST_SEARCH_BYTES;
  if (body->bytes == NULL) return;
  const char *end = body->bytes + length;
  const char *tag = find(body->bytes, length, "<title");
  const char *from = tag != NULL ? memchr(tag, '>', (size_t)(end - tag)) : NULL;
  if (from == NULL) return;
  from++;
  const char *to = memchr(from, '<', (size_t)(end - from));
  if (to == NULL) return;
  // Masked where it is whole: a secret that is cut could not be found.
  char whole[512];
  copy_line(from, (size_t)(to - from), whole, sizeof whole);
  lark_mask(secrets, whole, strlen(whole));
  copy_line(whole, strlen(whole), room, room_bytes);
  mend_end(room);
}

// ----------------------------------------------------------------------- hints

static bool mentions(const char *text, const char *word) {
  return find(text, strlen(text), word) != NULL;
}

static bool is_sign_in(const char *text) {
  static const char *const words[] = {"login",    "log in",  "signin",
                                      "sign in",  "sign-in", "sso",
                                      "passport", "captive", "portal"};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    if (mentions(text, words[i])) return true;
  }
  return false;
}

static const char *hint_by_status(long status) {
  switch (status) {
  case 400:
    return "A gateway does not understand the request: check the scheme, host "
           "and port of base_url (LARK_BASE_URL).";
  case 401:
    return "A gateway wants credentials of its own: base_url (LARK_BASE_URL) "
           "is not the platform's, or its gateway does not know this program.";
  case 403:
    return "A gateway or firewall refuses the request: check base_url "
           "(LARK_BASE_URL), and ask who runs the network.";
  case 413:
    return "The request is larger than a gateway allows: send less at once.";
  case 426:
    return "The server wants another protocol: use https in base_url "
           "(LARK_BASE_URL).";
  case 431:
    return "The headers are larger than a gateway allows: check the length of "
           "tenant_access_token and of your own headers.";
  default: return "Check base_url (LARK_BASE_URL).";
  }
}

static void hint_at_redirect(const lark_reply *reply, const char *title,
                             lark_failure *failure) {
  if (reply->location[0] == '\0')
    lark_failure_hint(failure, "Redirects are not followed; set base_url to "
                               "the platform's own.");
  else if (is_sign_in(reply->location) || is_sign_in(title))
    lark_failure_hint(failure,
                      "Redirects are not followed. This one leads to a sign-in "
                      "page, %s: base_url is not the platform's own, or the "
                      "network wants you to sign in first.",
                      reply->location);
  else
    lark_failure_hint(failure, "Redirects are not followed; set base_url to %s",
                      reply->location);
}

void lark_page_hint(const lark_reply *reply, const char *title,
                    lark_failure *failure) {
  long status = reply->http_status;
  if (status >= 200 && status < 300)
    lark_failure_hint(failure, "%s",
                      is_sign_in(title)
                          ? "The network wants you to sign in first; or check "
                            "that base_url is the platform's own."
                          : "Check that base_url is the platform's own, and "
                            "no proxy answers in its place.");
  else if (status >= 300 && status < 400)
    hint_at_redirect(reply, title, failure);
  else if (status >= 500)
    lark_failure_hint(failure, "A gateway is in trouble; try again later.");
  else if (status == 400 && mentions(title, "HTTPS port"))
    lark_failure_hint(failure, "This port speaks https: use https in base_url "
                               "(LARK_BASE_URL).");
  else
    lark_failure_hint(failure, "%s", hint_by_status(status));
}
