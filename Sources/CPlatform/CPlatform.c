#include "CPlatform.h"
#include "Variants.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/wait.h>
#include <unistd.h>

ssize_t platform_send_vector(int descriptor, struct iovec *buffers, int count) {
  struct msghdr message;
  memset(&message, 0, sizeof message);
  message.msg_iov = buffers;
  message.msg_iovlen = count;
  return sendmsg(descriptor, &message, platform_send_flags);
}

int64_t platform_monotonic_nanoseconds(void) {
  struct timespec time;
  clock_gettime(platform_clock, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

void platform_clear_wake(int descriptor) {
  char bytes[64];
  ssize_t count;
  do {
    count = read(descriptor, bytes, sizeof bytes);
  } while (count == (ssize_t)sizeof bytes || (count < 0 && errno == EINTR));
}

int platform_random(void *bytes, size_t count) {
  return getentropy(bytes, count);
}

struct thread_start {
  void (*body)(void *);
  void *context;
};

static void *run_thread(void *pointer) {
  struct thread_start start = *(struct thread_start *)pointer;
  free(pointer);
  start.body(start.context);
  return NULL;
}

int platform_start_thread(void (*body)(void *), void *context) {
  struct thread_start *start = malloc(sizeof *start);
  if (start == NULL) return ENOMEM;
  start->body = body;
  start->context = context;
  pthread_t thread;
  int code = pthread_create(&thread, NULL, run_thread, start);
  if (code != 0) {
    free(start);
    return code;
  }
  pthread_detach(thread);
  return 0;
}

static size_t list_length(char *const list[]) {
  size_t length = 0;
  while (list[length]) length++;
  return length;
}

static int names_one_of(const char *variable, char *const others[]) {
  for (; *others; others++) {
    size_t name = strcspn(*others, "=") + 1;
    if (strncmp(variable, *others, name) == 0) return 1;
  }
  return 0;
}

static char **merged_environment(char *const variables[]) {
  char **all = platform_environment();
  char **merged = calloc(list_length(all) + list_length(variables) + 1, sizeof *merged);
  if (!merged) return NULL;
  size_t count = 0;
  for (char **inherited = all; *inherited; inherited++)
    if (!names_one_of(*inherited, variables)) merged[count++] = *inherited;
  for (; *variables; variables++) merged[count++] = *variables;
  return merged;
}

int platform_spawn(char *const arguments[], char *const variables[], int leads_group, pid_t *command) {
  char **environment = merged_environment(variables);
  posix_spawnattr_t attributes;
  if (!environment) return ENOMEM;
  posix_spawnattr_init(&attributes);
  sigset_t signals;
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(&attributes, &signals);
  sigaddset(&signals, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &signals);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(
      &attributes, (short)(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
                           (leads_group ? POSIX_SPAWN_SETPGROUP : 0)));
  int code = posix_spawnp(command, arguments[0], NULL, &attributes, arguments, environment);
  posix_spawnattr_destroy(&attributes);
  free(environment);
  return code;
}

void platform_await_end(pid_t command) {
  siginfo_t facts;
  while (waitid(P_PID, (id_t)command, &facts, WEXITED | WNOWAIT) < 0 && errno == EINTR) continue;
}

int platform_exit_code(pid_t command) {
  int status = 0;
  while (waitpid(command, &status, 0) < 0)
    if (errno != EINTR) return 1;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
