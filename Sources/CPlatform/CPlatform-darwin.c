#if defined(__APPLE__)

#include "CPlatform.h"
#include "Variants.h"

#include <crt_externs.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

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
  int on = 1;
  // Fails with EINVAL on a socket the peer has already reset, which the first read will tell.
  if (descriptor >= 0) setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
  return descriptor;
}

// Not every SDK names the flag; the option of the socket is enough where it does not.
#if defined(MSG_NOSIGNAL)
const int platform_send_flags = MSG_NOSIGNAL;
#else
const int platform_send_flags = 0;
#endif

const clockid_t platform_clock = CLOCK_UPTIME_RAW;

static int set_up_pair(int descriptors[2], int (*set_up_one)(int)) {
  if (set_up_one(descriptors[0]) < 0) {
    close(descriptors[1]);
    return -1;
  }
  if (set_up_one(descriptors[1]) < 0) {
    close(descriptors[0]);
    return -1;
  }
  return 0;
}

int platform_stream_socket(int family) {
  return set_up_socket(socket(family, SOCK_STREAM, 0));
}

int platform_accept(int listener, struct sockaddr *address, socklen_t *length) {
  return set_up_socket(accept(listener, address, length));
}

int platform_socket_pair(int descriptors[2]) {
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, descriptors) < 0) return -1;
  return set_up_pair(descriptors, set_up_socket);
}

ssize_t platform_receive(int descriptor, void *bytes, size_t count) {
  return recv(descriptor, bytes, count, 0);
}

ssize_t platform_send(int descriptor, const void *bytes, size_t count) {
  return send(descriptor, bytes, count, platform_send_flags);
}

int platform_open_wake(int descriptors[2]) {
  if (pipe(descriptors) < 0) return -1;
  return set_up_pair(descriptors, set_up);
}

void platform_signal_wake(int descriptor) {
  uint8_t one = 1;
  // A full pipe is as good as a write: the reader is about to be woken.
  while (write(descriptor, &one, sizeof one) < 0 && errno == EINTR) {
  }
}

void platform_error_text(int code, char *text, size_t capacity) {
  if (strerror_r(code, text, capacity) != 0) snprintf(text, capacity, "error %d", code);
}

char **platform_environment(void) {
  return *_NSGetEnviron();
}

#endif
