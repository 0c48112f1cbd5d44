// SPDX-License-Identifier: MIT

// simdjson's parser behind the C functions of json.h. It is compiled without
// exceptions, so that each `new` is a nothrow one.
#include "json.h"
#include "mend.h"

#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <simdjson.h>
#include <sys/mman.h>

static_assert(LARK_JSON_PADDING >= simdjson::SIMDJSON_PADDING,
              "simdjson reads further behind a text than we promise");

namespace {

// Newer versions of simdjson have an error code of their own for integers of
// more than 64 bits. Its name is not known to older headers, so its text
// decides.
bool is_too_big(simdjson::error_code error) {
  return strstr(simdjson::error_message(error), "64 bits") != nullptr;
}

const char *reason(simdjson::error_code error) {
  if (is_too_big(error)) error = simdjson::NUMBER_ERROR;
  switch (error) {
  case simdjson::EMPTY: return "it is empty";
  case simdjson::UTF8_ERROR: return "it is not UTF-8";
  case simdjson::DEPTH_ERROR: return "it is nested too deep";
  case simdjson::NUMBER_ERROR:
    return "it has a number that is malformed or out of range";
  case simdjson::CAPACITY: return "it is too large";
  case simdjson::UNCLOSED_STRING: return "a string does not end";
  case simdjson::UNESCAPED_CHARS: return "a string has a control character";
  case simdjson::STRING_ERROR: return "a string has a wrong escape";
  default: return "it is not JSON";
  }
}

// Whether the text begins with a byte order mark. JSON has none (RFC
// 8259, 8.1): simdjson 3.0.1 refuses it, 3.12.3 leaves it out.
bool begins_with_mark(const char *text, size_t length_bytes) {
  return length_bytes >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0;
}

// Whether the tape holds an integer above INT64_MAX, which simdjson keeps as
// unsigned and which is refused here. A word that looks like one may also be
// the value of a number, so the tape is walked in order if there is such a
// word, which is seldom.
bool has_unsigned(const uint64_t *tape) {
  constexpr uint64_t unsigned_word = static_cast<uint64_t>('u') << 56;
  size_t end = static_cast<uint32_t>(tape[0]);
  bool looks_so = false;
#pragma GCC unroll 8
  for (size_t at = 1; at < end; at++)
    looks_so |= (tape[at] ^ unsigned_word) >> 56 == 0;
  for (size_t at = 1; looks_so && at < end; at++) {
    switch (tape[at] >> 56) {
    case 'u': return true;
    case 'l':
    case 'd': at++;
    }
  }
  return false;
}

simdjson::dom::parser *parser_of(const lark_document *document) {
  return static_cast<simdjson::dom::parser *>(document->parser);
}

// Shows each string and key to `look` until that returns true. Returns whether
// it did.
template <typename Look>
bool any_string(const lark_document *document, Look look) {
  const uint64_t *tape = document->tape;
  uint8_t *strings = parser_of(document)->doc.string_buf.get();
  size_t end = static_cast<uint32_t>(tape[0]);
  for (size_t at = 1; at < end; at++) {
    switch (tape[at] >> 56) {
    case '"': {
      uint8_t *entry = strings + (tape[at] & UINT64_MAX >> 8);
      uint32_t length = 0;
      memcpy(&length, entry, sizeof length);
      if (look(reinterpret_cast<char *>(entry) + sizeof length, length))
        return true;
      break;
    }
    case 'l':
    case 'd': at++;
    }
  }
  return false;
}

// A text of this size gets fresh memory, which the kernel hands out page by
// page: that takes longer than parsing, unless the pages are large.
constexpr size_t LARGE_BYTES = 1 << 20;
constexpr uintptr_t LARGE_PAGE_BYTES = 1 << 21;

// Asks for large pages where whole ones fit. A kernel without them refuses,
// which changes nothing.
void ask_for_large_pages(void *memory, size_t bytes) {
  uintptr_t from = reinterpret_cast<uintptr_t>(memory);
  uintptr_t first = (from + LARGE_PAGE_BYTES - 1) & ~(LARGE_PAGE_BYTES - 1);
  uintptr_t end = (from + bytes) & ~(LARGE_PAGE_BYTES - 1);
  if (first >= end) return;
  madvise(static_cast<char *>(memory) + (first - from), end - first,
          MADV_HUGEPAGE);
}

// Makes room for a large text before it is parsed, in large pages. Where that
// fails, parsing fails likewise, and says why. The sizes are the least that
// simdjson takes: a word of the tape and an index for each byte.
void make_large_room(simdjson::dom::parser *parser, size_t bytes) {
  if (bytes < LARGE_BYTES || bytes <= parser->capacity() ||
      parser->allocate(bytes) != simdjson::SUCCESS ||
      parser->doc.allocate(bytes) != simdjson::SUCCESS)
    return;
  ask_for_large_pages(parser->doc.tape.get(), bytes * sizeof(uint64_t));
  ask_for_large_pages(parser->doc.string_buf.get(), bytes);
  ask_for_large_pages(parser->implementation->structural_indexes.get(),
                      bytes * sizeof(uint32_t));
}

void unpad(lark_document *document) {
  delete[] document->padded;
  document->padded = nullptr;
  document->padded_bytes = 0;
}

// Copies the text, with the padding that simdjson reads behind it.
bool pad(lark_document *document, const char *text, size_t bytes) {
  if (bytes > SIZE_MAX - LARK_JSON_PADDING) return false;
  if (document->padded == nullptr || document->padded_bytes < bytes) {
    unpad(document);
    document->padded = new (std::nothrow) char[bytes + LARK_JSON_PADDING];
    if (document->padded == nullptr) return false;
    document->padded_bytes = bytes;
    if (bytes >= LARGE_BYTES) ask_for_large_pages(document->padded, bytes);
  }
  if (bytes > 0) memcpy(document->padded, text, bytes);
  memset(document->padded + bytes, 0, LARK_JSON_PADDING);
  return true;
}

} // namespace

extern "C" {

lark_document *lark_document_new(void) {
  std::unique_ptr<simdjson::dom::parser> parser(new (std::nothrow)
                                                    simdjson::dom::parser());
  if (parser == nullptr) return nullptr;
  auto *document = new (std::nothrow) lark_document();
  if (document != nullptr) document->parser = parser.release();
  return document;
}

void lark_document_free(lark_document *document) {
  if (document == nullptr) return;
  delete parser_of(document);
  unpad(document);
  delete document;
}

static lark_status parse(lark_document *document, const char *text,
                         size_t length_bytes, const char **why) {
  if (begins_with_mark(text, length_bytes)) {
    *why = reason(simdjson::TAPE_ERROR);
    return LARK_EDECODE;
  }
  simdjson::dom::parser *parser = parser_of(document);
  make_large_room(parser, length_bytes);
  simdjson::error_code error = parser->parse(text, length_bytes, false).error();
  if (error == simdjson::MEMALLOC) return LARK_ENOMEM;
  if (error != simdjson::SUCCESS) {
    *why = reason(error);
    return LARK_EDECODE;
  }
  document->tape = parser->doc.tape.get();
  document->strings = parser->doc.string_buf.get();
  document->capacity_bytes = parser->capacity();
  if (has_unsigned(document->tape)) {
    *why = reason(simdjson::NUMBER_ERROR);
    return LARK_EDECODE;
  }
  return LARK_OK;
}

// Reads a copy in which -0 is -0.0: simdjson would read the integer 0.
static lark_status parse_minus_zero(lark_document *document, const char *text,
                                    size_t length_bytes, const char **why) {
  static const char zeros[LARK_JSON_PADDING] = {};
  lark_text copy = {};
  lark_oddities found;
  if (lark_json_mend(text, length_bytes, &copy, &found) != LARK_OK ||
      found.count > 0) {
    lark_text_clear(&copy);
    return parse(document, text, length_bytes, why);
  }
  size_t copied_bytes = copy.length_bytes;
  lark_text_add(&copy, zeros, sizeof zeros);
  lark_status status = copy.failed
                           ? LARK_ENOMEM
                           : parse(document, copy.bytes, copied_bytes, why);
  lark_text_clear(&copy);
  return status;
}

lark_status lark_document_read(lark_document *document, const char *text,
                               size_t length_bytes, const char **why) {
  return lark_json_has_minus_zero(text, length_bytes)
             ? parse_minus_zero(document, text, length_bytes, why)
             : parse(document, text, length_bytes, why);
}

void lark_document_mask(lark_document *document, const lark_secrets *secrets) {
  any_string(document, [=](char *bytes, size_t length) {
    lark_mask(secrets, bytes, length);
    return false;
  });
}

bool lark_document_has(const lark_document *document,
                       const lark_secrets *secrets) {
  return any_string(document, [=](const char *bytes, size_t length) {
    return lark_mask_finds(secrets, bytes, length);
  });
}

lark_status lark_document_reuse(lark_document *document, const char *text,
                                size_t length_bytes, const char **why) {
  const char *reason_given = nullptr;
  lark_status status = LARK_ENOMEM;
  if (pad(document, text, length_bytes))
    status = lark_document_read(document, document->padded, length_bytes,
                                &reason_given);
  if (why != nullptr) *why = reason_given;
  if (status == LARK_OK) return status;
  document->tape = lark_document_empty.tape;
  document->strings = lark_document_empty.strings;
  return status;
}

size_t lark_document_capacity(const lark_document *document) {
  return document->capacity_bytes;
}

lark_status lark_document_parse(const char *text, size_t length_bytes,
                                lark_document **out, const char **why) {
  if (why != nullptr) *why = nullptr;
  *out = nullptr;
  lark_document *document = lark_document_new();
  if (document == nullptr) return LARK_ENOMEM;
  lark_status status = lark_document_reuse(document, text, length_bytes, why);
  if (status != LARK_OK) {
    lark_document_free(document);
    return status;
  }
  unpad(document); // most documents are read once
  *out = document;
  return LARK_OK;
}

bool lark_utf8_valid(const char *bytes, size_t length_bytes) {
  return simdjson::validate_utf8(bytes, length_bytes);
}

} // extern "C"
