// The program's log: technical, English, never personal data (no names, numbers, notes, passwords, tokens). Thread
// safe.
#pragma once
#include <string>
#include <string_view>

namespace samordna::base::log {

enum class Level { debug, info, warning, error };

// Writes to stderr from `least` on. Without it only warnings and errors are written.
void to_stderr(Level least);
void write(Level level, std::string_view message);
inline void debug(std::string_view message) {
    write(Level::debug, message);
}
inline void info(std::string_view message) {
    write(Level::info, message);
}
inline void warning(std::string_view message) {
    write(Level::warning, message);
}
inline void error(std::string_view message) {
    write(Level::error, message);
}

}  // namespace samordna::base::log
