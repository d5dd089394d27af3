#ifndef ELIZA_MOCK_VARIANTS_H
#define ELIZA_MOCK_VARIANTS_H

#include <time.h>

/// What CPlatform.c needs to know of the system it runs on; CPlatform-linux.c and CPlatform-darwin.c say it.

/// The flags with which everything is sent: a broken connection is an error and no signal.
extern const int platform_send_flags;

/// The clock that neither jumps nor is set.
extern const clockid_t platform_clock;

/// The variables of this process, NAME=VALUE, up to a null pointer.
char **platform_environment(void);

#endif
