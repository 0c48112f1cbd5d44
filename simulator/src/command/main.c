// SPDX-License-Identifier: MIT
#include "listener.h"
#include "memory.h"
#include "options.h"
#include "server.h"
#include "service.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { EXIT_USAGE = 2 };

// Opens a descriptor that becomes readable on SIGINT and SIGTERM.
static int open_stop_signals(void) {
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGINT);
  sigaddset(&stop, SIGTERM);
  sigprocmask(SIG_BLOCK, &stop, NULL);
  // A client that hangs up must not end the program.
  signal(SIGPIPE, SIG_IGN);
  return signalfd(-1, &stop, SFD_CLOEXEC);
}

// Returns the text of a small file, which the caller frees, or NULL after
// saying why.
static char *read_file(const char *path) {
  FILE *file = fopen(path, "re");
  char *text = NULL;
  size_t size = 0;
  if (file == NULL || getdelim(&text, &size, '\0', file) <= 0) {
    fprintf(stderr, "lark-simulator: cannot read %s: %s\n", path,
            file == NULL ? strerror(errno) : "the file is empty");
    free(text);
    text = NULL;
  }
  if (file != NULL) fclose(file);
  return text;
}

// Prints the port, and writes it to the file of --port-file.
static int announce(const struct options *options, uint16_t port) {
  // The file first: a program that has read the line finds it.
  if (options->port_file != NULL &&
      listener_write_port(options->port_file, port) != 0) {
    fprintf(stderr, "lark-simulator: cannot write --port-file %s: %s\n",
            options->port_file, strerror(errno));
    return EXIT_FAILURE;
  }
  printf("%u\n", (unsigned)port);
  fflush(stdout);
  return EXIT_SUCCESS;
}

static int announce_and_run(const struct options *options,
                            const struct server_settings *settings,
                            struct simulator *simulator) {
  int stop_fd = open_stop_signals();
  struct server *server = server_open(settings, simulator);
  int status = EXIT_FAILURE;
  if (server == NULL) {
    fprintf(stderr, "lark-simulator: cannot start the server%s\n",
            settings->cert_pem != NULL
                ? ": check that --tls names a PEM certificate and its key"
                : "");
  } else {
    status = announce(options, settings->listener->port);
    if (status == EXIT_SUCCESS) server_run(server, stop_fd);
  }
  server_close(server);
  close(stop_fd);
  return status;
}

static int serve(const struct options *options,
                 const struct server_settings *settings) {
  struct simulator_settings simulator_settings = options->simulator;
  simulator_settings.tls = settings->cert_pem != NULL;
  struct simulator *simulator = service_open(&simulator_settings);
  char *wrong = simulator_arm(simulator, options->faults);
  char *bad_state = simulator_open_state(simulator);
  int status = EXIT_USAGE;
  if (wrong != NULL) {
    fprintf(stderr, "lark-simulator: --fault: %s\n", wrong);
  } else if (bad_state != NULL) {
    fprintf(stderr, "lark-simulator: cannot use --state %s: %s\n",
            simulator_settings.state_file, bad_state);
    status = EXIT_FAILURE;
  } else {
    status = announce_and_run(options, settings, simulator);
  }
  free(wrong);
  free(bad_state);
  service_close(simulator);
  return status;
}

static int listen_and_serve(const struct options *options,
                            struct server_settings settings) {
  struct listener listener;
  if (listener_open(&listener, options->port) == 0) {
    settings.listener = &listener;
    int status = serve(options, &settings);
    listener_close(&listener);
    return status;
  }
  fprintf(stderr, "lark-simulator: cannot listen on 127.0.0.1:%u: %s%s\n",
          (unsigned)options->port, strerror(errno),
          errno == EADDRINUSE ? "; take another --port, or 0 for a free one"
                              : "");
  return EXIT_FAILURE;
}

static int run(const struct options *options) {
  struct server_settings settings = {
      .latency_min_ms = options->latency_min_ms,
      .latency_max_ms = options->latency_max_ms,
      .clock_skew_s = options->clock_skew_s,
      .webhook = options->webhook,
  };
  char *cert = NULL;
  char *key = NULL;
  int status = EXIT_USAGE;

  if (options->cert_file != NULL) {
    cert = read_file(options->cert_file);
    key = cert != NULL ? read_file(options->key_file) : NULL;
    if (key == NULL) goto done;
  }
  settings.cert_pem = cert;
  settings.key_pem = key;
  status = listen_and_serve(options, settings);

done:
  free(cert);
  free(key);
  return status;
}

int main(int argc, char **argv) {
  struct options options;
  int status = EXIT_USAGE;
  switch (options_parse(&options, argc, argv)) {
  case OPTIONS_RUN: status = run(&options); break;
  case OPTIONS_DONE: status = EXIT_SUCCESS; break;
  case OPTIONS_WRONG: break;
  }
  options_clear(&options);
  return status;
}
