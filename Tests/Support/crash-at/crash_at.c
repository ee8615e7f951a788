// Ends a program, or fills its disk, at the N-th call that changes a file. For tests only.
//
//   LD_PRELOAD=libcrash_at.so CRASH_AT=7 CRASH_AT_MODE=after program …
//
// CRASH_AT       the call to act on, from 1; unset or 0: only count
// CRASH_AT_MODE  before  SIGKILL before the call (the default)
//                after   SIGKILL after the call
//                torn    SIGKILL after half of the bytes of a write; else as before
//                full    that call and all later ones that need space fail with ENOSPC
//                stop    SIGSTOP before the call; who sends SIGCONT lets it go on
//                slow    from that call on every other one is interrupted (EINTR), and the rest of
//                        the writes take half of their bytes
// CRASH_AT_COUNT_FILE  where to write the number of calls when the program exits
// CRASH_AT_LOG_FILE    where to add a line for each call when it arrives: its name and the file's
//
// Counted are write, pwrite, fsync, fdatasync, ftruncate and (posix_)fallocate on regular files and
// folders (standard input, output and error never count, even when redirected to a file); open and
// openat that may create; rename, link, unlink and mkdir in all their forms. Calls that libc makes
// to itself (stdio, for one) are not seen. Child processes are left alone.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum mode { BEFORE, AFTER, TORN, FULL, SLOW, STOP };

static long crash_at;
static enum mode mode;
static char count_file[4096];
static char log_file[4096];
static pid_t owner;
static long calls;

// Runs before main, and before other constructors that might already write.
__attribute__((constructor(101))) static void read_environment(void) {
  const char *at = getenv("CRASH_AT"), *how = getenv("CRASH_AT_MODE");
  const char *count = getenv("CRASH_AT_COUNT_FILE"), *log = getenv("CRASH_AT_LOG_FILE");
  crash_at = at ? atol(at) : 0;
  if (how && !strcmp(how, "after")) mode = AFTER;
  else if (how && !strcmp(how, "torn")) mode = TORN;
  else if (how && !strcmp(how, "full")) mode = FULL;
  else if (how && !strcmp(how, "slow")) mode = SLOW;
  else if (how && !strcmp(how, "stop")) mode = STOP;
  else if (how && strcmp(how, "before")) {
    fprintf(stderr, "crash_at: unknown CRASH_AT_MODE '%s'\n", how);
    exit(2);
  }
  if (count) snprintf(count_file, sizeof count_file, "%s", count);
  if (log) snprintf(log_file, sizeof log_file, "%s", log);
  owner = getpid();
  unsetenv("LD_PRELOAD");
  unsetenv("CRASH_AT");
  unsetenv("CRASH_AT_MODE");
  unsetenv("CRASH_AT_COUNT_FILE");
  unsetenv("CRASH_AT_LOG_FILE");
}

// Goes straight to the kernel, so that reports do not count themselves.
static void put(const char *path, int flags, const char *text, int length) {
  long file = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | flags, 0644);
  if (file < 0) return;
  syscall(SYS_write, file, text, (size_t)length);
  syscall(SYS_close, file);
}

static void report(void) {
  if (!*count_file || getpid() != owner) return;
  char text[32];
  int length = snprintf(text, sizeof text, "%ld\n", __atomic_load_n(&calls, __ATOMIC_SEQ_CST));
  put(count_file, O_TRUNC, text, length);
}

__attribute__((destructor)) static void report_at_exit(void) { report(); }

static void end(void) {
  syscall(SYS_kill, getpid(), SIGKILL);
  for (;;) pause();
}

static int counts_on(int file) {
  if (file <= STDERR_FILENO) return 0;
  int kept = errno;
  struct stat status;
  int counts = fstat(file, &status) == 0 && (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode));
  errno = kept;
  return counts;
}

static void log_call(const char *call, const char *name) {
  if (!*log_file) return;
  const char *slash = strrchr(name, '/');
  char text[4200];
  int length = snprintf(text, sizeof text, "%s %s\n", call, slash ? slash + 1 : name);
  put(log_file, O_APPEND, text, length);
}

// The name under which a descriptor was opened, or has now.
static const char *name_of(int file) {
  static _Thread_local char name[4096];
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, name, sizeof name - 1);
  name[length < 0 ? 0 : length] = 0;
  return name;
}

// What is to happen to this call.
enum action { PASS, KILL_AFTER, TEAR, FAIL, INTERRUPT, HALVE };

static enum action arrive(int counted, const char *call, const char *name) {
  if (!counted || getpid() != owner) return PASS;
  int kept = errno;
  log_call(call, name);
  errno = kept;
  long number = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
  if (crash_at <= 0 || number < crash_at) return PASS;
  if (mode == FULL) return FAIL;
  if (mode == SLOW) return (number - crash_at) % 2 ? HALVE : INTERRUPT;
  if (number > crash_at) return PASS;
  if (mode == STOP) {
    syscall(SYS_kill, getpid(), SIGSTOP);
    return PASS;
  }
  if (mode == AFTER) return KILL_AFTER;
  if (mode == TORN) return TEAR;
  end();
  return PASS;
}

static void depart(enum action action) {
  if (action == KILL_AFTER) end();
}

static void *next(const char *name) {
  void *function = dlsym(RTLD_NEXT, name);
  if (!function) {
    fprintf(stderr, "crash_at: no '%s' in this C library\n", name);
    _exit(2);
  }
  return function;
}

// Defines NAME, counted when COUNTS as a call on the file ON. In mode `full` it fails if
// NEEDS_SPACE; how it reports an error is HOW.
#define COUNTED(RESULT, NAME, PARAMETERS, ARGUMENTS, COUNTS, ON, NEEDS_SPACE, HOW) \
  RESULT NAME PARAMETERS {                                                         \
    static RESULT(*real) PARAMETERS;                                               \
    if (!real) real = (RESULT(*) PARAMETERS)next(#NAME);                           \
    enum action action = arrive(COUNTS, #NAME, ON);                                           \
    if (action == TEAR) end();                                                     \
    if (action == INTERRUPT) { HOW(EINTR); }                                       \
    if (action == FAIL && (NEEDS_SPACE)) { HOW(ENOSPC); }                          \
    RESULT result = real ARGUMENTS;                                                \
    depart(action);                                                                \
    return result;                                                                 \
  }
#define BY_ERRNO(code) errno = (code); return -1
#define BY_RESULT(code) return (code)

// A write that is torn writes half of its bytes first.
#define WRITES(NAME, PARAMETERS, ARGUMENTS, HALF)            \
  ssize_t NAME PARAMETERS {                                  \
    static ssize_t(*real) PARAMETERS;                        \
    if (!real) real = (ssize_t(*) PARAMETERS)next(#NAME);    \
    enum action action = arrive(counts_on(file), #NAME, name_of(file));            \
    if (action == TEAR) {                                    \
      if (size / 2) real HALF;                               \
      end();                                                 \
    }                                                        \
    if (action == INTERRUPT) { BY_ERRNO(EINTR); }            \
    if (action == FAIL) { BY_ERRNO(ENOSPC); }                \
    if (action == HALVE && size > 1) return real HALF;       \
    ssize_t result = real ARGUMENTS;                         \
    depart(action);                                          \
    return result;                                           \
  }

WRITES(write, (int file, const void *bytes, size_t size), (file, bytes, size),
       (file, bytes, size / 2))
WRITES(pwrite, (int file, const void *bytes, size_t size, off_t at), (file, bytes, size, at),
       (file, bytes, size / 2, at))
WRITES(pwrite64, (int file, const void *bytes, size_t size, off64_t at), (file, bytes, size, at),
       (file, bytes, size / 2, at))

COUNTED(int, fsync, (int file), (file), counts_on(file), name_of(file), 1, BY_ERRNO)
COUNTED(int, fdatasync, (int file), (file), counts_on(file), name_of(file), 1, BY_ERRNO)

static int grows(int file, off64_t size) {
  struct stat status;
  return fstat(file, &status) == 0 && size > status.st_size;
}

COUNTED(int, ftruncate, (int file, off_t size), (file, size), counts_on(file), name_of(file),
        grows(file, size), BY_ERRNO)
COUNTED(int, ftruncate64, (int file, off64_t size), (file, size), counts_on(file), name_of(file),
        grows(file, size), BY_ERRNO)
COUNTED(int, posix_fallocate, (int file, off_t from, off_t size), (file, from, size),
        counts_on(file), name_of(file), 1, BY_RESULT)
COUNTED(int, posix_fallocate64, (int file, off64_t from, off64_t size), (file, from, size),
        counts_on(file), name_of(file), 1, BY_RESULT)
COUNTED(int, fallocate, (int file, int how, off_t from, off_t size), (file, how, from, size),
        counts_on(file), name_of(file), 1, BY_ERRNO)
COUNTED(int, fallocate64, (int file, int how, off64_t from, off64_t size),
        (file, how, from, size), counts_on(file), name_of(file), 1, BY_ERRNO)

COUNTED(int, rename, (const char *from, const char *to), (from, to), 1, to, 1, BY_ERRNO)
COUNTED(int, renameat, (int from_in, const char *from, int to_in, const char *to),
        (from_in, from, to_in, to), 1, to, 1, BY_ERRNO)
COUNTED(int, renameat2,
        (int from_in, const char *from, int to_in, const char *to, unsigned int flags),
        (from_in, from, to_in, to, flags), 1, to, 1, BY_ERRNO)
COUNTED(int, link, (const char *from, const char *to), (from, to), 1, to, 1, BY_ERRNO)
COUNTED(int, linkat, (int from_in, const char *from, int to_in, const char *to, int flags),
        (from_in, from, to_in, to, flags), 1, to, 1, BY_ERRNO)
COUNTED(int, unlink, (const char *name), (name), 1, name, 0, BY_ERRNO)
COUNTED(int, unlinkat, (int in, const char *name, int flags), (in, name, flags), 1, name, 0,
        BY_ERRNO)

static int exists(int in, const char *name) {
  int kept = errno;
  struct stat status;
  int found = fstatat(in, name, &status, AT_SYMLINK_NOFOLLOW) == 0;
  errno = kept;
  return found;
}

COUNTED(int, mkdir, (const char *name, mode_t rights), (name, rights), 1, name,
        !exists(AT_FDCWD, name), BY_ERRNO)
COUNTED(int, mkdirat, (int in, const char *name, mode_t rights), (in, name, rights), 1, name,
        !exists(in, name), BY_ERRNO)

// Opening counts where it may create; on a full disk a file that is there still opens.
#define OPENS(NAME, PARAMETERS, CALL, EXISTS)                                \
  int NAME PARAMETERS {                                                      \
    static int(*real) PARAMETERS;                                            \
    if (!real) real = (int(*) PARAMETERS)next(#NAME);                        \
    mode_t rights = 0;                                                       \
    int creates = flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE;       \
    if (creates) {                                                           \
      va_list rest;                                                          \
      va_start(rest, flags);                                                 \
      rights = va_arg(rest, mode_t);                                         \
      va_end(rest);                                                          \
    }                                                                        \
    enum action action = arrive(creates, #NAME, name);                                    \
    if (action == TEAR) end();                                               \
    if (action == INTERRUPT) { BY_ERRNO(EINTR); }                            \
    if (action == FAIL && !(EXISTS)) { BY_ERRNO(ENOSPC); }                   \
    int result = real CALL;                                                  \
    depart(action);                                                          \
    return result;                                                           \
  }

OPENS(open, (const char *name, int flags, ...), (name, flags, rights), exists(AT_FDCWD, name))
OPENS(open64, (const char *name, int flags, ...), (name, flags, rights), exists(AT_FDCWD, name))
OPENS(openat, (int in, const char *name, int flags, ...), (in, name, flags, rights),
      exists(in, name))
OPENS(openat64, (int in, const char *name, int flags, ...), (in, name, flags, rights),
      exists(in, name))

// Leaving without destructors must not lose the count.
__attribute__((noreturn)) void _exit(int code) {
  report();
  for (;;) syscall(SYS_exit_group, code);
}
__attribute__((noreturn)) void _Exit(int code) { _exit(code); }
