// SPDX-License-Identifier: MIT
#include "redact_key.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "secret.h"

enum { TEXT_BYTES = 2 * LARK_DIGEST_BYTES, PRIVATE = 0600 };

static int hex(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  char small = (char)(digit | 0x20);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

static bool decode(const char *text, uint8_t *out) {
  for (size_t i = 0; i < LARK_DIGEST_BYTES; i++) {
    int high = hex(text[2 * i]);
    int low = hex(text[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    out[i] = (uint8_t)(high << 4 | low);
  }
  return true;
}

lualark_redact_found lualark_redact_key_read(const char *path,
                                             lualark_permute_key out) {
  char text[TEXT_BYTES];
  struct stat found;
  // A pipe would be waited for.
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return errno == ENOENT ? LUALARK_KEY_MISSING : LUALARK_KEY_BROKEN;
  bool fine = fstat(fd, &found) == 0 && S_ISREG(found.st_mode) &&
              read(fd, text, sizeof text) == (ssize_t)sizeof text &&
              decode(text, out);
  close(fd);
  lark_wipe(text, sizeof text);
  if (fine) return LUALARK_KEY_FOUND;
  errno = EINVAL;
  return LUALARK_KEY_BROKEN;
}

static bool draw(lualark_permute_key out) {
  return getrandom(out, LARK_DIGEST_BYTES, 0) == LARK_DIGEST_BYTES;
}

bool lualark_redact_key_make(const char *path, lualark_permute_key out) {
  char text[TEXT_BYTES + 2];
  if (!draw(out)) return false;
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, PRIVATE);
  if (fd < 0) return false;
  lark_digest_hex(out, LARK_DIGEST_BYTES, text);
  text[TEXT_BYTES] = '\n';
  bool fine = fchmod(fd, PRIVATE) == 0 &&
              write(fd, text, TEXT_BYTES + 1) == TEXT_BYTES + 1 &&
              fsync(fd) == 0;
  fine = close(fd) == 0 && fine;
  lark_wipe(text, sizeof text);
  if (!fine) unlink(path);
  return fine;
}

void lualark_redact_key_check(const lualark_permute_key key,
                              char room[LUALARK_REDACT_CHECK_BYTES]) {
  static const char purpose[] = "lualark-recording";
  uint8_t mac[LARK_DIGEST_BYTES];
  lark_digest_mac(key, purpose, sizeof purpose, mac);
  lark_digest_hex(mac, (LUALARK_REDACT_CHECK_BYTES - 1) / 2, room);
}
