#if defined(__linux__)
#define _GNU_SOURCE
#endif

#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/eventfd.h>
#include <sys/syscall.h>
#endif

#if defined(__APPLE__)
#include <crt_externs.h>
#define environ (*_NSGetEnviron())
#else
extern char **environ;
#endif

#if !defined(__linux__)
static int set_up(int descriptor) {
  if (descriptor < 0) return -1;
  int flags = fcntl(descriptor, F_GETFL);
  int failed = flags < 0 || fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) < 0 ||
               fcntl(descriptor, F_SETFD, FD_CLOEXEC) < 0;
  if (failed) {
    int code = errno;
    close(descriptor);
    errno = code;
    return -1;
  }
  return descriptor;
}

static int set_up_socket(int descriptor) {
  descriptor = set_up(descriptor);
#if defined(SO_NOSIGPIPE)
  int on = 1;
  // Fails with EINVAL on a socket the peer has already reset, which the first read will tell.
  if (descriptor >= 0) setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
  return descriptor;
}
#endif

#if defined(MSG_NOSIGNAL)
enum { send_flags = MSG_NOSIGNAL };
#else
enum { send_flags = 0 };
#endif

int platform_stream_socket(int family) {
#if defined(__linux__)
  return socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
#else
  return set_up_socket(socket(family, SOCK_STREAM, 0));
#endif
}

int platform_accept(int listener, struct sockaddr *address, socklen_t *length) {
#if defined(__linux__)
  return accept4(listener, address, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
#else
  return set_up_socket(accept(listener, address, length));
#endif
}

int platform_socket_pair(int descriptors[2]) {
#if defined(__linux__)
  return socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, descriptors);
#else
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, descriptors) < 0) return -1;
  if (set_up_socket(descriptors[0]) < 0) {
    close(descriptors[1]);
    return -1;
  }
  if (set_up_socket(descriptors[1]) < 0) {
    close(descriptors[0]);
    return -1;
  }
  return 0;
#endif
}

#if defined(__linux__) && defined(SYS_recvfrom) && defined(SYS_sendto)
/* The C library's own calls are points of cancellation, which costs atomic operations; no thread is cancelled here. */
ssize_t platform_receive(int descriptor, void *bytes, size_t count) {
  return syscall(SYS_recvfrom, descriptor, bytes, count, 0, (void *)0, (void *)0);
}

ssize_t platform_send(int descriptor, const void *bytes, size_t count) {
  return syscall(SYS_sendto, descriptor, bytes, count, send_flags, (void *)0, 0);
}
#else
ssize_t platform_receive(int descriptor, void *bytes, size_t count) {
  return recv(descriptor, bytes, count, 0);
}

ssize_t platform_send(int descriptor, const void *bytes, size_t count) {
  return send(descriptor, bytes, count, send_flags);
}
#endif

ssize_t platform_send_vector(int descriptor, struct iovec *buffers, int count) {
  struct msghdr message;
  memset(&message, 0, sizeof message);
  message.msg_iov = buffers;
  message.msg_iovlen = count;
  return sendmsg(descriptor, &message, send_flags);
}

int platform_open_wake(int descriptors[2]) {
#if defined(__linux__)
  int descriptor = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (descriptor < 0) return -1;
  descriptors[0] = descriptor;
  descriptors[1] = descriptor;
  return 0;
#else
  if (pipe(descriptors) < 0) return -1;
  if (set_up(descriptors[0]) < 0) {
    close(descriptors[1]);
    return -1;
  }
  if (set_up(descriptors[1]) < 0) {
    close(descriptors[0]);
    return -1;
  }
  return 0;
#endif
}

void platform_signal_wake(int descriptor) {
#if defined(__linux__)
  uint64_t one = 1;
#else
  uint8_t one = 1;
#endif
  // A full pipe or counter is as good as a write: the reader is about to be woken.
  while (write(descriptor, &one, sizeof one) < 0 && errno == EINTR) {
  }
}

void platform_clear_wake(int descriptor) {
  char bytes[64];
  ssize_t count;
  do {
    count = read(descriptor, bytes, sizeof bytes);
  } while (count == (ssize_t)sizeof bytes || (count < 0 && errno == EINTR));
}

int64_t platform_monotonic_nanoseconds(void) {
  struct timespec time;
#if defined(__APPLE__)
  clock_gettime(CLOCK_UPTIME_RAW, &time);
#else
  clock_gettime(CLOCK_MONOTONIC, &time);
#endif
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
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

void platform_error_text(int code, char *text, size_t capacity) {
#if defined(__GLIBC__)
  const char *message = strerror_r(code, text, capacity);
  if (message != text) snprintf(text, capacity, "%s", message);
#else
  if (strerror_r(code, text, capacity) != 0) snprintf(text, capacity, "error %d", code);
#endif
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
  char **merged = calloc(list_length(environ) + list_length(variables) + 1, sizeof *merged);
  if (!merged) return NULL;
  size_t count = 0;
  for (char **inherited = environ; *inherited; inherited++)
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
