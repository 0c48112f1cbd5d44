// SPDX-License-Identifier: MIT

// Files: taken from forms, kept, and given back at addresses that expire.
#include "transfer.h"

#include "memory.h"
#include "tables.h"
#include "value.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// ---- In. ----

// A field of a form is text. One that is not of its parameter's type stays
// text, so that it is refused.
static json_t *field_value(const struct call *call,
                           const struct form_part *part) {
  char *name = memory_copy(part->name.bytes, part->name.length);
  const json_t *params = json_object_get(call->endpoint->description, "params");
  const json_t *schema = json_object_get(json_object_get(params, "body"), name);
  json_t *value = schema != NULL ? value_from_text(schema, part->bytes) : NULL;
  free(name);
  return value != NULL ? value : text_json(part->bytes);
}

enum problem_id transfer_read_form(struct call *call, const char *name,
                                   struct form *form) {
  const struct request *request = call->request;
  const char *type = request->headers[HEADER_CONTENT_TYPE];
  if (!form_is(type)) return PROBLEM_NOT_MULTIPART;
  const char *body = request->body != NULL ? request->body : "";
  if (!form_read(form, type, body, request->body_size))
    return PROBLEM_FORM_BROKEN;
  const struct form_part *file = form_find(form, name);
  if (file == NULL || file->file_name.length == 0) return PROBLEM_PART_MISSING;
  if (file->bytes.length == 0) return PROBLEM_FILE_EMPTY;
  call->body = memory_need(json_object());
  for (size_t i = 0; i < form->count; i++) {
    const struct form_part *part = &form->parts[i];
    if (part == file) continue;
    json_object_setn_new(call->body, part->name.bytes, part->name.length,
                         field_value(call, part));
  }
  return PROBLEM_NONE;
}

// The id that an answer gives to the file.
static const char *id_in(const json_t *data) {
  static const char *const names[] = {"id", "file_key", "image_key"};
  const char *id = NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names && id == NULL; i++) {
    id = json_string_value(json_object_get(data, names[i]));
  }
  return id;
}

static void keep(struct call *call, const struct form *form, json_t *data) {
  const json_t *description = call->endpoint->description;
  const char *part =
      json_string_value(json_object_get(description, "multipart"));
  const struct form_part *file = form_find(form, part);
  const char *id = id_in(data);
  if (id == NULL || call->request->body_fd < 0) return;
  files_add(&call->simulator->files, id, file->file_name, file->type,
            call->request->body_fd,
            (uint64_t)(file->bytes.bytes - call->request->body),
            file->bytes.length);
}

// ---- Out. ----

// Where the simulator is, as the client calls it.
static char *address_of(struct call *call, const struct file *file) {
  const struct simulator_settings *settings = &call->simulator->settings;
  const char *host = call->request->headers[HEADER_HOST];
  uint64_t until_ms = call->now_ms + (uint64_t)settings->url_ttl_s * 1000;
  return memory_format("%s://%s/files/%s", settings->tls ? "https" : "http",
                       host != NULL ? host : "127.0.0.1",
                       files_link(&call->simulator->files, file, until_ms));
}

// Writes into an answer what is known of a file.
static void describe(struct call *call, const struct file *file,
                     json_t *holder) {
  char *url = address_of(call, file);
  json_object_set_new(holder, "url", json_string(url));
  free(url);
  if (json_object_get(holder, "name") != NULL) {
    json_object_set_new(holder, "name", text_json(text_of(file->name)));
  }
  if (json_object_get(holder, "mime") != NULL) {
    json_object_set_new(holder, "mime", text_json(text_of(file->type)));
  }
}

// The id of the file that the call asks for, or that it made.
static struct text wanted_id(const struct call *call, const json_t *data) {
  const struct uri *uri = &call->request->uri;
  const char *made = id_in(data);
  if (made != NULL) return text_of(made);
  // ".../attachments/:attachment_id" and ".../:attachment_id/preview".
  for (size_t i = 0; i + 1 < uri->segment_count; i++) {
    if (text_is(uri->segments[i], "attachments")) return uri->segments[i + 1];
  }
  return text_of("");
}

// The file of an attachment that the company came with, which nobody uploaded:
// its text names the attachment. NULL if there is no such attachment.
static const struct file *drawn_file(struct call *call, struct text id) {
  const struct table *table = tables_find("attachments");
  const struct company *company = call->simulator->company;
  uint32_t row;
  if (!table_find(table, company, id, &row)) return NULL;
  json_t *name = table_get(table, company, row, "name");
  char *text = memory_copy(id.bytes, id.length);
  int fd = memfd_create("attachment", MFD_CLOEXEC);
  int written = dprintf(fd, "%%PDF-1.7\n%% attachment %s\n", text);
  if (written > 0 && name != NULL) {
    files_add(&call->simulator->files, text, text_of(json_string_value(name)),
              text_of("application/pdf"), fd, 0, (uint64_t)written);
  }
  if (fd >= 0) close(fd);
  free(text);
  json_decref(name);
  return files_find(&call->simulator->files, id);
}

void transfer_finish(struct call *call, const struct form *form) {
  const char *at =
      json_string_value(json_object_get(call->endpoint->description, "link"));
  if (call->reply->code != 0 || (form == NULL && at == NULL)) return;
  json_t *root = json_loadb(call->reply->body, call->reply->body_size, 0, NULL);
  json_t *data = json_object_get(root, "data");
  if (form != NULL) keep(call, form, data);
  json_t *holder = at == NULL || *at == '\0' ? data : json_object_get(data, at);
  struct text id = at != NULL ? wanted_id(call, holder) : text_of("");
  const struct file *file = files_find(&call->simulator->files, id);
  if (file == NULL && at != NULL) file = drawn_file(call, id);
  if (file != NULL) describe(call, file, holder);
  reply_json(call->reply, root);
}

// ---- Downloads. ----

static void refuse(struct call *call, unsigned status, const char *code) {
  char *body = memory_format("<?xml version=\"1.0\"?><Error><Code>%s</Code>"
                             "</Error>",
                             code);
  reply_bytes(call->reply, body, strlen(body));
  call->reply->content_type = "application/xml";
  call->reply->http_status = status;
}

// Reads "bytes=N-" and "bytes=N-M". False: the whole file is meant.
static bool read_range(const struct call *call, const char *etag,
                       uint64_t *first, uint64_t *last) {
  const char *range = call->request->headers[HEADER_RANGE];
  const char *only_if = call->request->headers[HEADER_IF_RANGE];
  if (range == NULL || (only_if != NULL && strcmp(only_if, etag) != 0))
    return false;
  int count = sscanf(range, "bytes=%" SCNu64 "-%" SCNu64, first, last);
  if (count == 1) *last = UINT64_MAX;
  return count >= 1 && *first <= *last;
}

static void answer_with(struct call *call, const struct file *file) {
  struct reply *reply = call->reply;
  char etag[40];
  char range[80];
  uint64_t first = 0;
  uint64_t last = UINT64_MAX;
  snprintf(etag, sizeof etag, "\"%s\"", file->id);
  bool part = read_range(call, etag, &first, &last);
  reply_header(reply, "ETag", etag);
  reply_header(reply, "Accept-Ranges", "bytes");
  if (part && first >= file->size) {
    snprintf(range, sizeof range, "bytes */%" PRIu64, file->size);
    reply_header(reply, "Content-Range", range);
    refuse(call, 416, "InvalidRange");
    return;
  }
  if (last >= file->size) last = file->size - 1;
  if (part) {
    snprintf(range, sizeof range, "bytes %" PRIu64 "-%" PRIu64 "/%" PRIu64,
             first, last, file->size);
    reply_header(reply, "Content-Range", range);
    reply->http_status = 206;
  }
  reply->content_type = file->type;
  reply_file(reply, file->fd, file->offset + first, last - first + 1);
}

static void answer_download(struct call *call) {
  const struct files *files = &call->simulator->files;
  const struct file_link *link =
      files_find_link(files, call->request->uri.segments[1]);
  if (link == NULL)
    refuse(call, 404, "NoSuchKey");
  else if (call->now_ms >= link->until_ms)
    refuse(call, 403, "AccessDenied");
  else
    answer_with(call, &files->list[link->file]);
}

void transfer_answer_stored(struct call *call) {
  const struct file *file =
      files_find(&call->simulator->files, call->request->uri.segments[2]);
  if (file != NULL)
    answer_with(call, file);
  else
    refuse(call, 404, "NoSuchKey");
}

const struct endpoint transfer_endpoints[] = {
    {
        .name = "files.get",
        .method = "GET",
        .path = "/files/:token",
        .msg = "ok",
        .answer = answer_download,
    },
    {.name = NULL},
};
