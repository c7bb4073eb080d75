#include "workspace/month_counting.h"

#include <algorithm>
#include <array>
#include <bit>

#include "rules/calendar.h"
#include "rules/checks.h"
#include "rules/payment.h"

namespace samordna::workspace {
namespace {

using domain::Id;
using rules::ShiftState;

constexpr int near_vardagar = 3;

// Of everything that stops a visit, what is hardest to take away decides.
class Mending {
  public:
    Mending() {
        const auto known = rules::known_checks();
        for (std::size_t i = 0; i < known.size(); ++i) by_[static_cast<std::size_t>(known[i].mend)] |= CheckSet{1} << i;
    }
    Standing standing(bool approved, CheckSet blocking) const {
        if (approved) return Standing::approved;
        if ((blocking & by_[static_cast<std::size_t>(rules::Mend::none)]) != 0) return Standing::cannot_be_saved;
        if ((blocking & by_[static_cast<std::size_t>(rules::Mend::edit)]) != 0) return Standing::needs_edit;
        return blocking == 0 ? Standing::ready : Standing::needs_note;
    }
    // Those of the set that put it there.
    CheckSet reasons(Standing standing, CheckSet blocking) const {
        switch (standing) {
            case Standing::needs_note:
                return blocking;
            case Standing::needs_edit:
                return blocking & by_[static_cast<std::size_t>(rules::Mend::edit)];
            case Standing::cannot_be_saved:
                return blocking & by_[static_cast<std::size_t>(rules::Mend::none)];
            default:
                return 0;
        }
    }

  private:
    std::array<CheckSet, 3> by_{};
};

ShiftFilter queue_of(Standing standing, bool closed) {
    switch (standing) {
        case Standing::approved:
            return ShiftFilter::approved;
        case Standing::ready:
            return ShiftFilter::ready;
        default:
            return closed ? ShiftFilter::all : ShiftFilter::needs_action;
    }
}

// Minutes by what an hour of their day is paid: rounded once for each rate.
class Money {
  public:
    void add(std::int64_t minutes, const std::optional<std::int64_t>& rate) {
        if (minutes == 0) return;
        if (!rate) {
            unknown_ = true;
            return;
        }
        const auto same = [&](const auto& one) { return one.first == *rate; };
        const auto found = std::find_if(by_rate_.begin(), by_rate_.end(), same);
        if (found == by_rate_.end())
            by_rate_.emplace_back(*rate, minutes);
        else
            found->second += minutes;
    }
    // `any`: a rate is set at all.
    std::optional<std::int64_t> ore(bool any) const {
        if (unknown_ || !any) return std::nullopt;
        std::int64_t sum = 0;
        for (const auto& [rate, minutes] : by_rate_) sum += rules::ore_for(minutes, rate);
        return sum;
    }

  private:
    std::vector<std::pair<std::int64_t, std::int64_t>> by_rate_;
    bool unknown_ = false;
};

class Counting {
  public:
    explicit Counting(const JudgedMonth& month)
        : month_(month),
          workers_(month.registry().care_workers().size()),
          clients_(month.registry().clients().size()),
          in_shift_(clients_.size(), rules::Facts::nobody) {
        const auto& books = month.rulebooks().all();
        has_rate_ = std::any_of(books.begin(), books.end(), [](const auto& book) { return !book.rates.empty(); });
        status_.month = month.month();
        for (std::size_t i = 0; i < standings; ++i) status_.standing.push_back({static_cast<Standing>(i)});
    }

    MonthStatus count() {
        bool closed = false;
        month_.facts().each_shift([&](const domain::Shift& shift) {
            const std::uint32_t number = month_.facts().index_of_shift(shift.id);
            const auto of_shift = month_.of_shift(number);
            if (month_.has(shift)) {
                add_shift(number, of_shift);
                closed = closed || of_shift.closed;
            }
            const auto worker = month_.registry().care_worker_index(shift.care_worker);
            bool first = true;
            for (const std::uint32_t visit : month_.facts().shift_at(number).visits) {
                const auto judged = month_.of_visit(visit);
                if (!judged.starts_here) continue;
                const bool open = add_visit(visit, judged, number, of_shift.state == ShiftState::approved);
                if (!open || worker == Registry::nobody) continue;
                add_to(workers_[worker], judged);
                workers_[worker].shifts += std::exchange(first, false) ? 1 : 0;
            }
        });
        for (std::size_t i = 0; i < standings; ++i) {
            StandingSum& sum = status_.standing[i];
            sum.ore = money_[i].ore(has_rate_);
            sum.queue = queue_of(sum.standing, closed);
            add_checks(sum, checks_[i]);
        }
        status_.care_workers = open_of(workers_, month_.registry().care_workers());
        status_.clients = open_of(clients_, month_.registry().clients());
        return std::move(status_);
    }

  private:
    using CheckCounts = std::array<std::size_t, 64>;

    StandingSum& sum_of(Standing standing) { return status_.standing[static_cast<std::size_t>(standing)]; }

    void add_shift(std::uint32_t number, const JudgedMonth::OfShift& shift) {
        if (month_.facts().shift_at(number).visits.empty()) return;  // they were all moved away
        if (shift.state == ShiftState::open)
            ++status_.open_shifts;
        else
            ++sum_of(mending_.standing(shift.state == ShiftState::approved, shift.blocking)).shifts;
    }

    // Whether it is open: not approved.
    bool add_visit(std::uint32_t visit, const JudgedMonth::OfVisit& judged, std::uint32_t shift, bool approved) {
        const Standing standing = mending_.standing(approved, judged.blocking);
        const auto place = static_cast<std::size_t>(standing);
        StandingSum& sum = sum_of(standing);
        ++sum.visits;
        sum.minutes += judged.performed;
        for (CheckSet rest = mending_.reasons(standing, judged.blocking); rest != 0; rest &= rest - 1)
            ++checks_[place][static_cast<std::size_t>(std::countr_zero(rest))];
        const auto& fact = month_.facts().at(visit);
        if (has_rate_) {
            const auto* book = month_.facts().in_force(month_.facts().shift_at(shift).shift, fact.day).book;
            money_[place].add(judged.performed, book == nullptr ? std::nullopt : rules::rate_on(*book, fact.day));
        }
        if (approved) return false;
        const auto client = month_.registry().client_index(fact.visit.client);
        if (client != Registry::nobody) {
            add_to(clients_[client], judged);
            clients_[client].shifts += std::exchange(in_shift_[client], shift) == shift ? 0 : 1;
        }
        return true;
    }

    static void add_to(OpenOf& open, const JudgedMonth::OfVisit& judged) {
        ++open.visits;
        open.minutes += judged.performed;
        if (judged.blocks()) open.stopped += judged.performed;
    }

    static void add_checks(StandingSum& sum, const CheckCounts& counts) {
        const auto known = rules::known_checks();
        for (std::size_t i = 0; i < known.size(); ++i) {
            if (counts[i] > 0) sum.checks.push_back({known[i].id, counts[i]});
        }
        std::stable_sort(sum.checks.begin(), sum.checks.end(),
                         [](const auto& a, const auto& b) { return a.rows > b.rows; });
    }

    static std::vector<OpenOf> open_of(std::vector<OpenOf>& sums, const std::vector<Registry::Person>& people) {
        std::vector<std::uint32_t> order;
        for (std::uint32_t i = 0; i < sums.size(); ++i) {
            if (sums[i].visits > 0) order.push_back(i);
        }
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::tuple(-sums[a].minutes, people[a].rank, people[a].id) <
                   std::tuple(-sums[b].minutes, people[b].rank, people[b].id);
        });
        std::vector<OpenOf> open;
        open.reserve(order.size());
        for (const std::uint32_t i : order) {
            sums[i].id = people[i].id;
            sums[i].name = people[i].name;
            sums[i].number = people[i].number;
            open.push_back(std::move(sums[i]));
        }
        return open;
    }

    const JudgedMonth& month_;
    Mending mending_;
    MonthStatus status_;
    bool has_rate_ = false;
    std::vector<OpenOf> workers_, clients_;  // by the registry
    std::vector<std::uint32_t> in_shift_;    // by client: the shift in which one was counted last
    std::array<Money, standings> money_{};
    std::array<CheckCounts, standings> checks_{};
};

}  // namespace

MonthStatus count_month(const JudgedMonth& month) {
    return Counting(month).count();
}

void add_closing(MonthStatus& status, const rules::Rulebooks& books, const std::vector<domain::Unit>& units,
                 domain::Instant now) {
    for (const auto& unit : units) {
        const auto* book = books.in_force(unit.municipality, domain::last_day(status.month));
        if (book == nullptr) continue;
        status.closing_time = book->closing_time(status.month);
        status.is_published = book->published.contains(status.month);
        break;
    }
    if (!status.closing_time) return;
    const auto today = domain::local_date(now);
    const auto closing_day = domain::local_date(*status.closing_time);
    status.is_closed = now > *status.closing_time;
    if (status.is_closed) return;
    status.vardagar_left = rules::vardagar_between(today, closing_day);
    status.is_near = today >= rules::vardagar_before(closing_day, near_vardagar);
}

int controls_left(const std::vector<domain::Control>& controls, const std::vector<domain::Unit>& units,
                  domain::Month month, domain::Date today) {
    // Those before are not asked for any longer (Equipment::controls).
    const auto now = domain::month_of(today);
    if (month > now || month < now - std::chrono::months{1}) return 0;
    int left = 0;
    for (const auto& unit : units) {
        for (const auto kind : {domain::ControlKind::phones, domain::ControlKind::locks}) {
            const auto id = domain::control_of(unit.id, kind, domain::first_day(month));
            left +=
                std::none_of(controls.begin(), controls.end(), [&](const auto& one) { return one.id == id; }) ? 1 : 0;
        }
    }
    return left;
}

void add_checklist(MonthStatus& status, bool silences_seen, int controls, int unsent) {
    using State = CheckedItem::State;
    const auto add = [&](CloseItem item, int left) {
        status.checklist.push_back({item, left == 0 ? State::done : State::open, left});
    };
    const int to_mend = status.of(Standing::needs_note).shifts + status.of(Standing::needs_edit).shifts;
    int unapproved = status.open_shifts;
    for (const auto& sum : status.standing) unapproved += sum.standing == Standing::approved ? 0 : sum.shifts;
    add(CloseItem::closing_time_known, status.is_published ? 0 : 1);
    add(CloseItem::findings_mended, to_mend);
    add(CloseItem::shifts_approved, unapproved);
    if (status.startups.paid) add(CloseItem::startups_registered, status.startups.missing);
    add(CloseItem::silences_seen, silences_seen ? 0 : status.silences.value_or(0));
    if (!status.silences) status.checklist.back().state = State::unknown;
    add(CloseItem::controls_signed, controls);
    add(CloseItem::everything_sent, unsent);
}

bool MonthStatus::needs_someone() const {
    return std::any_of(checklist.begin(), checklist.end(),
                       [](const auto& item) { return item.state == CheckedItem::State::open; });
}

}  // namespace samordna::workspace
