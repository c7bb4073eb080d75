#include "server/program.h"

#include <iostream>

#include "server/sentences.h"

namespace samordna::server {

namespace fs = std::filesystem;

fs::path path_of(const std::string& utf8) {
    return fs::path(std::u8string(utf8.begin(), utf8.end()));
}

int complain(std::string_view sentence, Exit code) {
    std::cerr << "samordnad: " << sentence << '\n';
    return code;
}

int complain(const base::Error& error) {
    return complain(sentence_of(error), refused);
}

std::unique_ptr<base::Clock> clock_of(const std::string& start) {
    if (start.empty()) return std::make_unique<base::SystemClock>();
    const auto moment = domain::parse_instant(start);
    if (moment) return std::make_unique<base::ShiftedClock>(*moment);
    complain("--clock wants a moment with its offset, like 2026-11-02T08:00:00+01:00.", usage);
    return nullptr;
}

std::unique_ptr<Backend> existing(const std::string& data, const base::Clock& clock) {
    const fs::path directory = path_of(data);
    if (!Backend::exists(directory)) {
        complain("There is no database in the folder that --data names.", refused);
        return nullptr;
    }
    auto backend = Backend::open(directory, clock);
    if (backend) return std::move(*backend);
    complain(backend.error());
    return nullptr;
}

}  // namespace samordna::server
