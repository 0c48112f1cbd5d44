// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_OPTIONS_H
#define SIMULATOR_OPTIONS_H

#include "simulator.h"
#include "webhook.h"

#include <stdint.h>

/// The options of the command line.
struct options {
  struct simulator_settings simulator;
  uint16_t port; ///< 0: any free one
  uint32_t latency_min_ms;
  uint32_t latency_max_ms;
  int32_t clock_skew_s;
  const char *port_file; ///< or NULL
  char *cert_file;       ///< or NULL; owned
  char *key_file;        ///< or NULL; owned
  struct webhook_settings webhook;
  json_t *faults; ///< a list of texts; owned
};

enum options_result {
  OPTIONS_RUN,
  OPTIONS_DONE, ///< --help or --version has been answered
  OPTIONS_WRONG ///< the reason stands on stderr
};

/// Reads the command line. options_clear() ends `options` in any case.
enum options_result options_parse(struct options *options, int argc,
                                  char **argv);

void options_clear(struct options *options);

#endif
