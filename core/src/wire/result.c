// SPDX-License-Identifier: MIT
#include "result.h"

#include "memory.h"

// A document keeps its memory for the next answer, up to this much text. A
// longer answer is rare, and its memory is given back.
enum { LARGEST_KEPT_BYTES = 32 * 1024 };

static const lark_error out_of_memory = {
    .status = LARK_ENOMEM,
    .msg = "out of memory",
    .hint = "Raise the program's memory limit, or make fewer calls at once.",
};

lark_shelf *lark_shelf_new(const lark_allocator *allocator) {
  lark_shelf *shelf = lark_alloc(allocator, sizeof *shelf);
  if (shelf == NULL) return NULL;
  shelf->references = 1;
  shelf->allocator = *allocator;
  return shelf;
}

void lark_shelf_release(lark_shelf *shelf) {
  if (shelf == NULL || --shelf->references > 0) return;
  for (size_t i = 0; i < shelf->count; i++)
    lark_document_free(shelf->documents[i]);
  lark_allocator allocator = shelf->allocator;
  lark_release(&allocator, shelf, sizeof *shelf);
}

static lark_document *take_document(lark_shelf *shelf) {
  if (shelf->count > 0) return shelf->documents[--shelf->count];
  return lark_document_new();
}

static void put_document(lark_shelf *shelf, lark_document *document) {
  size_t room = sizeof shelf->documents / sizeof shelf->documents[0];
  if (document == NULL) return;
  if (shelf->count < room && document->capacity_bytes <= LARGEST_KEPT_BYTES)
    shelf->documents[shelf->count++] = document;
  else
    lark_document_free(document);
}

lark_result *lark_result_new(lark_shelf *shelf) {
  lark_result *result = lark_alloc(&shelf->allocator, sizeof *result);
  if (result == NULL) return NULL;
  result->shelf = shelf;
  lark_text_init(&result->text, &shelf->allocator);
  shelf->references++;
  result->data = lark_document_root(&lark_document_empty);
  return result;
}

lark_status lark_result_read(lark_result *result, const char *text,
                             size_t length_bytes, const char **why) {
  lark_result_reset(result);
  result->document = take_document(result->shelf);
  if (result->document == NULL) return LARK_ENOMEM;
  lark_status status =
      lark_document_read(result->document, text, length_bytes, why);
  if (status != LARK_OK) {
    // A failed parse may leave it large, or half filled in.
    lark_document_free(result->document);
    result->document = NULL;
  }
  return status;
}

void lark_result_fail(lark_result *result, const lark_failure *failure) {
  result->data = lark_document_root(&lark_document_empty);
  if (result->failure == NULL)
    result->failure =
        lark_alloc(&result->shelf->allocator, sizeof *result->failure);
  result->starved = result->failure == NULL;
  if (!result->starved) lark_failure_copy(result->failure, failure);
}

void lark_result_reset(lark_result *result) {
  put_document(result->shelf, result->document);
  result->document = NULL;
  lark_text_clear(&result->text);
  lark_release(&result->shelf->allocator, result->failure,
               sizeof *result->failure);
  result->failure = NULL;
  result->starved = false;
  result->data = lark_document_root(&lark_document_empty);
}

lark_result *lark_result_explain(const lark_allocator *allocator,
                                 const lark_failure *failure) {
  lark_shelf *shelf = lark_shelf_new(allocator);
  lark_result *result = shelf != NULL ? lark_result_new(shelf) : NULL;
  lark_shelf_release(shelf);
  if (result != NULL) lark_result_fail(result, failure);
  return result;
}

const lark_error *lark_result_error(const lark_result *result) {
  if (result->starved) return &out_of_memory;
  return result->failure != NULL ? &result->failure->error : NULL;
}

lark_json lark_result_data(const lark_result *result) {
  return result->data;
}

const char *lark_result_text(const lark_result *result, size_t *length_bytes) {
  if (length_bytes != NULL)
    *length_bytes =
        result->text.bytes != NULL ? result->text.length_bytes - 1 : 0;
  return result->text.bytes;
}

lark_result *lark_result_keep(lark_result *result) {
  if (result->holder != NULL) *result->holder = NULL;
  result->holder = NULL;
  return result;
}

void lark_result_free(lark_result *result) {
  if (result == NULL) return;
  lark_shelf *shelf = result->shelf;
  lark_result_reset(result);
  lark_release(&shelf->allocator, result, sizeof *result);
  lark_shelf_release(shelf);
}
