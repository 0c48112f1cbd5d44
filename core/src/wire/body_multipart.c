// SPDX-License-Identifier: MIT

// A list of parts, in order. libcurl's own form (curl_mime) belongs to one
// handle, so that each attempt makes one; it reads the parts where they are.
#include "body.h"

#include "memory.h"

typedef struct lark_part {
  struct lark_part *next;
  char *name, *file_name, *content_type; ///< the latter two may be NULL
  lark_text bytes;
  size_t read_bytes; ///< by libcurl, in this attempt
} part;

// ------------------------------------------------------- libcurl calls these

static size_t on_read(char *room, size_t size, size_t count, void *user) {
  part *p = user;
  size_t left = p->bytes.length_bytes - p->read_bytes;
  size_t taken = size * count < left ? size * count : left;
  if (taken > 0) memcpy(room, p->bytes.bytes + p->read_bytes, taken);
  p->read_bytes += taken;
  return taken;
}

static int on_seek(void *user, curl_off_t offset, int origin) {
  part *p = user;
  if (origin != SEEK_SET || offset < 0 ||
      (uint64_t)offset > p->bytes.length_bytes)
    return CURL_SEEKFUNC_FAIL;
  p->read_bytes = (size_t)offset;
  return CURL_SEEKFUNC_OK;
}

// ------------------------------------------------------------------- attempts

static bool add_part(curl_mime *mime, part *p) {
  curl_mimepart *its = curl_mime_addpart(mime);
  p->read_bytes = 0;
  return its != NULL && curl_mime_name(its, p->name) == CURLE_OK &&
         curl_mime_filename(its, p->file_name) == CURLE_OK &&
         curl_mime_type(its, p->content_type) == CURLE_OK &&
         curl_mime_data_cb(its, (curl_off_t)p->bytes.length_bytes, on_read,
                           on_seek, NULL, p) == CURLE_OK;
}

static void unload(lark_body *body, CURL *easy) {
  lark_body_multipart *multipart = (lark_body_multipart *)(void *)body;
  curl_easy_setopt(easy, CURLOPT_MIMEPOST, (curl_mime *)NULL);
  curl_mime_free(multipart->mime);
  multipart->mime = NULL;
}

static const struct curl_slist *load(lark_body *body, CURL *easy,
                                     const lark_token *token) {
  lark_body_multipart *multipart = (lark_body_multipart *)(void *)body;
  multipart->mime = curl_mime_init(easy);
  bool loaded = multipart->mime != NULL;
  for (part *p = multipart->parts; p != NULL && loaded; p = p->next)
    loaded = add_part(multipart->mime, p);
  loaded = loaded && curl_easy_setopt(easy, CURLOPT_MIMEPOST,
                                      multipart->mime) == CURLE_OK;
  if (!loaded) unload(body, easy);
  // libcurl writes the Content-Type, which names the boundary.
  return loaded ? token->headers : NULL;
}

static void free_part(const lark_allocator *allocator, part *p) {
  lark_release_string(allocator, p->name);
  lark_release_string(allocator, p->file_name);
  lark_release_string(allocator, p->content_type);
  lark_text_clear(&p->bytes);
  lark_release(allocator, p, sizeof *p);
}

static void clear(lark_body *body) {
  lark_body_multipart *multipart = (lark_body_multipart *)(void *)body;
  while (multipart->parts != NULL) {
    part *p = multipart->parts;
    multipart->parts = p->next;
    free_part(&multipart->allocator, p);
  }
  multipart->next_part = &multipart->parts;
}

static const lark_body_methods methods = {
    .natural_method = "POST", .load = load, .unload = unload, .clear = clear};

// ----------------------------------------------------------------------- parts

void lark_body_multipart_init(lark_body_multipart *multipart,
                              const lark_allocator *allocator) {
  *multipart = (lark_body_multipart){.body = {&methods},
                                     .next_part = &multipart->parts,
                                     .allocator = *allocator};
}

// Copies a string if there is one; false where memory lacks.
static bool take(const lark_allocator *allocator, char **to, const char *from) {
  *to = lark_copy(allocator, from);
  return from == NULL || *to != NULL;
}

lark_status lark_body_multipart_add(lark_body_multipart *multipart,
                                    const lark_part_source *source) {
  const lark_allocator *allocator = &multipart->allocator;
  part *p = lark_alloc(allocator, sizeof *p);
  if (p == NULL) return LARK_ENOMEM;
  lark_text_init(&p->bytes, allocator);
  lark_text_add(&p->bytes, source->bytes, source->length_bytes);
  bool taken = take(allocator, &p->name, source->name) &
               take(allocator, &p->file_name, source->file_name) &
               take(allocator, &p->content_type, source->content_type);
  if (!taken || p->bytes.failed) {
    free_part(allocator, p);
    return LARK_ENOMEM;
  }
  *multipart->next_part = p;
  multipart->next_part = &p->next;
  return LARK_OK;
}
