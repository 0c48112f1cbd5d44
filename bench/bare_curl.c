// SPDX-License-Identifier: MIT

// Measures what libcurl itself costs: the socket-action interface on epoll,
// easy handles that are set up once and reused, answers that are counted in
// bytes and not read.
//
//     bench_bare_curl BASE_URL CALLS IN_FLIGHT [PATH]
//
// With https it trusts BENCH_CA_FILE, and calls share connections (HTTP/2).
// With BENCH_BODY it sends POSTs with that body, and counts those that are
// lost.
//
//     bench_bare_curl --version
#include <curl/curl.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { EVENTS_AT_ONCE = 256, LONGEST_URL = 1024 };

static const char default_path[] =
    "/open-apis/hire/v1/referrals/get_by_application"
    "?application_id=6134134355464633";

typedef struct loop {
  CURLM *multi;
  int epoll_fd;
  double curl_due_s; ///< when libcurl wants a turn; negative: not at all
  long left;         ///< calls that are still to be started
  long ended, lost;
  size_t received_bytes;
} loop;

static void die(const char *what) {
  fprintf(stderr, "bench_bare_curl: %s\n", what);
  exit(EXIT_FAILURE);
}

static double now_s(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double seconds(struct timeval time) {
  return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static double cpu_s(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

// -------------------------------------------------------- libcurl's callbacks

static size_t on_body(char *bytes, size_t size, size_t count, void *user) {
  (void)bytes;
  loop *l = user;
  l->received_bytes += size * count;
  return size * count;
}

static int on_socket(CURL *easy, curl_socket_t fd, int what, void *user,
                     void *known) {
  (void)easy;
  loop *l = user;
  if (what == CURL_POLL_REMOVE) {
    epoll_ctl(l->epoll_fd, EPOLL_CTL_DEL, fd, NULL);
    return 0;
  }
  struct epoll_event event = {.data.fd = fd};
  if (what & CURL_POLL_IN) event.events |= EPOLLIN;
  if (what & CURL_POLL_OUT) event.events |= EPOLLOUT;
  int operation = known != NULL ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
  if (epoll_ctl(l->epoll_fd, operation, fd, &event) != 0) return -1;
  curl_multi_assign(l->multi, fd, l);
  return 0;
}

static int on_timer(CURLM *multi, long timeout_ms, void *user) {
  (void)multi;
  loop *l = user;
  l->curl_due_s = timeout_ms < 0    ? -1
                  : timeout_ms == 0 ? 0
                                    : now_s() + (double)timeout_ms / 1e3;
  return 0;
}

// --------------------------------------------------------------------- set-up

static void open_loop(loop *l) {
  l->curl_due_s = -1;
  l->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
  l->multi = curl_multi_init();
  if (l->epoll_fd < 0 || l->multi == NULL) die("no memory for a loop");
  curl_multi_setopt(l->multi, CURLMOPT_SOCKETFUNCTION, on_socket);
  curl_multi_setopt(l->multi, CURLMOPT_SOCKETDATA, l);
  curl_multi_setopt(l->multi, CURLMOPT_TIMERFUNCTION, on_timer);
  curl_multi_setopt(l->multi, CURLMOPT_TIMERDATA, l);
}

static void close_loop(loop *l) {
  curl_multi_cleanup(l->multi);
  close(l->epoll_fd);
}

static CURL *new_easy(loop *l, const char *url, struct curl_slist *headers) {
  CURL *easy = curl_easy_init();
  if (easy == NULL) die("no memory for a handle");
  curl_easy_setopt(easy, CURLOPT_URL, url);
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, l);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_FAILONERROR, 1L);
  const char *ca_file = getenv("BENCH_CA_FILE");
  const char *body = getenv("BENCH_BODY");
  if (body != NULL) curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body);
  if (ca_file != NULL && strncmp(url, "https:", 6) == 0) {
    curl_easy_setopt(easy, CURLOPT_CAINFO, ca_file);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(easy, CURLOPT_PIPEWAIT, 1L);
  }
  return easy;
}

// --------------------------------------------------------------------- driving

static void start(loop *l, CURL *easy) {
  l->left--;
  if (curl_multi_add_handle(l->multi, easy) != CURLM_OK) die("cannot start");
}

// Takes the calls that have ended, and starts the next ones with their handles.
static void collect(loop *l) {
  int queued = 0;
  for (CURLMsg *message = curl_multi_info_read(l->multi, &queued);
       message != NULL; message = curl_multi_info_read(l->multi, &queued)) {
    if (message->msg != CURLMSG_DONE) continue;
    CURL *easy = message->easy_handle;
    if (message->data.result != CURLE_OK) {
      if (getenv("BENCH_BODY") == NULL)
        die(curl_easy_strerror(message->data.result));
      l->lost++;
    }
    l->ended++;
    curl_multi_remove_handle(l->multi, easy);
    if (l->left > 0) start(l, easy);
  }
}

static int sleep_ms(const loop *l) {
  if (l->curl_due_s <= 0) return l->curl_due_s < 0 ? -1 : 0;
  double rest_s = l->curl_due_s - now_s();
  return rest_s > 0 ? (int)(rest_s * 1e3) + 1 : 0;
}

static void dispatch(loop *l, const struct epoll_event *event) {
  int running = 0;
  int what = 0;
  if (event->events & EPOLLIN) what |= CURL_CSELECT_IN;
  if (event->events & EPOLLOUT) what |= CURL_CSELECT_OUT;
  if (event->events & (EPOLLERR | EPOLLHUP)) what |= CURL_CSELECT_ERR;
  curl_multi_socket_action(l->multi, event->data.fd, what, &running);
}

static void turn(loop *l) {
  struct epoll_event events[EVENTS_AT_ONCE];
  int count = epoll_wait(l->epoll_fd, events, EVENTS_AT_ONCE, sleep_ms(l));
  if (count < 0 && errno != EINTR) die("epoll_wait failed");
  for (int i = 0; i < count; i++)
    dispatch(l, &events[i]);

  if (l->curl_due_s >= 0 && l->curl_due_s <= now_s()) {
    int running = 0;
    l->curl_due_s = -1;
    curl_multi_socket_action(l->multi, CURL_SOCKET_TIMEOUT, 0, &running);
  }
  collect(l);
}

static void report(const loop *l, double used_s, double took_s) {
  double calls = (double)l->ended;
  printf("calls=%ld cpu_us=%.3f wall_s=%.3f per_s=%.0f lost=%ld\n", l->ended,
         used_s * 1e6 / calls, took_s, calls / took_s, l->lost);
}

static void run(const char *url, long calls, long in_flight) {
  struct curl_slist *headers =
      curl_slist_append(NULL, "Authorization: Bearer t-bench");
  CURL **easies = calloc((size_t)in_flight, sizeof(CURL *));
  loop l = {.left = calls};
  if (headers == NULL || easies == NULL) die("no memory");
  open_loop(&l);

  double used_s = cpu_s();
  double began_s = now_s();
  for (long i = 0; i < in_flight; i++) {
    easies[i] = new_easy(&l, url, headers);
    start(&l, easies[i]);
  }
  while (l.ended < calls)
    turn(&l);
  report(&l, cpu_s() - used_s, now_s() - began_s);

  long answered = calls - l.lost;
  if (l.received_bytes == 0 || l.received_bytes % (size_t)answered != 0)
    die("the answers differ in length");
  for (long i = 0; i < in_flight; i++)
    curl_easy_cleanup(easies[i]);
  close_loop(&l);
  free(easies);
  curl_slist_free_all(headers);
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "--version") == 0) {
    puts(curl_version_info(CURLVERSION_NOW)->version);
    return EXIT_SUCCESS;
  }
  if (argc < 4) die("usage: bench_bare_curl BASE_URL CALLS IN_FLIGHT [PATH]");
  long calls = atol(argv[2]);
  long in_flight = atol(argv[3]);
  if (calls < 1 || in_flight < 1) die("CALLS and IN_FLIGHT are 1 or more");
  if (in_flight > calls) in_flight = calls;

  char url[LONGEST_URL];
  const char *path = argc > 4 ? argv[4] : default_path;
  int length = snprintf(url, sizeof url, "%s%s", argv[1], path);
  if (length < 0 || length >= LONGEST_URL) die("the URL is too long");
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) die("no libcurl");
  run(url, calls, in_flight);
  curl_global_cleanup();
  return EXIT_SUCCESS;
}
