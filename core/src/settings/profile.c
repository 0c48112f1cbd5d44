// SPDX-License-Identifier: MIT
#include "profile.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "proxy.h"
#include "secret.h"

enum { MOST_BYTES = 65536, PATH_BYTES = 1024, ONLY_OWNER = 0600 };

static lark_status refuse(lark_failure *failure, const char *hint) {
  lark_failure_parameter(failure, "profile");
  if (hint != NULL) lark_failure_hint(failure, "%s", hint);
  return LARK_ECONFIG;
}

// ----------------------------------------------------------------------- files

// Reads all of a file that fits, with a NUL. -1 where it cannot be read, or is
// longer.
static ssize_t read_all(int fd, char *room, size_t room_bytes) {
  size_t used = 0;
  for (;;) {
    ssize_t got = read(fd, room + used, room_bytes - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return -1;
    if (got == 0) break;
    used += (size_t)got;
    if (used == room_bytes) {
      errno = EFBIG;
      return -1;
    }
  }
  room[used] = '\0';
  return (ssize_t)used;
}

// Not to block on a pipe that somebody put there.
static int open_file(const char *path) {
  return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
}

// As variables of the environment are written. `room` takes 40 bytes.
static const char *upper_case(const char *name, char *room) {
  for (size_t i = 0; name[i] != '\0'; i++)
    room[i] = (char)(name[i] >= 'a' && name[i] <= 'z' ? name[i] - 'a' + 'A'
                                                      : name[i]);
  return room;
}

lark_status lark_profile_read_secret(const char *option, const char *path,
                                     char *room, size_t room_bytes,
                                     lark_failure *failure) {
  int fd = open_file(path);
  ssize_t length = fd >= 0 ? read_all(fd, room, room_bytes) : -1;
  int why = errno;
  if (fd >= 0) close(fd);
  if (length >= 0 && (size_t)length != strlen(room)) {
    length = -1;
    why = EINVAL;
  }
  while (length > 0 && (room[length - 1] == '\n' || room[length - 1] == '\r'))
    room[--length] = '\0';
  if (length > 0) return LARK_OK;
  if (length == 0)
    lark_fail(failure, LARK_ECONFIG, "the file of %s, %s, is empty", option,
              path);
  else
    lark_fail(failure, LARK_ECONFIG, "the file of %s, %s, cannot be read: %s",
              option, path, strerrordesc_np(why));
  char parameter[40];
  snprintf(parameter, sizeof parameter, "%s_file", option);
  lark_failure_parameter(failure, parameter);
  lark_failure_hint(
      failure,
      "LARK_%s or %s names a file that holds the secret and nothing "
      "else.",
      upper_case(parameter, (char[40]){0}), parameter);
  return LARK_ECONFIG;
}

// False where there is no home.
static bool find_path(char *room) {
  const char *config = getenv("XDG_CONFIG_HOME");
  const char *home = getenv("HOME");
  static const char name[] = "lualark/profiles.ini";
  int length = -1;
  // A path that is not absolute does not count, says the standard.
  if (config != NULL && config[0] == '/')
    length = snprintf(room, PATH_BYTES, "%s/%s", config, name);
  else if (home != NULL && home[0] == '/')
    length = snprintf(room, PATH_BYTES, "%s/.config/%s", home, name);
  return length > 0 && length < PATH_BYTES;
}

static lark_status check_mode(const char *path, const struct stat *its,
                              lark_failure *failure) {
  if (!S_ISREG(its->st_mode)) {
    lark_fail(failure, LARK_ECONFIG, "%s is no file", path);
    return refuse(failure, NULL);
  }
  if ((its->st_mode & 07777) == ONLY_OWNER && its->st_uid == geteuid())
    return LARK_OK;
  lark_fail(failure, LARK_ECONFIG,
            "%s holds secrets, and has mode %04o: it must be its owner's, with "
            "mode 0600",
            path, (unsigned)its->st_mode & 07777);
  lark_failure_parameter(failure, "profile");
  lark_failure_hint(failure, "Run: chmod 600 %s", path);
  return LARK_ECONFIG;
}

static lark_status read_file(lark_text *text, const char *path,
                             lark_failure *failure) {
  struct stat its;
  int fd = open_file(path);
  if (fd < 0 || fstat(fd, &its) != 0) {
    lark_fail(failure, LARK_ECONFIG, "the profiles of %s cannot be read: %s",
              path, strerrordesc_np(errno));
    if (fd >= 0) close(fd);
    return refuse(failure, "Write that file, with mode 0600 and a section such "
                           "as [production]; or leave LARK_PROFILE unset.");
  }
  lark_status status = check_mode(path, &its, failure);
  if (status == LARK_OK && !lark_secret_reserve(text, MOST_BYTES + 1))
    status = lark_fail(failure, LARK_ENOMEM, "out of memory");
  ssize_t length =
      status == LARK_OK ? read_all(fd, text->bytes, MOST_BYTES) : -1;
  if (status == LARK_OK && length < 0) {
    lark_fail(failure, LARK_ECONFIG, "%s cannot be read: %s", path,
              strerrordesc_np(errno));
    status = refuse(failure, NULL);
  }
  close(fd);
  if (status == LARK_OK) text->length_bytes = (size_t)length;
  return status;
}

// ----------------------------------------------------------------------- lines

typedef struct key {
  const char *name;
  size_t offset; // of its member in lark_options; NO_OPTION: a key of events
} key;

#define NO_OPTION SIZE_MAX

static const key keys[] = {
    {"app_id", offsetof(lark_options, app_id)},
    {"app_secret", offsetof(lark_options, app_secret)},
    {"app_secret_file", offsetof(lark_options, app_secret_file)},
    {"user_access_token", offsetof(lark_options, user_access_token)},
    {"base_url", offsetof(lark_options, base_url)},
    {"ca_file", offsetof(lark_options, ca_file)},
    {"proxy", offsetof(lark_options, proxy)},
    {"encrypt_key", NO_OPTION},
    {"encrypt_key_file", NO_OPTION},
    {"verification_token", NO_OPTION},
    {"verification_token_file", NO_OPTION},
};

enum { KEYS = sizeof keys / sizeof keys[0] };

typedef struct section {
  const char *wanted;
  const char *values[KEYS];
  bool inside, found;
  char names[192]; // of all sections, for an error
} section;

static char *trim(char *text) {
  text += strspn(text, " \t");
  size_t length = strlen(text);
  while (length > 0 && strchr(" \t\r", text[length - 1]) != NULL)
    length--;
  text[length] = '\0';
  return text;
}

static void enter(section *s, char *line) {
  line[strlen(line) - 1] = '\0';
  const char *name = trim(line + 1);
  s->inside = strcmp(name, s->wanted) == 0;
  s->found = s->found || s->inside;
  size_t used = strlen(s->names);
  if (used + strlen(name) + 3 < sizeof s->names)
    snprintf(s->names + used, sizeof s->names - used, "%s%s",
             used > 0 ? ", " : "", name);
}

static const key *find_key(const char *name) {
  for (size_t i = 0; i < KEYS; i++) {
    if (strcmp(keys[i].name, name) == 0) return &keys[i];
  }
  return NULL;
}

static lark_status refuse_key(lark_failure *failure, const char *name,
                              int number) {
  const char *names[KEYS];
  for (size_t i = 0; i < KEYS; i++)
    names[i] = keys[i].name;
  const char *near = lark_suggest(name, names, KEYS);
  lark_fail(failure, LARK_ECONFIG, "line %d of profiles.ini: %.40s is no key",
            number, name);
  refuse(failure, "The keys are app_id, app_secret, app_secret_file, base_url, "
                  "ca_file, encrypt_key, encrypt_key_file, proxy, "
                  "user_access_token, verification_token and "
                  "verification_token_file.");
  if (near != NULL) lark_failure_hint(failure, "Did you mean %s?", near);
  return LARK_ECONFIG;
}

// An error does not show the line, which may hold a secret.
static lark_status read_line(section *s, char *line, int number,
                             lark_failure *failure) {
  line = trim(line);
  if (line[0] == '\0' || line[0] == '#' || line[0] == ';') return LARK_OK;
  if (line[0] == '[' && line[strlen(line) - 1] == ']') {
    enter(s, line);
    return LARK_OK;
  }
  char *equals = strchr(line, '=');
  if (equals == NULL) {
    lark_fail(failure, LARK_ECONFIG,
              "line %d of profiles.ini is neither [name] nor key = value",
              number);
    return refuse(failure, NULL);
  }
  *equals = '\0';
  const char *name = trim(line);
  const key *known = find_key(name);
  if (known == NULL) return refuse_key(failure, name, number);
  if (s->inside) s->values[known - keys] = trim(equals + 1);
  return LARK_OK;
}

static lark_status read_section(section *s, char *text, const char *path,
                                lark_failure *failure) {
  int number = 0;
  if (strncmp(text, "\xEF\xBB\xBF", 3) == 0) text += 3;
  for (char *next = text; next != NULL;) {
    char *line = next;
    char *end = strchr(line, '\n');
    next = end != NULL ? end + 1 : NULL;
    if (end != NULL) *end = '\0';
    lark_status status = read_line(s, line, ++number, failure);
    if (status != LARK_OK) return status;
  }
  if (s->found) return LARK_OK;
  lark_fail(failure, LARK_ECONFIG, "there is no profile %.60s in %s", s->wanted,
            path);
  refuse(failure, NULL);
  if (s->names[0] != '\0')
    lark_failure_hint(failure, "It has %s.", s->names);
  else
    lark_failure_hint(failure, "Add a section [%.60s] to it.", s->wanted);
  return LARK_ECONFIG;
}

// -------------------------------------------------------------------- options

static bool is_empty(const char *text) {
  return text == NULL || text[0] == '\0';
}

static void fill_in(lark_options *options, const section *s) {
  // A secret that was given otherwise counts, in whichever form.
  bool has_secret =
      !is_empty(options->app_secret) || !is_empty(options->app_secret_file);
  for (size_t i = 0; i < KEYS; i++) {
    if (keys[i].offset == NO_OPTION) continue;
    const char **member =
        (const char **)(void *)((char *)options + keys[i].offset);
    bool is_secret = strncmp(keys[i].name, "app_secret", 10) == 0;
    if (is_empty(*member) && !(is_secret && has_secret)) *member = s->values[i];
  }
}

// Reads the section `s->wanted`, whose values point into the profile.
static lark_status load(lark_profile *profile, section *s,
                        lark_failure *failure) {
  char path[PATH_BYTES];
  if (!find_path(path)) {
    lark_fail(failure, LARK_ECONFIG, "there is no folder for profiles");
    return refuse(failure, "Set XDG_CONFIG_HOME or HOME.");
  }
  lark_status status = read_file(&profile->text, path, failure);
  if (status == LARK_OK)
    status = read_section(s, profile->text.bytes, path, failure);
  return status;
}

lark_status lark_profile_apply(lark_profile *profile, lark_options *options,
                               lark_failure *failure) {
  lark_text_init(&profile->text, &options->allocator);
  if (is_empty(options->profile)) return LARK_OK;
  section s = {.wanted = options->profile};
  lark_status status = load(profile, &s, failure);
  if (status != LARK_OK) return status;
  // The environment's proxy goes before the profile's.
  const char *base_url = is_empty(options->base_url)
                             ? s.values[find_key("base_url") - keys]
                             : options->base_url;
  if (lark_proxy_in_environment(base_url))
    s.values[find_key("proxy") - keys] = NULL;
  fill_in(options, &s);
  return LARK_OK;
}

lark_status lark_profile_values(lark_profile *profile, const char *name,
                                const char *const *wanted, size_t count,
                                const char **values, lark_failure *failure) {
  lark_text_init(&profile->text, NULL);
  for (size_t i = 0; i < count; i++)
    values[i] = NULL;
  if (is_empty(name)) return LARK_OK;
  section s = {.wanted = name};
  lark_status status = load(profile, &s, failure);
  for (size_t i = 0; status == LARK_OK && i < count; i++)
    values[i] = s.values[find_key(wanted[i]) - keys];
  return status;
}

void lark_profile_clear(lark_profile *profile) {
  lark_secret_clear(&profile->text);
}
