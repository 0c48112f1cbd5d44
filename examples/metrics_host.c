// SPDX-License-Identifier: MIT

// Scripts whose figures Prometheus reads: http://127.0.0.1:PORT/metrics has
// those of the engine and of each script, /tracebacks what scripts do.
//
//     cc metrics_host.c $(pkg-config --cflags --libs lualark) -o metrics_host
//     ./metrics_host [PORT]    prints the port; ends with its input, or as 1
#include <arpa/inet.h>
#include <lualark.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SCRIPTS = 3, BUDGET_US = 2000, FRAME_MS = 16, PATIENCE_MS = 1000 };

static const char text[] = "require('lark').on('tick', function(n)\n"
                           "  for i = 1, 1000 do n = n + i end end)\n";
static lualark_script scripts[SCRIPTS];

// These only rise.
static const char counters[] =
    " steps steps_over_budget step_us posts_dropped instructions cpu_us calls "
    "events messages messages_refused lines_dropped limit_waits share_waits ";

static const char *ending_of(const char *name) {
  char word[64];
  snprintf(word, sizeof word, " %s ", name);
  return strstr(counters, word) != NULL ? "_total" : "";
}

static void add(lark_text *page, const char *format, ...) {
  char line[300];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  lark_text_add_string(page, line);
}

static void add_type(lark_text *page, const char *prefix, const char *name) {
  add(page, "# TYPE %s%s%s %s\n", prefix, name, ending_of(name),
      ending_of(name)[0] != '\0' ? "counter" : "gauge");
}

// The names are ours, so that they need no escapes.
static void add_script(lark_text *page, lark_json script, const char *name) {
  const char *its = lark_json_string(lark_json_get(script, "name"), NULL);
  long long id = lark_json_integer(lark_json_get(script, "id"));
  long long value = lark_json_integer(lark_json_get(script, name));
  add(page, "lualark_script_%s%s{id=\"%lld\",script=\"%s\"} %lld\n", name,
      ending_of(name), id, its, value);
}

// One metric stands together, with the values of all scripts.
static void add_scripts(lark_text *page, lark_json list) {
  lark_json first = lark_json_first(list);
  for (lark_json f = lark_json_first(first); lark_json_type(f) != LARK_ABSENT;
       f = lark_json_next(f)) {
    const char *name = lark_json_key(f, NULL);
    if (lark_json_type(f) != LARK_INTEGER || strcmp(name, "id") == 0) continue;
    add_type(page, "lualark_script_", name);
    for (lark_json s = first; lark_json_type(s) != LARK_ABSENT;
         s = lark_json_next(s))
      add_script(page, s, name);
  }
}

static void write_metrics(lualark_engine *engine, lark_text *page) {
  lark_document *document = NULL;
  const char *json = lualark_figures(engine, NULL);
  if (json == NULL ||
      lark_document_parse(json, strlen(json), &document, NULL) != LARK_OK)
    return;
  lark_json root = lark_document_root(document);
  for (lark_json f = lark_json_first(lark_json_get(root, "engine"));
       lark_json_type(f) != LARK_ABSENT; f = lark_json_next(f)) {
    const char *name = lark_json_key(f, NULL);
    add_type(page, "lualark_", name);
    add(page, "lualark_%s%s %lld\n", name, ending_of(name),
        (long long)lark_json_integer(f));
  }
  add_scripts(page, lark_json_get(root, "scripts"));
  lark_document_free(document);
}

static void write_tracebacks(lualark_engine *engine, lark_text *page) {
  for (int i = 0; i < SCRIPTS; i++) {
    const char *lines = lualark_traceback(engine, scripts[i]);
    lark_text_add_string(page, lines != NULL ? lines : "it has ended");
    lark_text_add_string(page, "\n\n");
  }
}

// A scraper is one of our own: its request is short, and comes at once.
static void serve(lualark_engine *engine, int listener) {
  char request[2048] = "";
  lark_text page = {0};
  int fd = accept(listener, NULL, NULL);
  struct pollfd watched = {.fd = fd, .events = POLLIN};
  if (fd >= 0 && poll(&watched, 1, PATIENCE_MS) > 0 &&
      read(fd, request, sizeof request - 1) > 0) {
    lark_text_add_string(&page, "HTTP/1.0 200 OK\r\nContent-Type: text/plain; "
                                "version=0.0.4; charset=utf-8\r\n\r\n");
    if (strncmp(request, "GET /tracebacks ", 16) == 0)
      write_tracebacks(engine, &page);
    else
      write_metrics(engine, &page);
    send(fd, page.bytes, page.length_bytes, MSG_NOSIGNAL);
  }
  lark_text_clear(&page);
  close(fd);
}

static int listen_at(int port) {
  struct sockaddr_in at = {.sin_family = AF_INET,
                           .sin_port = htons((uint16_t)port)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(fd, (struct sockaddr *)&at, sizeof at) != 0 || listen(fd, 8) != 0)
    return -1;
  getsockname(fd, (struct sockaddr *)&at, &(socklen_t){sizeof at});
  dprintf(STDOUT_FILENO, "%d\n", ntohs(at.sin_port));
  return fd;
}

int main(int argc, char **argv) {
  static const char *names[] = {"quest", "shop", "guild"};
  lualark_options options;
  lualark_engine *engine;
  int listener = listen_at(argc > 1 ? atoi(argv[1]) : 0);
  lualark_options_init(&options, sizeof options);
  options.event_ms = 100;
  if (listener < 0 || lualark_open(&options, &engine) != LARK_OK) return 1;
  for (int i = 0; i < SCRIPTS; i++)
    lualark_start(engine, &(lualark_program){.name = names[i], .text = text},
                  &scripts[i]);
  struct pollfd watched[] = {{.fd = listener, .events = POLLIN},
                             {.fd = STDIN_FILENO, .events = POLLIN}};
  while (watched[1].revents == 0) {
    lualark_emit(engine, 0, "tick", "1");
    lualark_step(engine, BUDGET_US);
    if (poll(watched, 2, FRAME_MS) > 0 && watched[0].revents != 0)
      serve(engine, listener);
  }
  lualark_close(engine);
}
