// SPDX-License-Identifier: MIT

// Starts a command many times in a row and prints the time of a start, from
// fork to exit: "calls=N cpu_us=... wall_us=...".
//
//     bench_spawn TIMES COMMAND [ARGUMENT...]
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static double cpu_us(void) {
  struct rusage used;
  getrusage(RUSAGE_CHILDREN, &used);
  return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e6 +
         (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

static bool start(char **command) {
  int status = 1;
  pid_t child = fork();
  if (child == 0) {
    int nothing = open("/dev/null", O_WRONLY);
    if (nothing >= 0) dup2(nothing, STDOUT_FILENO);
    execvp(command[0], command);
    _exit(127);
  }
  return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

int main(int argc, char **argv) {
  long times = argc > 2 ? atol(argv[1]) : 0;
  if (times < 1) return 2;
  double began_us = now_us();
  for (long i = 0; i < times; i++) {
    if (!start(argv + 2)) return 1;
  }
  printf("calls=%ld cpu_us=%.1f wall_us=%.1f\n", times,
         cpu_us() / (double)times, (now_us() - began_us) / (double)times);
  return 0;
}
