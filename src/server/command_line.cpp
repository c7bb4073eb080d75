#include "server/command_line.h"

#include <iostream>

#include "server/sentences.h"

namespace samordna::server {

std::filesystem::path path_of(const std::string& utf8) {
    return std::filesystem::path(std::u8string(utf8.begin(), utf8.end()));
}

int complain(std::string_view sentence, Exit code) {
    std::cerr << "samordnad: " << sentence << '\n';
    return code;
}

int complain(const base::Error& error) {
    return complain(sentence_of(error), refused);
}

}  // namespace samordna::server
