#ifndef CCODECS_SHIM_H
#define CCODECS_SHIM_H

// The decompressors that ROOT baskets need; this module declares, it computes nothing.
#include <libdeflate.h>
#include <lz4.h>
#include <lzma.h>
#include <zstd.h>

#endif
