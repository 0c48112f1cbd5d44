// SPDX-License-Identifier: MIT
#include "options.h"

#include "memory.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "Usage: lark-simulator [OPTION]...\n"
    "A local stand-in for the Feishu Hire API on 127.0.0.1. The port is the\n"
    "first line on stdout; app_id is cli_simulator, app_secret is\n"
    "simulator-secret.\n"
    "\n"
    "  --port N              listen here (default 0: any free port)\n"
    "  --port-file F         write the port to the file F, too\n"
    "  --seed N              draw the company from N (default 1)\n"
    "  --talents N           talents in the company, 1 to 100000 (default "
    "200)\n"
    "  --token-ttl S         tokens live S seconds, 1 to 86400 (default 7200)\n"
    "  --latency MS          hold each answer back, 0 to 60000 (default 0)\n"
    "  --latency MIN-MAX     the same, drawn from this range each time\n"
    "  --clock-skew S        the Date of answers is S seconds ahead, or behind "
    "(-S)\n"
    "  --limits KIND         off, fixed or sliding windows (default sliding)\n"
    "  --tls CERT,KEY        speak https with these PEM files\n"
    "  --fault SPEC          misbehave, such as slow,times=3,ms=50; see\n"
    "                        README.md for all kinds; may be repeated\n"
    "  --help, --version\n";

enum option_id {
  OPTION_PORT = 1,
  OPTION_PORT_FILE,
  OPTION_SEED,
  OPTION_TALENTS,
  OPTION_TOKEN_TTL,
  OPTION_LATENCY,
  OPTION_CLOCK_SKEW,
  OPTION_LIMITS,
  OPTION_TLS,
  OPTION_FAULT,
  OPTION_HELP,
  OPTION_VERSION,
};

static const struct option known[] = {
    {"port", required_argument, NULL, OPTION_PORT},
    {"port-file", required_argument, NULL, OPTION_PORT_FILE},
    {"seed", required_argument, NULL, OPTION_SEED},
    {"talents", required_argument, NULL, OPTION_TALENTS},
    {"token-ttl", required_argument, NULL, OPTION_TOKEN_TTL},
    {"latency", required_argument, NULL, OPTION_LATENCY},
    {"clock-skew", required_argument, NULL, OPTION_CLOCK_SKEW},
    {"limits", required_argument, NULL, OPTION_LIMITS},
    {"tls", required_argument, NULL, OPTION_TLS},
    {"fault", required_argument, NULL, OPTION_FAULT},
    {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION},
    {NULL, 0, NULL, 0},
};

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

static bool read_limits(const char *text, enum limit_kind *out) {
  static const char *const kinds[] = {"off", "fixed", "sliding"};
  for (int i = 0; i < 3; i++) {
    if (strcmp(text, kinds[i]) != 0) continue;
    *out = (enum limit_kind)i;
    return true;
  }
  fprintf(stderr,
          "lark-simulator: --limits takes off, fixed or sliding, not '%s'\n",
          text);
  return false;
}

static bool read_tls(const char *text, struct options *options) {
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

// A number, or two with a dash between.
static bool read_latency(const char *text, struct options *options) {
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

// A number that may have a minus before it.
static bool read_clock_skew(const char *text, struct options *options) {
  enum { MAX_S = 1000000000 };
  bool behind = text[0] == '-';
  uint64_t skew_s = 0;
  if (!read_number("clock-skew", text + behind, 0, MAX_S, &skew_s))
    return false;
  options->clock_skew_s = behind ? -(int32_t)skew_s : (int32_t)skew_s;
  return true;
}

// What it says is read when the simulator is there to be armed.
static bool read_fault(const char *text, struct options *options) {
  json_t *fault = json_string(text);
  if (fault == NULL) {
    fputs("lark-simulator: --fault takes UTF-8\n", stderr);
    return false;
  }
  json_array_append_new(options->faults, fault);
  return true;
}

static bool read_numeric(struct options *options, enum option_id id,
                         const char *name, const char *text) {
  uint64_t number = 0;
  struct simulator_settings *settings = &options->simulator;
  switch (id) {
  case OPTION_PORT:
    if (!read_number(name, text, 0, UINT16_MAX, &number)) return false;
    options->port = (uint16_t)number;
    return true;
  case OPTION_SEED:
    return read_number(name, text, 0, UINT64_MAX, &settings->seed);
  case OPTION_TALENTS:
    if (!read_number(name, text, 1, 100000, &number)) return false;
    settings->talents = (uint32_t)number;
    return true;
  default: // OPTION_TOKEN_TTL
    if (!read_number(name, text, 1, 86400, &number)) return false;
    settings->token_ttl_s = (uint32_t)number;
    return true;
  }
}

static bool read_option(struct options *options, int id, int index,
                        const char *text) {
  switch (id) {
  case OPTION_PORT_FILE: options->port_file = text; return true;
  case OPTION_LIMITS: return read_limits(text, &options->simulator.limits);
  case OPTION_TLS: return read_tls(text, options);
  case OPTION_LATENCY: return read_latency(text, options);
  case OPTION_CLOCK_SKEW: return read_clock_skew(text, options);
  case OPTION_FAULT: return read_fault(text, options);
  default:
    return read_numeric(options, (enum option_id)id, known[index].name, text);
  }
}

static enum options_result complain(char **argv, int missing) {
  fprintf(stderr, "lark-simulator: %s '%s'; see lark-simulator --help\n",
          missing ? "a value is missing after" : "unknown option",
          argv[optind - 1]);
  return OPTIONS_WRONG;
}

enum options_result options_parse(struct options *options, int argc,
                                  char **argv) {
  *options = (struct options){
      .simulator = {.seed = 1,
                    .talents = 200,
                    .token_ttl_s = 7200,
                    .limits = LIMIT_SLIDING},
      .faults = memory_need(json_array()),
  };
  int index = 0;
  int id;
  // The leading colon: our messages instead of getopt's.
  while ((id = getopt_long(argc, argv, ":", known, &index)) != -1) {
    if (id == '?' || id == ':') return complain(argv, id == ':');
    if (id == OPTION_HELP || id == OPTION_VERSION) {
      fputs(id == OPTION_HELP ? usage
                              : "lark-simulator " SIMULATOR_VERSION "\n",
            stdout);
      return OPTIONS_DONE;
    }
    if (!read_option(options, id, index, optarg)) return OPTIONS_WRONG;
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
