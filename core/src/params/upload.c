// SPDX-License-Identifier: MIT
#include "upload.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "language.h"
#include "shortage.h"
#include "spot.h"
#include "url.h"

bool lark_upload_is_file(const lark_field *field) {
  return field->format != NULL && strcmp(field->format, "file") == 0;
}

const lark_field *lark_upload_field(const lark_endpoint *endpoint) {
  for (size_t i = 0; i < endpoint->param_count; i++) {
    if (lark_upload_is_file(endpoint->params[i])) return endpoint->params[i];
  }
  return NULL;
}

// ------------------------------------------------------------------- refusals

static lark_status refuse(const lark_field *field, lark_failure *failure,
                          const char *what) {
  lark_spot at = {NULL, field->name, 0};
  return lark_spot_refuse(&at, failure, what);
}

static lark_status refuse_error(const lark_field *field, const char *path,
                                int error, lark_failure *failure) {
  if (error == EMFILE || error == ENFILE)
    return lark_shortage_fail(failure, LARK_EFILES);
  lark_fail_path(failure, field->name, path, strerror(error));
  if (error == ENOENT)
    lark_failure_hint(failure, "%s is the path of a file, or a file itself.",
                      field->name);
  return LARK_EPARAM;
}

static lark_status check_size(const lark_field *field, uint64_t bytes,
                              lark_failure *failure) {
  char what[96];
  if (bytes == 0) return refuse(field, failure, "must not be empty");
  if (!field->has_max_bytes || bytes <= (uint64_t)field->max_bytes)
    return LARK_OK;
  snprintf(what, sizeof what,
           lark_words("must have at most %lld bytes, not %llu"),
           (long long)field->max_bytes, (unsigned long long)bytes);
  return refuse(field, failure, what);
}

// --------------------------------------------------------------------- opening

static const char *last_part(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash != NULL ? slash + 1 : path;
}

static lark_status open_path(const lark_field *field, const char *path,
                             lark_upload_file *out, lark_failure *failure) {
  struct stat facts;
  // A pipe would wait for its other end.
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return refuse_error(field, path, errno, failure);
  lark_status status = LARK_OK;
  if (fstat(fd, &facts) != 0)
    status = refuse_error(field, path, errno, failure);
  else if (!S_ISREG(facts.st_mode))
    status = lark_fail_path(failure, field->name, path,
                            S_ISDIR(facts.st_mode) ? "is a folder"
                                                   : "is no regular file");
  else
    status = check_size(field, (uint64_t)facts.st_size, failure);
  if (status != LARK_OK) {
    close(fd);
    return status;
  }
  out->fd = fd;
  out->size_bytes = (uint64_t)facts.st_size;
  if (out->name == NULL) out->name = last_part(path);
  return LARK_OK;
}

static lark_status check_texts(const lark_field *field,
                               const lark_upload_file *upload,
                               lark_failure *failure) {
  const char *type = upload->content_type;
  if (upload->name == NULL || upload->name[0] == '\0')
    return refuse(field, failure, "needs a name, such as cv.pdf");
  if (!lark_utf8_valid(upload->name, strlen(upload->name)))
    return refuse(field, failure, "must have a name in UTF-8");
  if (type != NULL && (type[0] == '\0' || !lark_url_is_header_safe(type)))
    return refuse(field, failure,
                  "must have a content_type such as "
                  "application/pdf");
  return LARK_OK;
}

static bool has_nul(const lark_param *param) {
  return strlen(param->value.string.bytes) != param->value.string.length_bytes;
}

static lark_status open_file(const lark_field *field, const lark_file *given,
                             lark_upload_file *out, lark_failure *failure) {
  lark_file file = {.size = sizeof file};
  memcpy(&file, given, given->size < sizeof file ? given->size : sizeof file);
  out->name = file.name;
  out->content_type = file.content_type;
  if (file.path != NULL) return open_path(field, file.path, out, failure);
  out->bytes = file.bytes;
  out->size_bytes = file.length_bytes;
  return check_size(field, file.bytes != NULL ? file.length_bytes : 0, failure);
}

lark_status lark_upload_open(const lark_field *field, const lark_param *param,
                             lark_upload_file *out, lark_failure *failure) {
  lark_status status = LARK_OK;
  *out = (lark_upload_file){.fd = -1};
  if (param->type == LARK_FILE)
    status = open_file(field, param->value.file, out, failure);
  else if (param->type == LARK_STRING && !has_nul(param))
    status = open_path(field, param->value.string.bytes, out, failure);
  else
    status = refuse(field, failure, "must be the path of a file, or a file");
  if (status == LARK_OK) status = check_texts(field, out, failure);
  if (status != LARK_OK) lark_upload_close(out);
  return status;
}

void lark_upload_close(lark_upload_file *upload) {
  if (upload->fd >= 0) close(upload->fd);
  upload->fd = -1;
}

lark_status lark_upload_check(const lark_field *field, const lark_param *param,
                              lark_failure *failure) {
  lark_upload_file upload;
  lark_status status = lark_upload_open(field, param, &upload, failure);
  lark_upload_close(&upload);
  return status;
}

void lark_upload_describe(const lark_field *field, const lark_param *param,
                          lark_text *body) {
  lark_upload_file upload;
  lark_failure ignored;
  // It was there when it was checked, but may be gone.
  if (lark_upload_open(field, param, &upload, &ignored) != LARK_OK ||
      upload.name == NULL) {
    lark_text_add_string(body, "{}");
    return;
  }
  lark_text_add_string(body, "{\"name\":");
  lark_text_add_json_string(body, upload.name, strlen(upload.name));
  lark_text_add_string(body, ",\"bytes\":");
  lark_text_add_integer(body, (int64_t)upload.size_bytes);
  lark_text_add_char(body, '}');
  lark_upload_close(&upload);
}
