#include "workspace/basis.h"

#include "rules/payment.h"

namespace samordna::workspace {
namespace {

// Fields with tabs between, lines with line feeds: neither stands within one.
class Lines {
  public:
    template <class... Fields>
    void add(std::string_view kind, const Fields&... fields) {
        out_ += kind;
        (field(fields), ...);
        out_ += '\n';
    }
    std::string take() { return std::move(out_); }

  private:
    void field(std::string_view text) {
        out_ += '\t';
        for (const char c : text) out_ += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    void field(std::int64_t number) { field(std::string_view(std::to_string(number))); }
    void field(const domain::Id& id) { field(std::string_view(id.text())); }
    void field(domain::Date date) { field(std::string_view(domain::date_text(date))); }
    void field(domain::Instant at) { field(std::string_view(domain::instant_text(at))); }
    void field(bool yes) { field(std::string_view(yes ? "1" : "0")); }
    void field(const std::string& text) { field(std::string_view(text)); }
    template <class T>
    void field(const std::optional<T>& value) {
        value ? field(*value) : field(std::string_view{});
    }
    void field(const std::vector<std::string>& words) {
        std::string all;
        for (const auto& word : words) all += (all.empty() ? "" : ",") + word;
        field(std::string_view(all));
    }
    void field(const BasisMinutes& m) {
        for (const std::int64_t n : {m.ordered, m.performed, m.paid, m.payable, m.pending}) field(n);
    }

    std::string out_;
};

}  // namespace

std::int64_t BasisSum::ore() const {
    return ore_per_hour ? rules::ore_for(minutes.paid, *ore_per_hour) : 0;
}

std::string text_of(const Basis& b) {
    Lines lines;
    lines.add("basis", std::int64_t{1}, b.final);
    lines.add("unit", b.unit.id, b.unit.municipality, b.unit.provider_org_number, b.unit.name);
    lines.add("month", domain::month_text(b.month), b.closing_time, b.as_of);
    for (const auto& book : b.rulebooks) lines.add("rulebook", book.version, book.valid_from);
    for (const auto& shift : b.shifts) {
        constexpr std::string_view names[] = {"approved", "missing", "too_late"};
        lines.add("shift", shift.id, shift.source_id, shift.date, shift.care_worker,
                  names[static_cast<std::size_t>(shift.approval)], shift.approved_at, shift.approved_by,
                  std::int64_t{shift.visits}, shift.minutes, shift.reasons);
    }
    for (const auto& detail : b.details) {
        lines.add("detail", std::int64_t{b.clients[detail.client].number}, detail.visit, detail.source_id,
                  b.shifts[detail.shift].id, detail.service, detail.start, detail.end, detail.extra, detail.minutes,
                  detail.ore_per_hour, detail.reasons);
    }
    for (const auto& line : b.lines) {
        lines.add("line", std::int64_t{b.clients[line.client].number}, line.service, line.ore_per_hour,
                  std::int64_t{line.visits}, line.minutes, line.ore());
    }
    for (const auto& deviation : b.deviations) {
        lines.add("deviation", deviation.source_id, deviation.day, deviation.check, rules::name_of(deviation.severity),
                  deviation.rulebook, deviation.paragraph);
    }
    for (const auto& startup : b.startups) {
        lines.add("startup", std::int64_t{b.clients[startup.client].number}, startup.lock,
                  rules::name_of(startup.state), startup.mounted_at, startup.day, std::int64_t{startup.minutes});
    }
    lines.add("total", std::int64_t{b.visits}, b.total);
    return lines.take();
}

}  // namespace samordna::workspace
