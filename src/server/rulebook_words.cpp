#include "server/rulebook_words.h"

#include <algorithm>

#include <fmt/format.h>

#include "server/sentences.h"

namespace samordna::server {

std::string description_of(const rules::Rulebook& book) {
    std::string text;
    const auto line = [&](std::string_view name, std::string_view value) {
        text += fmt::format("{:14}{}\n", name, value);
    };
    const auto many = [&](rules::Severity severity) {
        return std::count_if(book.checks.begin(), book.checks.end(),
                             [&](const auto& check) { return check.second.severity == severity; });
    };
    const auto seconds = book.closing_time_of_day.count();
    line("version", book.version);
    line("municipality", book.municipality);
    line("valid from", domain::date_text(book.valid_from));
    if (!book.extends.empty()) line("extends", book.extends);
    line("source", book.source.title);
    line("checks", fmt::format("{}: {} block, {} warn, {} inform", book.checks.size(), many(rules::Severity::blocks),
                               many(rules::Severity::warns), many(rules::Severity::informs)));
    line("parameters", std::to_string(book.parameters.size()));
    line("services", std::to_string(book.services.all().size()));
    line("closing", fmt::format("vardag {} at {:02}:{:02}:{:02}, {} months published", book.closing_vardag,
                                seconds / 3600, seconds / 60 % 60, seconds % 60, book.published.size()));
    line("revocable", book.revoke_window ? fmt::format("{} hours", book.revoke_window->count()) : "until it closes");
    line("rates", std::to_string(book.rates.size()));
    line("matrix", fmt::format("{} services, {}", book.matrix.services().size(),
                               book.matrix.empty() ? "nothing given" : "cells given"));
    return text;
}

std::string description_of(const RulebookInstallation& installed) {
    return fmt::format("{} {}. It holds from {} on; units of {} that have it: {}.\n", installed.book.version,
                       installed.is_new ? "is installed" : "was installed already, and nothing has changed",
                       domain::date_text(installed.book.valid_from), installed.book.municipality, installed.units);
}

std::string sentence_of_rulebook(base::Error error) {
    if (error.code == "rulebook.malformed") error.detail.clear();  // the same once more
    return sentence_of(error);
}

}  // namespace samordna::server
