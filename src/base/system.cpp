#include "base/system.h"

#include <clocale>
#include <cstdlib>  // says whether it is the GNU library
#include <string>

#ifdef __GLIBC__
#include <malloc.h>
#endif
#ifndef _WIN32
#include <spawn.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

extern char** environ;
#endif

namespace samordna::base {

void guard_private_data() {
#ifndef _WIN32
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    umask(S_IRWXG | S_IRWXO);
#endif
}

bool open_in_browser([[maybe_unused]] const std::string& address) {
#ifdef _WIN32
    return false;
#else
    // The shell goes at once, so that nobody has to wait for the browser's end.
    std::string script = "command -v xdg-open >/dev/null || exit 1; xdg-open \"$0\" >/dev/null 2>&1 </dev/null &";
    std::string shell = "sh", option = "-c", url = address;
    char* const arguments[] = {shell.data(), option.data(), script.data(), url.data(), nullptr};
    pid_t child = 0;
    if (posix_spawn(&child, "/bin/sh", nullptr, nullptr, arguments, environ) != 0) return false;
    int status = 0;
    return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
#endif
}

void keep_no_room() {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    mallopt(M_TRIM_THRESHOLD, 2 << 20);
#endif
}

void give_back_memory() {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

#ifdef _WIN32
struct PlainNumbers::Former {
    int kind;
    std::string name;
};
PlainNumbers::PlainNumbers()
    : former_(new Former{_configthreadlocale(_ENABLE_PER_THREAD_LOCALE), std::setlocale(LC_NUMERIC, nullptr)}) {
    std::setlocale(LC_NUMERIC, "C");
}
PlainNumbers::~PlainNumbers() {
    std::setlocale(LC_NUMERIC, former_->name.c_str());
    _configthreadlocale(former_->kind);
    delete former_;
}
#else
struct PlainNumbers::Former {
    locale_t plain, before;
};
PlainNumbers::PlainNumbers() : former_(new Former{newlocale(LC_ALL_MASK, "C", locale_t{}), locale_t{}}) {
    former_->before = uselocale(former_->plain);
}
PlainNumbers::~PlainNumbers() {
    uselocale(former_->before);
    freelocale(former_->plain);
    delete former_;
}
#endif

}  // namespace samordna::base
