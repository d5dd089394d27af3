#ifndef ELIZA_MOCK_COPENSSL_H
#define ELIZA_MOCK_COPENSSL_H

#include <openssl/ssl.h>

#endif
