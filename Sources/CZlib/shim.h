#ifndef ELIZA_MOCK_CZLIB_H
#define ELIZA_MOCK_CZLIB_H

#include <zlib.h>

#endif
