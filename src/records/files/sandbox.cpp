#include "records/files/sandbox.hpp"

#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <initializer_list>

#include "records/files/limits.hpp"

namespace files::photo {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;  // a sanitizer reserves terabytes of addresses: no limit on them, all others stay
#else
constexpr bool sanitized = false;
#endif

bool limit(__rlimit_resource what, rlim_t value) {
  const rlimit both{value, value};
  return setrlimit(what, &both) == 0;
}

bool allow(scmp_filter_ctx filter, std::initializer_list<int> calls) {
  for (const int call : calls)
    if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0) return false;
  return true;
}

// A decoder's worker thread inside this process, and no process: clone with all that makes a thread; clone3 hides its flags, so that libc
// is told that there is none and takes clone.
bool threads(scmp_filter_ctx filter) {
  constexpr std::uint64_t thread = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD;
  return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, thread, thread)) == 0 &&
         seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 &&
         allow(filter, {SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction), SCMP_SYS(gettid)});
}

bool rules(scmp_filter_ctx filter) {
  if (!threads(filter)) return false;
  if (!allow(filter, {SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(brk), SCMP_SYS(madvise),
                      SCMP_SYS(futex), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn), SCMP_SYS(restart_syscall),
                      SCMP_SYS(getrandom)}))  // malloc's own
    return false;
  const auto no_code = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);  // memory yes, executable memory no
  if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, no_code) != 0) return false;
  if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, no_code) != 0) return false;
  if (sanitized &&
      !allow(filter, {SCMP_SYS(getpid), SCMP_SYS(sched_getaffinity), SCMP_SYS(sigaltstack),
                      SCMP_SYS(sched_yield), SCMP_SYS(clock_gettime), SCMP_SYS(prlimit64), SCMP_SYS(readlink), SCMP_SYS(tgkill)}))
    return false;
  return true;
}

}  // namespace

bool set_limits() {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return false;  // nobody waits for the answer any more
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  if (prctl(PR_SET_DUMPABLE, 0) != 0) return false;
  if (!sanitized && !limit(RLIMIT_AS, limits::memory_bytes_max)) return false;
  return limit(RLIMIT_CPU, limits::cpu_seconds_max) && limit(RLIMIT_FSIZE, limits::output_bytes_max) && limit(RLIMIT_CORE, 0) &&
         limit(RLIMIT_NOFILE, 5);  // 0…4 are open already
}

bool close_cage() {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
  if (filter == nullptr) return false;
  const bool closed = rules(filter) && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return closed;
}

}  // namespace files::photo
