#ifndef ELIZA_MOCK_CPLATFORM_H
#define ELIZA_MOCK_CPLATFORM_H

#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/uio.h>

#if defined(__linux__)
#include <sys/epoll.h>
#endif

// Every function reports failure as its system call does, -1 and errno, unless it says otherwise.

/// A stream socket that does not block, closes on exec and never raises SIGPIPE.
int platform_stream_socket(int family);

/// Accepts one connection; the new socket is set up as by platform_stream_socket.
int platform_accept(int listener, struct sockaddr *address, socklen_t *length);

/// Two connected local stream sockets, set up as by platform_stream_socket.
int platform_socket_pair(int descriptors[2]);

/// Reads what a socket has, up to count bytes.
ssize_t platform_receive(int descriptor, void *bytes, size_t count);

/// Writes one buffer to a socket without raising SIGPIPE.
ssize_t platform_send(int descriptor, const void *bytes, size_t count);

/// Writes several buffers to a socket in one call without raising SIGPIPE.
ssize_t platform_send_vector(int descriptor, struct iovec *buffers, int count);

/// Opens what wakes a loop: [0] becomes readable after a byte or an eventfd count is written to [1].
/// On Linux both are the same eventfd.
int platform_open_wake(int descriptors[2]);

/// Makes the read end of a wake readable; called from any thread.
void platform_signal_wake(int descriptor);

/// Empties the read end of a wake.
void platform_clear_wake(int descriptor);

/// Nanoseconds on a clock that never jumps.
int64_t platform_monotonic_nanoseconds(void);

/// Fills memory, at most 256 bytes, with random bits of the system, fit for secrets;
/// answers zero, or -1 and errno.
int platform_random(void *bytes, size_t count);

/// Starts a detached thread; answers zero or an error number.
int platform_start_thread(void (*body)(void *), void *context);

/// Starts a command that is looked for in PATH, with no signal blocked or ignored that this process blocks or
/// ignores; answers zero or an error number.
///
/// Both lists end with a null pointer. A variable, NAME=VALUE, takes the place of one of that name. A command
/// that leads a group has its own id as that of the group.
int platform_spawn(char *const arguments[], char *const variables[], int leads_group, pid_t *command);

/// Waits until a command has ended, and leaves it to platform_exit_code.
void platform_await_end(pid_t command);

/// Waits until a command has ended, and forgets it: its exit code, or 128 and the signal that ended it.
int platform_exit_code(pid_t command);

/// Writes the text of an error number, always terminated.
void platform_error_text(int code, char *text, size_t capacity);

#endif
