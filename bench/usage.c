// SPDX-License-Identifier: MIT

// Runs a command and prints its cost on stderr: "seconds=0.123 cpu=0.120
// peak_kib=4567", the wall-clock time, the processor time, and the peak memory.
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now_s(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double seconds_of(struct timeval time) {
  return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

int main(int argc, char **argv) {
  if (argc < 2) return 2;
  double started_s = now_s();
  pid_t child = fork();
  if (child == 0) {
    execvp(argv[1], argv + 1);
    _exit(127);
  }
  struct rusage used;
  int status = 0;
  if (child < 0 || wait4(child, &status, 0, &used) != child) return 1;
  fprintf(stderr, "seconds=%.3f cpu=%.3f peak_kib=%ld\n", now_s() - started_s,
          seconds_of(used.ru_utime) + seconds_of(used.ru_stime),
          used.ru_maxrss);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
