// SPDX-License-Identifier: MIT
#include "downloading.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory.h"
#include "shortage.h"
#include "url.h"

enum { MOST_REDIRECTS = 5 };

typedef lark_downloading downloading;

// ------------------------------------------------------------------ the server

static void clear_site(downloading *d, const lark_allocator *allocator) {
  lark_release_string(allocator, d->site.base_url);
  if (d->owns_proxy) lark_proxy_clear(&d->site.proxy, allocator);
  d->site.base_url = NULL;
  d->owns_proxy = false;
}

// Sets the call up for the server of a checked address.
static lark_status set_site(const lark_settings *client, downloading *d,
                            const char *url, size_t origin, lark_text *target,
                            lark_failure *failure) {
  const lark_allocator *allocator = &client->allocator;
  const lark_proxy none = {NULL, NULL, NULL, ""};
  clear_site(d, allocator);
  d->site = *client;
  d->site.proxy = none;
  d->site.base_url = NULL;
  lark_text base;
  lark_text_init(&base, allocator);
  lark_text_add(&base, url, origin);
  lark_text_add_char(&base, '\0');
  if (!base.failed) d->site.base_url = lark_copy(allocator, base.bytes);
  lark_text_clear(&base);
  if (d->site.base_url == NULL)
    return lark_fail(failure, LARK_ENOMEM, "out of memory");
  d->site.origin_bytes = origin;
  d->site.https = strncasecmp(url, "https:", 6) == 0;
  d->site.loopback = lark_url_is_loopback(d->site.base_url);

  target->length_bytes = 0;
  lark_text_add(target, url, origin);
  if (url[origin] != '/') lark_text_add_char(target, '/');
  lark_text_add(target, url + origin, strcspn(url + origin, "#"));
  lark_text_add_char(target, '\0');
  if (target->failed) return lark_fail(failure, LARK_ENOMEM, "out of memory");

  if (strcmp(client->proxy.source, "proxy") == 0) {
    if (!d->site.loopback) d->site.proxy = client->proxy;
    return LARK_OK;
  }
  d->owns_proxy = true;
  return lark_proxy_find(&d->site.proxy, allocator, NULL, d->site.base_url,
                         failure);
}

// --------------------------------------------------------------- where it goes

static bool write_all(downloading *d, const char *bytes, size_t length_bytes) {
  while (length_bytes > 0) {
    ssize_t written = write(d->fd, bytes, length_bytes);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      d->error = errno;
      return false;
    }
    bytes += written;
    length_bytes -= (size_t)written;
  }
  return true;
}

static bool start_file_over(downloading *d) {
  if (ftruncate(d->fd, 0) == 0 && lseek(d->fd, 0, SEEK_SET) == 0) return true;
  d->error = errno;
  return false;
}

static bool keep_text(downloading *d, const char *bytes, size_t length_bytes) {
  uint64_t bytes_then = d->text.length_bytes + length_bytes;
  if (!lark_sink_envelope_allows(d->envelope, bytes_then)) return false;
  lark_text_add(&d->text, bytes, length_bytes);
  if (d->text.failed) d->error = ENOMEM;
  return !d->text.failed;
}

bool lark_downloading_take(void *user, const char *bytes, size_t length_bytes) {
  downloading *d = user;
  if (d->receive != NULL) return d->receive(d->user, bytes, length_bytes);
  if (d->fd < 0) {
    if (bytes != NULL) return keep_text(d, bytes, length_bytes);
    d->text.length_bytes = 0;
    return true;
  }
  return bytes != NULL ? write_all(d, bytes, length_bytes) : start_file_over(d);
}

// Finds the file that `path` leads to, if there is one already. `*mode` is its
// mode.
static lark_status find_target(downloading *d, const char *path,
                               const lark_allocator *allocator, mode_t *mode,
                               lark_failure *failure) {
  struct stat facts;
  char *real = NULL;
  *mode = S_IRUSR | S_IWUSR;
  if (stat(path, &facts) == 0) {
    if (!S_ISREG(facts.st_mode))
      return lark_fail_path(failure, "path", path,
                            S_ISDIR(facts.st_mode) ? "is a folder"
                                                   : "is no regular file");
    *mode = facts.st_mode & 07777;
    real = realpath(path, NULL);
  }
  d->path = lark_copy(allocator, real != NULL ? real : path);
  free(real);
  return d->path != NULL ? LARK_OK
                         : lark_fail(failure, LARK_ENOMEM, "out of memory");
}

lark_status lark_downloading_open(downloading *d,
                                  const lark_allocator *allocator,
                                  const char *path, uint64_t random,
                                  lark_failure *failure) {
  mode_t mode = 0;
  lark_status status = find_target(d, path, allocator, &mode, failure);
  if (status != LARK_OK) return status;
  char ending[32];
  snprintf(ending, sizeof ending, ".%08x.part", (unsigned)random);
  lark_text name;
  lark_text_init(&name, allocator);
  lark_text_add_string(&name, d->path);
  lark_text_add(&name, ending, strlen(ending) + 1);
  if (!name.failed) d->part = lark_copy(allocator, name.bytes);
  lark_text_clear(&name);
  if (d->part == NULL) return lark_fail(failure, LARK_ENOMEM, "out of memory");
  d->fd = open(d->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (d->fd >= 0) {
    fchmod(d->fd, mode); // whatever the umask
    return LARK_OK;
  }
  int error = errno;
  lark_release_string(allocator, d->part); // it is not ours
  d->part = NULL;
  if (error == EMFILE || error == ENFILE)
    return lark_shortage_fail(failure, LARK_EFILES);
  return lark_fail_path(failure, "path", path, strerror(error));
}

// ------------------------------------------------------------------- beginning

lark_downloading *lark_downloading_new(const lark_allocator *allocator) {
  downloading *d = lark_alloc(allocator, sizeof *d);
  if (d == NULL) return NULL;
  d->fd = -1;
  d->allocator = *allocator;
  lark_text_init(&d->text, allocator);
  return d;
}

lark_status lark_downloading_aim(downloading *d, const lark_settings *client,
                                 const char *url, lark_text *target,
                                 lark_failure *failure) {
  size_t origin = 0;
  lark_status status = lark_download_address_check(
      client, url, d->site.https, d->hosts, d->host, &origin, failure);
  if (status != LARK_OK) return status;
  return set_site(client, d, url, origin, target, failure);
}

void lark_downloading_free(downloading *d) {
  const lark_allocator copy = d->allocator;
  const lark_allocator *allocator = &copy;
  if (d->fd >= 0) close(d->fd);
  if (d->part != NULL) unlink(d->part);
  lark_release_string(allocator, d->part);
  lark_release_string(allocator, d->path);
  lark_release_string(allocator, d->hosts);
  lark_text_clear(&d->text);
  if (d->body.body.methods != NULL) lark_body_clear(&d->body.body);
  clear_site(d, allocator);
  lark_release(allocator, d, sizeof *d);
}

// ---------------------------------------------------------------- on its way

void lark_downloading_prepare(downloading *d, lark_shipment *shipment) {
  lark_body_fetch_from(&d->body, d->sink.have_bytes, d->sink.etag);
  shipment->site = &d->site;
}

bool lark_downloading_is_redirect(long status) {
  return status == 301 || status == 302 || status == 303 || status == 307 ||
         status == 308;
}

lark_status lark_downloading_redirect(downloading *d,
                                      const lark_settings *client,
                                      const char *to, lark_text *target,
                                      lark_failure *failure) {
  if (to == NULL || ++d->redirects > MOST_REDIRECTS)
    return lark_fail(failure, LARK_EHTTP, "%s",
                     to == NULL ? "the server redirects to nowhere"
                                : "the server redirects again and again");
  lark_status status = lark_downloading_aim(d, client, to, target, failure);
  if (status != LARK_EPARAM) return status;
  char msg[sizeof failure->msg];
  memcpy(msg, failure->msg, sizeof msg);
  lark_fail(failure, LARK_EHTTP, "the server redirects elsewhere: %.150s", msg);
  return LARK_EHTTP;
}

// --------------------------------------------------------------------- its end

// Gives a whole file its name.
static lark_status publish(downloading *d, lark_failure *failure) {
  int fd = d->fd;
  d->fd = -1;
  if (close(fd) == 0 && rename(d->part, d->path) == 0) {
    lark_release_string(&d->allocator, d->part);
    d->part = NULL;
    return LARK_OK;
  }
  lark_fail(failure, LARK_ELIMIT, "%s cannot be written: %s", d->path,
            strerror(errno));
  return LARK_ELIMIT;
}

// Makes the result's data.
static lark_status describe(const downloading *d, lark_result *result) {
  enum { PADDING = LARK_JSON_PADDING };
  static const char zeros[PADDING];
  lark_text text;
  lark_text_init(&text, &d->allocator);
  lark_text_add_string(&text, "{\"bytes\":");
  lark_text_add_integer(&text, (int64_t)d->sink.have_bytes);
  if (d->sink.type[0] != '\0' &&
      lark_utf8_valid(d->sink.type, strlen(d->sink.type))) {
    lark_text_add_string(&text, ",\"content_type\":");
    lark_text_add_json_string(&text, d->sink.type, strlen(d->sink.type));
  }
  lark_text_add_char(&text, '}');
  size_t length = text.length_bytes;
  lark_text_add(&text, zeros, PADDING);
  const char *why = NULL;
  lark_status status = text.failed
                           ? LARK_ENOMEM
                           : lark_result_read(result, text.bytes, length, &why);
  if (status == LARK_OK) result->data = lark_document_root(result->document);
  lark_text_clear(&text);
  return status;
}

bool lark_downloading_end(downloading *d, lark_result *result,
                          lark_failure *failure) {
  lark_status status = d->fd >= 0 ? publish(d, failure) : LARK_OK;
  if (status != LARK_OK) return false;
  if (describe(d, result) != LARK_OK) {
    lark_fail(failure, LARK_ENOMEM, "out of memory");
    return false;
  }
  if (d->path != NULL || d->receive != NULL) return true;
  lark_text_add_char(&d->text, '\0');
  if (d->text.failed) {
    lark_fail(failure, LARK_ENOMEM, "out of memory");
    return false;
  }
  result->text = d->text;
  lark_text_init(&d->text, &d->allocator);
  return true;
}
