// SPDX-License-Identifier: MIT

// A list of parts, in order. libcurl's own form (curl_mime) belongs to one
// handle, so that each attempt makes one; it reads the parts where they are.
#include "body.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "language.h"
#include "memory.h"

typedef struct lark_part {
  struct lark_part *next;
  char *name, *file_name, *content_type; ///< the latter two may be NULL
  lark_text bytes;                       ///< unless it has a descriptor
  int fd;                                ///< -1: it has none
  uint64_t size_bytes;
  uint64_t read_bytes; ///< by libcurl, in this attempt
  char *trouble;       ///< the body's
} part;

// ------------------------------------------------------- libcurl calls these

// libcurl 7.88 sends what a part gives beyond its size behind the request, and
// waits for what it lacks. So a part gives exactly as much as it said.
static size_t read_file(part *p, char *room, size_t wanted) {
  ssize_t got = 0;
  do
    got = pread(p->fd, room, wanted, (off_t)p->read_bytes);
  while (got < 0 && errno == EINTR);
  if (got > 0) return (size_t)got;
  lark_body_multipart *none = NULL;
  if (got < 0)
    snprintf(p->trouble, sizeof none->trouble,
             lark_words("%s cannot be read: %s"), p->name, strerror(errno));
  else
    snprintf(p->trouble, sizeof none->trouble,
             lark_words("%s became shorter while it was sent: it has %llu of "
                        "%llu bytes"),
             p->name, (unsigned long long)p->read_bytes,
             (unsigned long long)p->size_bytes);
  return CURL_READFUNC_ABORT;
}

static size_t on_read(char *room, size_t size, size_t count, void *user) {
  part *p = user;
  uint64_t left = p->size_bytes - p->read_bytes;
  size_t taken = size * count < left ? size * count : (size_t)left;
  if (taken == 0) return 0;
  if (p->fd >= 0)
    taken = read_file(p, room, taken);
  else
    memcpy(room, p->bytes.bytes + p->read_bytes, taken);
  if (taken != CURL_READFUNC_ABORT) p->read_bytes += taken;
  return taken;
}

static int on_seek(void *user, curl_off_t offset, int origin) {
  part *p = user;
  if (origin != SEEK_SET || offset < 0 || (uint64_t)offset > p->size_bytes)
    return CURL_SEEKFUNC_FAIL;
  p->read_bytes = (uint64_t)offset;
  return CURL_SEEKFUNC_OK;
}

// ------------------------------------------------------------------- attempts

static bool add_part(curl_mime *mime, part *p) {
  curl_mimepart *its = curl_mime_addpart(mime);
  p->read_bytes = 0;
  return its != NULL && curl_mime_name(its, p->name) == CURLE_OK &&
         curl_mime_filename(its, p->file_name) == CURLE_OK &&
         curl_mime_type(its, p->content_type) == CURLE_OK &&
         curl_mime_data_cb(its, (curl_off_t)p->size_bytes, on_read, on_seek,
                           NULL, p) == CURLE_OK;
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
  multipart->trouble[0] = '\0';
  bool loaded = multipart->mime != NULL;
  for (part *p = multipart->parts; p != NULL && loaded; p = p->next)
    loaded = add_part(multipart->mime, p);
  loaded = loaded && curl_easy_setopt(easy, CURLOPT_MIMEPOST,
                                      multipart->mime) == CURLE_OK;
  if (!loaded) unload(body, easy);
  // libcurl writes the Content-Type, which names the boundary. It would ask for
  // permission to send a large form, and wait a second where none is given.
  static char no_expect[] = "Expect:";
  multipart->line = (struct curl_slist){no_expect, token->headers};
  return loaded ? &multipart->line : NULL;
}

static const char *trouble_of(const lark_body *body) {
  const lark_body_multipart *multipart =
      (const lark_body_multipart *)(const void *)body;
  return multipart->trouble[0] != '\0' ? multipart->trouble : NULL;
}

static void free_part(const lark_allocator *allocator, part *p) {
  lark_release_string(allocator, p->name);
  lark_release_string(allocator, p->file_name);
  lark_release_string(allocator, p->content_type);
  lark_text_clear(&p->bytes);
  if (p->fd >= 0) close(p->fd);
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

static const lark_body_methods methods = {.natural_method = "POST",
                                          .load = load,
                                          .unload = unload,
                                          .trouble = trouble_of,
                                          .clear = clear};

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

// Makes a part without its bytes; NULL where memory lacks.
static part *new_part(lark_body_multipart *multipart,
                      const lark_part_source *source) {
  const lark_allocator *allocator = &multipart->allocator;
  part *p = lark_alloc(allocator, sizeof *p);
  if (p == NULL) return NULL;
  p->fd = -1;
  p->trouble = multipart->trouble;
  lark_text_init(&p->bytes, allocator);
  if (take(allocator, &p->name, source->name) &
      take(allocator, &p->file_name, source->file_name) &
      take(allocator, &p->content_type, source->content_type))
    return p;
  free_part(allocator, p);
  return NULL;
}

static void append(lark_body_multipart *multipart, part *p) {
  *multipart->next_part = p;
  multipart->next_part = &p->next;
}

lark_status lark_body_multipart_add(lark_body_multipart *multipart,
                                    const lark_part_source *source) {
  part *p = new_part(multipart, source);
  if (p == NULL) return LARK_ENOMEM;
  p->size_bytes = source->length_bytes;
  lark_text_add(&p->bytes, source->bytes, source->length_bytes);
  if (p->bytes.failed) {
    free_part(&multipart->allocator, p);
    return LARK_ENOMEM;
  }
  append(multipart, p);
  return LARK_OK;
}

lark_status lark_body_multipart_add_file(lark_body_multipart *multipart,
                                         const lark_part_source *source, int fd,
                                         uint64_t size_bytes) {
  part *p = new_part(multipart, source);
  if (p == NULL) {
    close(fd);
    return LARK_ENOMEM;
  }
  p->fd = fd;
  p->size_bytes = size_bytes;
  append(multipart, p);
  return LARK_OK;
}
