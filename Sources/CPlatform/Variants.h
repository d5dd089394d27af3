#ifndef ELIZA_MOCK_ENVIRONMENT_H
#define ELIZA_MOCK_ENVIRONMENT_H

/// The variables of this process, NAME=VALUE, up to a null pointer.
char **platform_environment(void);

#endif
