// SPDX-License-Identifier: MIT

// Documents back into text.
#include "lark_json.h"

static void add_scalar(lark_text *text, lark_json value) {
  size_t length = 0;
  const char *string = NULL;
  switch (lark_json_type(value)) {
  case LARK_BOOLEAN:
    lark_text_add_string(text, lark_json_boolean(value) ? "true" : "false");
    break;
  case LARK_INTEGER:
    lark_text_add_integer(text, lark_json_integer(value));
    break;
  case LARK_NUMBER: lark_text_add_number(text, lark_json_number(value)); break;
  case LARK_STRING:
    string = lark_json_string(value, &length);
    lark_text_add_json_string(text, string, length);
    break;
  default: lark_text_add_string(text, "null");
  }
}

// Recursion is bounded by the depth that a document may have.
void lark_text_add_json(lark_text *text, lark_json value) {
  lark_type type = lark_json_type(value);
  if (type != LARK_ARRAY && type != LARK_OBJECT) {
    add_scalar(text, value);
    return;
  }
  lark_text_add_char(text, type == LARK_ARRAY ? '[' : '{');
  lark_json member = lark_json_first(value);
  for (bool first = true; lark_json_type(member) != LARK_ABSENT;
       first = false, member = lark_json_next(member)) {
    if (!first) lark_text_add_char(text, ',');
    if (type == LARK_OBJECT) {
      size_t length = 0;
      const char *key = lark_json_key(member, &length);
      lark_text_add_json_string(text, key, length);
      lark_text_add_char(text, ':');
    }
    lark_text_add_json(text, member);
  }
  lark_text_add_char(text, type == LARK_ARRAY ? ']' : '}');
}
