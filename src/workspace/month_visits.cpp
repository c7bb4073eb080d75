#include "workspace/month_visits.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "rules/checks.h"

namespace samordna::workspace {
namespace {

using domain::Id;
using domain::Verification;

std::uint8_t bit(VisitChip chip) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(chip));
}
std::uint8_t bit(Verified way) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(way));
}

std::uint8_t ways_of(const domain::Visit& visit) {
    std::uint8_t ways = bit(Verified::in_any_way);
    if (visit.start_verification == Verification::manual) ways |= bit(Verified::by_hand_at_start);
    if (visit.end && visit.end_verification == Verification::manual) ways |= bit(Verified::by_hand_at_end);
    const auto both = [&](Verification way) {
        return visit.start_verification == way && (!visit.end || visit.end_verification == way);
    };
    if (both(Verification::lock)) ways |= bit(Verified::by_lock);
    if (both(Verification::tag)) ways |= bit(Verified::by_tag);
    return ways;
}

}  // namespace

MonthVisits::MonthVisits(MonthShelf& shelf, domain::Month month) : shelf_(shelf), month_(shelf.get(month)) {
    put_all();
}

// --- Reading.

std::uint16_t MonthVisits::service_set_of(const domain::Visit& visit) {
    std::string joined;
    for (const auto& line : visit.service_lines) joined.append(line.service).push_back('\n');
    const auto [it, added] =
        service_set_numbers_.try_emplace(std::move(joined), static_cast<std::uint16_t>(service_sets_.size()));
    if (added) {
        if (service_sets_.size() > UINT16_MAX) throw std::length_error("more sets of services than a month can have");
        ServiceSet set;
        for (const auto& line : visit.service_lines) set.names.push_back(line.service);
        set.key = alphabet_.key(it->first);
        service_sets_.push_back(std::move(set));
    }
    return it->second;
}

std::uint32_t MonthVisits::text_of_visit(std::uint32_t visit, std::uint32_t former) {
    const domain::Visit& record = month_->facts().at(visit).visit;
    std::string text = searchable(record.source_id);
    if (!record.note.empty()) {
        std::string note = searchable(record.note);
        std::replace(note.begin(), note.end(), '\n', ' ');
        text.append(" ").append(note);
    }
    if (text.empty()) return none;
    return former != none && texts_.at(former) == text ? former : texts_.add(text);
}

MonthVisits::Row MonthVisits::make_row(std::uint32_t visit) {
    const auto& fact = month_->facts().at(visit);
    const auto judged = month_->of_visit(visit);
    const auto of_shift = month_->of_shift(fact.shift);
    Row row;
    row.visit = visit;
    row.shift = fact.shift;
    row.start = fact.visit.start.time_since_epoch().count();
    row.checks = judged.checks;
    if (client_seen_.size() <= fact.client) client_seen_.resize(fact.client + 1, none - 1);
    auto& client = client_seen_[fact.client];
    if (client == none - 1) client = month_->registry().client_index(fact.visit.client);
    row.client = client;
    row.services = service_set_of(fact.visit);
    if (domain::month_of(fact.day) == month())
        row.day = static_cast<std::uint8_t>((fact.day - domain::first_day(month())).count() + 1);
    row.ways = ways_of(fact.visit);
    row.chips = bit(VisitChip::all);
    if (judged.blocks() && of_shift.state == rules::ShiftState::to_review && !of_shift.closed)
        row.chips |= bit(VisitChip::needs_action);
    if (rules::is_manual(fact.visit)) row.chips |= bit(VisitChip::manual);
    if (!fact.visit.note.empty()) row.chips |= bit(VisitChip::with_note);
    return row;
}

bool MonthVisits::comes_before(const Row& a, const Row& b) const {
    if (a.start != b.start) return a.start < b.start;
    const auto rank = [&](const Row& row) {
        return row.client == none ? INT32_MAX : month_->registry().clients()[row.client].rank;
    };
    if (a.client != b.client) return rank(a) < rank(b);
    const rules::Facts& facts = month_->facts();
    return facts.at(a.visit).visit.id < facts.at(b.visit).visit.id;
}

void MonthVisits::add_rows_of(const domain::Shift& shift, std::vector<Row>& rows) {
    const rules::Facts& facts = month_->facts();
    const std::uint32_t number = facts.index_of_shift(shift.id);
    const std::uint32_t care_worker = month_->registry().care_worker_index(shift.care_worker);
    if (shift_text_.size() <= number) shift_text_.resize(number + 1, none);
    const std::string text = searchable(shift.source_id);
    if (shift_text_[number] == none || shift_numbers_.at(shift_text_[number]) != text)
        shift_text_[number] = shift_numbers_.add(text);
    for (const std::uint32_t visit : facts.shift_at(number).visits) {
        rows.push_back(make_row(visit));
        rows.back().care_worker = care_worker;
        const std::uint32_t former = visit < row_of_.size() ? row_of_[visit] : none;
        const bool known = former < rows_.size() && rows_[former].visit == visit;
        rows.back().text = text_of_visit(visit, known ? rows_[former].text : none);
    }
}

void MonthVisits::put_all() {
    seen_ = month_->version();
    rows_.clear();
    row_of_.clear();
    texts_.clear();
    shift_numbers_.clear();
    shift_text_.clear();
    client_seen_.clear();
    rows_.reserve(month_->facts().size());
    std::vector<Row> rows;
    rows.reserve(month_->facts().size());
    month_->facts().each_shift([&](const domain::Shift& shift) {
        if (month_->has(shift)) add_rows_of(shift, rows);
    });
    // A row is long: what is moved about is its start and its number.
    std::vector<std::pair<std::int64_t, std::uint32_t>> order;
    order.reserve(rows.size());
    for (std::uint32_t i = 0; i < rows.size(); ++i) order.emplace_back(rows[i].start, i);
    std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
        return a.first != b.first ? a.first < b.first : comes_before(rows[a.second], rows[b.second]);
    });
    for (const auto& [start, row] : order) rows_.push_back(rows[row]);
    number_rows();
    choose();
    search();
    show();
}

void MonthVisits::number_rows() {
    row_of_.assign(row_of_.size(), none);
    for (std::uint32_t i = 0; i < rows_.size(); ++i) {
        if (row_of_.size() <= rows_[i].visit) row_of_.resize(rows_[i].visit + 1, none);
        row_of_[rows_[i].visit] = i;
    }
}

void MonthVisits::reload() {
    month_ = shelf_.renew(std::move(month_));
    put_all();
}

bool MonthVisits::refresh(std::span<const Id> shifts) {
    month_->catch_up(shifts);
    const auto touched = month_->touched_after(std::exchange(seen_, month_->version()));
    if (touched.empty()) return false;
    const rules::Facts& facts = month_->facts();
    std::vector<std::uint32_t> before;
    before.reserve(shown_.size());
    for (const std::uint32_t row : shown_) before.push_back(rows_[row].visit);

    std::vector<char> is_touched;
    std::vector<Row> rows;
    for (const Id& id : touched) {
        const std::uint32_t number = facts.index_of_shift(id);
        if (number == rules::Facts::nobody) continue;
        if (is_touched.size() <= number) is_touched.resize(number + 1, 0);
        is_touched[number] = 1;
        const domain::Shift* shift = facts.shift(id);
        if (shift != nullptr && month_->has(*shift)) add_rows_of(*shift, rows);
    }
    std::erase_if(rows_, [&](const Row& row) { return row.shift < is_touched.size() && is_touched[row.shift] != 0; });
    const auto first = [&](const Row& a, const Row& b) { return comes_before(a, b); };
    std::sort(rows.begin(), rows.end(), first);
    const auto middle = static_cast<std::ptrdiff_t>(rows_.size());
    rows_.insert(rows_.end(), rows.begin(), rows.end());
    std::inplace_merge(rows_.begin(), rows_.begin() + middle, rows_.end(), first);
    number_rows();
    choose();
    search();
    show();
    if (before.size() != shown_.size()) return true;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (rows_[shown_[i]].visit != before[i]) return true;
    }
    return false;
}

// --- Showing.

VisitRow MonthVisits::at(std::size_t index) const {
    const Row& row = rows_.at(shown_.at(index));
    const auto& fact = month_->facts().at(row.visit);
    const Registry& registry = month_->registry();
    VisitRow out;
    out.visit = &fact.visit;
    out.date = fact.day;
    if (row.client != none) {
        out.client_name = registry.clients()[row.client].name;
        out.client_number = registry.client_number_at(row.client);
    }
    if (row.care_worker != none) {
        out.care_worker_name = registry.care_workers()[row.care_worker].name;
        out.care_worker_number = registry.care_workers()[row.care_worker].number;
    }
    out.shift_number = month_->facts().shift_at(row.shift).shift.source_id;
    const auto judged = month_->of_visit(row.visit);
    out.ordered_minutes = judged.ordered;
    out.performed_minutes = judged.performed;
    out.blocks = judged.blocks();
    append_checks(judged.checks, out.checks);
    const auto of_shift = month_->of_shift(row.shift);
    out.state = of_shift.state;
    out.closed = of_shift.closed;
    return out;
}

Id MonthVisits::id_at(std::size_t index) const {
    return month_->facts().at(rows_.at(shown_.at(index)).visit).visit.id;
}

std::optional<std::size_t> MonthVisits::find(Id visit) const {
    const std::uint32_t number = month_->facts().index_of(visit);
    if (number >= row_of_.size() || row_of_[number] == none || place_[row_of_[number]] == none) return std::nullopt;
    return place_[row_of_[number]];
}

std::optional<VisitDetails> MonthVisits::details(Id visit) const {
    const rules::Facts& facts = month_->facts();
    const std::uint32_t number = facts.index_of(visit);
    if (number >= row_of_.size() || row_of_[number] == none) return std::nullopt;
    const auto& fact = facts.at(number);
    const domain::Shift& shift = facts.shift_at(fact.shift).shift;
    const Registry& registry = month_->registry();
    VisitDetails details;
    auto report = month_->report(number);
    details.line.visit = fact.visit;
    details.line.client_number = registry.client_number(fact.visit.client);
    if (const auto* client = registry.client(fact.visit.client)) details.line.client_name = client->name;
    details.line.ordered_minutes = report.ordered;
    details.line.performed_minutes = report.performed;
    details.line.findings = std::move(report.findings);
    details.date = fact.day;
    if (const auto* worker = registry.care_worker(shift.care_worker)) details.care_worker_name = worker->name;
    details.shift_number = shift.source_id;
    const auto of_shift = month_->of_shift(fact.shift);
    details.state = of_shift.state;
    details.closed = of_shift.closed;
    details.approved_at = shift.approved_at;
    details.approved_by = shift.approved_by;
    return details;
}

}  // namespace samordna::workspace
