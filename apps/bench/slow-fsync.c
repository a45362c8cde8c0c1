/* A disk whose commits take long, as many cloud disks' do: each fsync and fdatasync waits SLOW_FSYNC_MS more. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static void wait_longer(void) {
  const char *ms = getenv("SLOW_FSYNC_MS");
  long n = ms ? atol(ms) : 0;
  struct timespec t = {n / 1000, (n % 1000) * 1000000L};
  if (n > 0) nanosleep(&t, 0);
}

int fsync(int fd) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  wait_longer();
  return real(fd);
}

int fdatasync(int fd) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  wait_longer();
  return real(fd);
}
