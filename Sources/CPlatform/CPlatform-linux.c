#if defined(__linux__)
#define _GNU_SOURCE

#include "CPlatform.h"
#include "Variants.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

const int platform_send_flags = MSG_NOSIGNAL;
const clockid_t platform_clock = CLOCK_MONOTONIC;

int platform_stream_socket(int family) {
  return socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

int platform_accept(int listener, struct sockaddr *address, socklen_t *length) {
  return accept4(listener, address, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

int platform_socket_pair(int descriptors[2]) {
  return socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, descriptors);
}

#if defined(SYS_recvfrom) && defined(SYS_sendto)
/* The C library's own calls are points of cancellation, which costs atomic operations; no thread is cancelled here. */
ssize_t platform_receive(int descriptor, void *bytes, size_t count) {
  return syscall(SYS_recvfrom, descriptor, bytes, count, 0, (void *)0, (void *)0);
}

ssize_t platform_send(int descriptor, const void *bytes, size_t count) {
  return syscall(SYS_sendto, descriptor, bytes, count, MSG_NOSIGNAL, (void *)0, 0);
}
#else
ssize_t platform_receive(int descriptor, void *bytes, size_t count) {
  return recv(descriptor, bytes, count, 0);
}

ssize_t platform_send(int descriptor, const void *bytes, size_t count) {
  return send(descriptor, bytes, count, MSG_NOSIGNAL);
}
#endif

int platform_open_wake(int descriptors[2]) {
  int descriptor = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (descriptor < 0) return -1;
  descriptors[0] = descriptor;
  descriptors[1] = descriptor;
  return 0;
}

void platform_signal_wake(int descriptor) {
  uint64_t one = 1;
  // A full counter is as good as a write: the reader is about to be woken.
  while (write(descriptor, &one, sizeof one) < 0 && errno == EINTR) {
  }
}

void platform_error_text(int code, char *text, size_t capacity) {
#if defined(__GLIBC__)
  const char *message = strerror_r(code, text, capacity);
  if (message != text) snprintf(text, capacity, "%s", message);
#else
  if (strerror_r(code, text, capacity) != 0) snprintf(text, capacity, "error %d", code);
#endif
}

char **platform_environment(void) {
  return environ;
}

#endif
