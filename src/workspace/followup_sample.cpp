// Samples as text.
#include <algorithm>

#include "base/csv.h"
#include "base/text.h"
#include "workspace/followup.h"

namespace samordna::workspace {
namespace {

const std::vector<std::string> columns{
    "made_at", "made_by", "month",    "day",    "seed",           "per_provider", "provider",
    "client",  "number",  "has_lock", "visits", "by_lock_or_tag", "by_hand",      "care_workers_without"};

// Of one client; nothing where the row tells of none, or cannot be read.
std::optional<SampledClient> client_of(const std::vector<std::string>& fields) {
    const auto id = domain::Id::parse(fields[7]);
    const auto number = base::parse_integer<int>(fields[8]);
    std::array<std::optional<int>, 4> counts;
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] = base::parse_integer<int>(fields[10 + i]);
    if (!id || !number || std::find(counts.begin(), counts.end(), std::nullopt) != counts.end()) return std::nullopt;
    return SampledClient{fields[6], *id, *number, fields[9] == "yes", *counts[0], *counts[1], *counts[2], *counts[3]};
}

std::optional<Sample> head_of(const std::vector<std::string>& fields) {
    const auto month = domain::parse_month(fields[2]);
    const auto day = domain::parse_date(fields[3]);
    const auto seed = base::parse_integer<std::uint64_t>(fields[4]);
    const auto per_provider = base::parse_integer<int>(fields[5]);
    if (!month || !day || !seed || !per_provider) return std::nullopt;
    Sample sample{*month, *day, *seed, *per_provider};
    sample.made_at = domain::parse_instant(fields[0]);
    sample.made_by = fields[1];
    return sample;
}

bool same_head(Sample a, Sample b) {
    a.clients.clear();
    b.clients.clear();
    return a == b;
}

}  // namespace

std::string csv_of(std::span<const Sample> samples) {
    std::string text;
    base::append_csv_row(text, {columns.begin(), columns.end()});
    for (const auto& sample : samples) {
        const std::vector<std::string> head{sample.made_at ? domain::local_instant_text(*sample.made_at) : "",
                                            sample.made_by,
                                            domain::month_text(sample.month),
                                            domain::date_text(sample.day),
                                            std::to_string(sample.seed),
                                            std::to_string(sample.per_provider)};
        const auto put = [&](std::vector<std::string> rest) {
            rest.insert(rest.begin(), head.begin(), head.end());
            base::append_csv_row(text, {rest.begin(), rest.end()});
        };
        for (const auto& one : sample.clients) {
            put({one.provider, one.client.text(), std::to_string(one.client_number), one.has_lock ? "yes" : "no",
                 std::to_string(one.visits), std::to_string(one.by_lock_or_tag), std::to_string(one.by_hand),
                 std::to_string(one.care_workers_without)});
        }
        if (sample.clients.empty()) put(std::vector<std::string>(columns.size() - head.size()));
    }
    return text;
}

std::vector<Sample> parse_samples(std::string_view csv) {
    std::vector<Sample> samples;
    const auto table = base::parse_csv(csv);
    if (!table || table->header != columns) return samples;
    for (const auto& row : table->rows) {
        auto head = head_of(row.fields);
        if (!head) return {};
        if (samples.empty() || !same_head(samples.back(), *head)) samples.push_back(std::move(*head));
        if (auto client = client_of(row.fields)) samples.back().clients.push_back(std::move(*client));
    }
    return samples;
}

}  // namespace samordna::workspace
