// SPDX-License-Identifier: MIT
#include "options.h"

#include "memory.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Reads the whole of `text` as a number in a range; complains otherwise.
static bool read_number(const char *name, const char *text, uint64_t min,
                        uint64_t max, uint64_t *out) {
  char *end = NULL;
  errno = 0;
  unsigned long long number = strtoull(text, &end, 10);
  bool digits = text[0] >= '0' && text[0] <= '9' && *end == '\0';
  if (digits && errno == 0 && number >= min && number <= max) {
    *out = number;
    return true;
  }
  fprintf(stderr,
          "lark-simulator: --%s takes a whole number from %" PRIu64
          " to %" PRIu64 ", not '%s'\n",
          name, min, max, text);
  return false;
}

static bool read_limits(struct options *options, const char *text) {
  static const char *const kinds[] = {"off", "fixed", "sliding"};
  for (int i = 0; i < 3; i++) {
    if (strcmp(text, kinds[i]) != 0) continue;
    options->simulator.limits = (enum limit_kind)i;
    return true;
  }
  fprintf(stderr,
          "lark-simulator: --limits takes off, fixed or sliding, not '%s'\n",
          text);
  return false;
}

static bool read_tls(struct options *options, const char *text) {
  const char *comma = strchr(text, ',');
  if (comma == NULL || comma == text || comma[1] == '\0') {
    fprintf(stderr,
            "lark-simulator: --tls takes two PEM files, CERT,KEY, not '%s'\n",
            text);
    return false;
  }
  free(options->cert_file);
  free(options->key_file);
  options->cert_file = memory_copy(text, (size_t)(comma - text));
  options->key_file = memory_copy(comma + 1, strlen(comma + 1));
  return true;
}

// Reads a number, or two with a dash between.
static bool read_latency(struct options *options, const char *text) {
  enum { MAX_MS = 60000 };
  const char *dash = strchr(text, '-');
  size_t length = dash != NULL ? (size_t)(dash - text) : strlen(text);
  char *first = memory_copy(text, length);
  const char *second = dash != NULL ? dash + 1 : first;
  uint64_t min = 0;
  uint64_t max = 0;
  bool good = read_number("latency", first, 0, MAX_MS, &min) &&
              read_number("latency", second, min, MAX_MS, &max);
  free(first);
  options->latency_min_ms = (uint32_t)min;
  options->latency_max_ms = (uint32_t)max;
  return good;
}

// Reads a number that may have a minus before it.
static bool read_clock_skew(struct options *options, const char *text) {
  enum { MAX_S = 1000000000 };
  bool behind = text[0] == '-';
  uint64_t skew_s = 0;
  if (!read_number("clock-skew", text + behind, 0, MAX_S, &skew_s))
    return false;
  options->clock_skew_s = behind ? -(int32_t)skew_s : (int32_t)skew_s;
  return true;
}

// Keeps the text: simulator_arm() reads it.
static bool read_fault(struct options *options, const char *text) {
  json_t *fault = json_string(text);
  if (fault == NULL) {
    fputs("lark-simulator: --fault takes UTF-8\n", stderr);
    return false;
  }
  json_array_append_new(options->faults, fault);
  return true;
}

static bool read_port(struct options *options, const char *text) {
  uint64_t number = 0;
  bool good = read_number("port", text, 0, UINT16_MAX, &number);
  options->port = (uint16_t)number;
  return good;
}

static bool read_port_file(struct options *options, const char *text) {
  options->port_file = text;
  return true;
}

static bool read_seed(struct options *options, const char *text) {
  return read_number("seed", text, 0, UINT64_MAX, &options->simulator.seed);
}

static bool read_talents(struct options *options, const char *text) {
  uint64_t number = 0;
  bool good = read_number("talents", text, 1, 100000, &number);
  options->simulator.talents = (uint32_t)number;
  return good;
}

static bool read_token_ttl(struct options *options, const char *text) {
  uint64_t number = 0;
  bool good = read_number("token-ttl", text, 1, 86400, &number);
  options->simulator.token_ttl_s = (uint32_t)number;
  return good;
}

static bool read_url_ttl(struct options *options, const char *text) {
  uint64_t number = 0;
  bool good = read_number("url-ttl", text, 0, 86400, &number);
  options->simulator.url_ttl_s = (uint32_t)number;
  return good;
}

static bool read_state(struct options *options, const char *text) {
  options->simulator.state_file = text;
  return true;
}

static bool read_webhook(struct options *options, const char *text) {
  options->webhook.url = text;
  return true;
}

static bool read_encrypt_key(struct options *options, const char *text) {
  options->webhook.encrypt_key = text;
  return true;
}

static bool read_app_id(struct options *options, const char *text) {
  options->simulator.app_id = text;
  return text[0] != '\0';
}

static bool read_verification_token(struct options *options, const char *text) {
  options->webhook.token = text;
  return true;
}

// Every option: what --help says of it, and how its value is read.
static const struct known {
  const char *name;
  const char *value; // its value's name in --help; NULL: it takes none
  const char *help;  // one line, or several
  bool (*read)(struct options *options, const char *text); // NULL: no value
} known[] = {
#define OPTION(name, value, help, read) {name, value, help, read},
#include "options.def"
#undef OPTION
};

enum { KNOWN_COUNT = sizeof known / sizeof *known };

static void show_help(void) {
  enum { HELP_COLUMN = 30 };
  fputs("Usage: lark-simulator [OPTION]...\n"
        "A local stand-in for the Feishu Hire API on 127.0.0.1. The port is "
        "the\n"
        "first line on stdout; app_id is cli_simulator, or that of --app-id;\n"
        "app_secret is simulator-secret.\n\n",
        stdout);
  for (size_t i = 0; i < KNOWN_COUNT; i++) {
    const char *value = known[i].value != NULL ? known[i].value : "";
    int width = printf("  --%s %s", known[i].name, value);
    printf("%*s", HELP_COLUMN - width, "");
    for (const char *c = known[i].help; *c != '\0'; c++) {
      putchar(*c);
      if (*c == '\n') printf("%*s", HELP_COLUMN, "");
    }
    putchar('\n');
  }
}

static enum options_result complain(char **argv, int missing) {
  fprintf(stderr, "lark-simulator: %s '%s'; see lark-simulator --help\n",
          missing ? "a value is missing after" : "unknown option",
          argv[optind - 1]);
  return OPTIONS_WRONG;
}

// Answers --help or --version, the two that take no value.
static enum options_result show(const struct known *option) {
  if (strcmp(option->name, "help") == 0) {
    show_help();
  } else {
    puts("lark-simulator " SIMULATOR_VERSION);
  }
  return OPTIONS_DONE;
}

static void fill_getopt(struct option *out) {
  for (int i = 0; i < KNOWN_COUNT; i++) {
    int takes = known[i].value != NULL ? required_argument : no_argument;
    out[i] = (struct option){known[i].name, takes, NULL, i};
  }
  out[KNOWN_COUNT] = (struct option){NULL, 0, NULL, 0};
}

enum options_result options_parse(struct options *options, int argc,
                                  char **argv) {
  *options = (struct options){
      .simulator = {.app_id = "cli_simulator",
                    .seed = 1,
                    .talents = 200,
                    .token_ttl_s = 7200,
                    .url_ttl_s = 1800,
                    .limits = LIMIT_SLIDING},
      .webhook = {.token = "simulator-verification-token"},
      .faults = memory_need(json_array()),
  };
  struct option long_options[KNOWN_COUNT + 1];
  fill_getopt(long_options);
  int id;
  // The leading colon turns getopt's own messages off.
  while ((id = getopt_long(argc, argv, ":", long_options, NULL)) != -1) {
    if (id == '?' || id == ':') return complain(argv, id == ':');
    if (known[id].value == NULL) return show(&known[id]);
    if (!known[id].read(options, optarg)) return OPTIONS_WRONG;
  }
  if (optind == argc) return OPTIONS_RUN;
  fprintf(stderr,
          "lark-simulator: '%s' is no option; see lark-simulator --help\n",
          argv[optind]);
  return OPTIONS_WRONG;
}

void options_clear(struct options *options) {
  free(options->cert_file);
  free(options->key_file);
  json_decref(options->faults);
  *options = (struct options){0};
}
