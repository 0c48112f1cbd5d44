// SPDX-License-Identifier: MIT

// A program with its own epoll loop: it reads lines from stdin and sends each
// to a script as an event, while the script waits for the platform.
//
//     cc epoll_host.c $(pkg-config --cflags --libs lualark) -o epoll_host
//     echo 6942778198054125570 | ./epoll_host lookup.lua
//
// Exit status: 0 done, 1 the script failed, 2 wrong usage.
#include <errno.h>
#include <lualark.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { TIME_MS = 60000, BUDGET_US = 5000 };

typedef struct host {
  lualark_engine *engine;
  lualark_script script;
  char line[4096]; // what came since the last newline
  size_t line_bytes;
  int exit_status;
} host;

static void on_print(void *user, lualark_engine *engine, lualark_script script,
                     const char *text, size_t bytes) {
  (void)user, (void)engine, (void)script;
  printf("%.*s\n", (int)bytes, text);
}

static void on_exit_(void *user, lualark_engine *engine,
                     const lualark_end *end) {
  host *self = user;
  (void)engine;
  if (end->status == LARK_OK) return;
  fprintf(stderr, "epoll_host: %s\n%s\n", end->error->msg, end->traceback);
  self->exit_status = 1;
}

// Values are passed as JSON, so a text needs quotes and escapes.
static void emit_line(host *self, const char *line, size_t bytes) {
  lark_text json = {0};
  if (!lark_utf8_valid(line, bytes)) {
    fprintf(stderr, "epoll_host: a line that is not UTF-8 was left out\n");
    return;
  }
  lark_text_add_json_string(&json, line, bytes);
  lark_text_add_char(&json, '\0');
  if (!json.failed)
    lualark_emit(self->engine, self->script, "line", json.bytes);
  lark_text_clear(&json);
}

// Reads once, without waiting, since epoll has reported data. Returns false at
// the end of the input.
static bool read_lines(host *self) {
  size_t room = sizeof self->line - self->line_bytes;
  ssize_t got = read(STDIN_FILENO, self->line + self->line_bytes, room);
  if (got < 0) return errno == EINTR || errno == EAGAIN;
  self->line_bytes += (size_t)got;

  char *end = NULL;
  while ((end = memchr(self->line, '\n', self->line_bytes)) != NULL) {
    size_t bytes = (size_t)(end - self->line);
    emit_line(self, self->line, bytes);
    self->line_bytes -= bytes + 1;
    memmove(self->line, end + 1, self->line_bytes);
  }
  return got > 0 && self->line_bytes < sizeof self->line;
}

static bool watch(int epoll, int fd) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == 0;
}

// The loop knows only the engine's descriptor, which is readable whenever the
// engine has work: answers, timers, a script that is ready.
static void loop(host *self, int epoll) {
  int engine_fd = lualark_fd(self->engine);
  struct epoll_event event;
  while (lualark_scripts(self->engine) > 0) {
    if (epoll_wait(epoll, &event, 1, -1) != 1) continue; // a signal came
    if (event.data.fd == engine_fd) {
      lualark_step(self->engine, BUDGET_US);
    } else if (!read_lines(self)) {
      // No more lines will come: the script finishes its work.
      epoll_ctl(epoll, EPOLL_CTL_DEL, STDIN_FILENO, NULL);
      lualark_retire(self->engine, self->script);
    }
  }
}

static bool start(host *self, const char *path) {
  static char text[1 << 20];
  FILE *file = fopen(path, "r");
  size_t bytes = file != NULL ? fread(text, 1, sizeof text, file) : 0;
  if (file == NULL || ferror(file)) perror(path);
  if (file == NULL) return false;
  fclose(file);
  // The time limit bounds the whole program: stdin may never be closed.
  lualark_program program = {
      .name = path, .text = text, .text_bytes = bytes, .time_ms = TIME_MS};
  if (lualark_start(self->engine, &program, &self->script) == LARK_OK)
    return true;
  fprintf(stderr, "epoll_host: %s\n", lualark_last_error(self->engine));
  return false;
}

int main(int count, char **words) {
  static host self;
  lualark_options options;
  lualark_options_init(&options, sizeof options);
  options.print = on_print;
  options.exit = on_exit_;
  options.user = &self;
  int epoll = epoll_create1(EPOLL_CLOEXEC);
  if (count != 2 || !watch(epoll, STDIN_FILENO)) {
    fprintf(stderr, "usage: epoll_host SCRIPT, with a pipe or a terminal for "
                    "stdin\n");
    return 2;
  }
  if (lualark_open(&options, &self.engine) != LARK_OK) return 1;
  if (!watch(epoll, lualark_fd(self.engine)) || !start(&self, words[1]))
    self.exit_status = 1;
  else
    loop(&self, epoll);
  lualark_close(self.engine);
  close(epoll);
  return self.exit_status;
}
