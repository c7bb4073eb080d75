#include "workspace/basis_export.h"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <set>

#include "base/text.h"
#include "store/durable_file.h"
#include "sync/facts_reader.h"
#include "sync/round.h"
#include "workspace/basis_reading.h"
#include "workspace/basis_sheets.h"
#include "workspace/sheet_csv.h"
#include "workspace/sheet_pdf.h"
#include "workspace/sheet_xlsx.h"
#include "workspace/state.h"

namespace samordna::workspace {
namespace {

namespace fs = std::filesystem;
using base::Error;
using domain::Instant;

// "2026-11-04 23:59:59", by clocks in Sweden.
std::string wall_text(Instant at) {
    auto text = domain::local_instant_text(at).substr(0, 19);
    text[10] = ' ';
    return text;
}

// The month of the shift, or of the visit's; nothing for what may concern any month.
std::optional<domain::Month> month_of(store::Store& store, const domain::Change& change) {
    const auto of_shift = [&](const domain::Id& id) -> std::optional<domain::Month> {
        const auto found = store.find(domain::RecordType::shift, id);
        if (!found) return std::nullopt;
        return domain::month_of(std::get<domain::Shift>(found->record).date);
    };
    if (domain::target_type(change.verb) == domain::RecordType::shift) return of_shift(change.target);
    if (domain::target_type(change.verb) != domain::RecordType::visit) return std::nullopt;
    const auto visit = store.find(domain::RecordType::visit, change.target);
    return visit ? of_shift(std::get<domain::Visit>(visit->record).shift) : std::nullopt;
}

// What the month shows and the backend has not confirmed. A shift of the day before it may have visits in it.
int unsent_of(store::Store& store, domain::Month month) {
    const auto touches = [&](const domain::Change& change) {
        const auto of = month_of(store, change);
        return !of || *of == month || *of + std::chrono::months{1} == month;
    };
    std::set<domain::Id> keys;
    for (const auto& entries : {store.unanswered(), store.standing()}) {
        for (const auto& entry : entries) {
            if (touches(entry.change)) keys.insert(entry.change.key);
        }
    }
    return static_cast<int>(keys.size());
}

// `now` is only for the words: whether it is too early, or this computer does not know yet that it is not.
std::optional<Error> why_not_final(store::Store& store, domain::Month month, Instant now) {
    const auto books = sync::known_rulebooks(store);
    std::optional<Instant> closing;
    for (const auto& unit : store.all<domain::Unit>()) {
        const auto* book = books->in_force(unit.municipality, domain::last_day(month));
        if (book == nullptr) return Error{"basis.no_rulebook", {{"municipality", unit.municipality}}};
        closing = std::max(closing.value_or(Instant::min()), book->closing_time(month));
    }
    if (!closing) return Error{"basis.no_unit"};
    // Only what the backend's own clock has said counts, not what this computer makes of its own.
    const auto agreed = base::parse_integer<std::int64_t>(store.meta("agreed_at"));
    const bool in_step = agreed && store.complete() && Instant{std::chrono::seconds{*agreed}} > *closing;
    const base::Parameters when{{"closing", wall_text(*closing)}};
    if (!in_step) return Error{now > *closing ? "basis.not_in_step" : "basis.not_closed", when};
    if (const int count = unsent_of(store, month); count > 0)
        return Error{"basis.unsent", {{"count", std::int64_t{count}}}};
    return std::nullopt;
}

// ASCII, for a file's name: "Enhet Västra Norr" gives "enhet-vastra-norr".
std::string slug(const std::string& name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto c = static_cast<unsigned char>(name[i]);
        char put = '-';
        if (c == 0xC3 && i + 1 < name.size()) {
            const auto low = static_cast<unsigned char>(name[++i]) | 0x20U;
            put = low == 0xA5 || low == 0xA4 ? 'a' : low == 0xB6 ? 'o' : low == 0xA9 ? 'e' : '-';
        } else if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) {
            put = static_cast<char>(c);
        } else if (c >= 'A' && c <= 'Z') {
            put = static_cast<char>(c + 32);
        }
        if (put != '-' || (!out.empty() && out.back() != '-')) out += put;
    }
    while (!out.empty() && out.back() == '-') out.pop_back();
    return out;
}

// Nobody's name stands in it, and it is another for each unit.
std::string name_of_file(const domain::Unit& unit, const std::vector<domain::Unit>& units, domain::Month month,
                         std::string_view mark) {
    const auto same = std::count_if(units.begin(), units.end(), [&](const auto& other) {
        return slug(other.name) == slug(unit.name) && slug(other.municipality) == slug(unit.municipality);
    });
    std::string name = "underlag-" + slug(unit.municipality) + "-" + slug(unit.name);
    if (same > 1) name += "-" + unit.id.text().substr(0, 8);
    name += "-" + domain::month_text(month) + "-";
    for (const char c : mark) name += c == '/' || c == '\\' || c == ':' ? '-' : c;
    return name;
}

class Export {
  public:
    Export(store::Store& store, const std::atomic<std::int64_t>& writes, const BasisOptions& options, Instant now,
           const BasisTold& told, std::stop_token stop)
        : store_(store), writes_(writes), options_(options), now_(now), told_(told), stop_(std::move(stop)) {}

    Result<std::vector<ExportedBasis>> run() {
        std::optional<BasisLayout> own;
        if (!options_.layout.empty()) {
            auto parsed = parse_basis_layout(options_.layout, options_.layout_file);
            if (!parsed) return parsed.error();
            own = std::move(*parsed);
        }
        const auto units = store_.all<domain::Unit>();
        if (units.empty()) return Error{"basis.no_unit"};
        std::error_code failed;
        fs::create_directories(options_.directory, failed);
        std::vector<ExportedBasis> all;
        for (const auto& unit : units) {
            auto basis = read(unit);
            if (!basis) return basis.error();
            const BasisLayout& layout = own ? *own : built_in_layout(unit.municipality);
            const BasisView view(*basis, layout, options_.full_identity, options_.reason_words);
            ExportedBasis done{unit,
                               {},
                               basis->total.paid,
                               basis->total.payable,
                               basis->total.performed,
                               static_cast<int>(basis->unpaid.size()),
                               0,
                               basis->checksum,
                               basis->closing_time};
            for (const auto shift : basis->unpaid) done.unapproved_minutes += basis->shifts[shift].minutes.performed;
            if (auto written = write(view, units, done); !written) return written.error();
            note(*basis);
            all.push_back(std::move(done));
        }
        // The log is told before anything can be read by anybody.
        if (!readings_.empty()) store_.note_readings(readings_, std::chrono::seconds{0});
        for (std::size_t i = 0; i < files_.size(); ++i) {
            auto put = files_[i].put_in_place();
            if (put) continue;
            std::error_code ignored;
            for (std::size_t j = 0; j < i; ++j) fs::remove(places_[j], ignored);
            return put.error();
        }
        return all;
    }

  private:
    // As things stood at one moment: what was read while something changed is read again.
    Result<Basis> read(const domain::Unit& unit) {
        constexpr int most_attempts = 5;
        for (int attempt = 0; attempt < most_attempts; ++attempt) {
            store_.changed_by_others();
            const auto writes = writes_.load();
            if (options_.final) {
                if (const auto why = why_not_final(store_, options_.month, now_)) return *why;
            }
            auto basis = read_basis(store_, {unit, options_.month, options_.final, now_}, [&](std::size_t visits) {
                if (stop_.stop_requested()) throw Cancelled{};
                constexpr std::size_t told_each = 512;
                if (told_ && visits % told_each == 0) told_({BasisProgress::Stage::reading, visits});
            });
            if (!basis) return Error{"basis.no_rulebook", {{"municipality", unit.municipality}}};
            if (const auto agreed = base::parse_integer<std::int64_t>(store_.meta("agreed_at")))
                basis->agreed_at = Instant{std::chrono::seconds{*agreed}};
            if (writes_.load() == writes && !store_.changed_by_others()) return std::move(*basis);
        }
        return Error{"basis.moving"};
    }

    Result<> write(const BasisView& view, const std::vector<domain::Unit>& units, ExportedBasis& done) {
        const Book book = book_of(view);
        const std::string name = name_of_file(done.unit, units, options_.month, book.mark);
        Going going(
            [&](std::size_t rows) {
                if (told_) told_({BasisProgress::Stage::writing, rows});
            },
            stop_);
        const auto as_file = [&](const std::string& ending, const auto& write_to) -> Result<> {
            const fs::path place = options_.directory / fs::u8path(name + ending);
            auto file = store::FileOnItsWay::begin(place);
            if (!file) return file.error();
            if (auto written = write_to(file->path()); !written) {
                Error error = written.error();
                if (error.code == "basis.file_unwritable") error.parameters["file"] = name + ending;
                return error;
            }
            files_.push_back(std::move(*file));
            places_.push_back(place);
            done.files.push_back(place);
            return {};
        };
        if (options_.xlsx) {
            if (auto ok = as_file(".xlsx", [&](const fs::path& path) { return write_xlsx(book, path, going); }); !ok)
                return ok;
        }
        if (options_.pdf) {
            if (auto ok = as_file(".pdf", [&](const fs::path& path) { return write_pdf(book, path, going); }); !ok)
                return ok;
        }
        if (!options_.csv) return {};
        const CsvLook look{options_.csv_separator, options_.csv_decimal};
        for (const auto& sheet : book.sheets) {
            const auto write_to = [&](const fs::path& path) { return write_csv(book, sheet, look, path, going); };
            if (auto ok = as_file("-" + sheet.file_part + ".csv", write_to); !ok) return ok;
        }
        // What the checksum is of, so that anybody can count it again.
        return as_file("-kontroll.txt", [&](const fs::path& path) -> Result<> {
            std::ofstream out(path, std::ios::binary);
            out << text_of(view.basis());
            out.close();
            return out ? Result<>{} : Error{"basis.file_unwritable"};
        });
    }

    // A list of numbers is a reading of the unit; names are a reading of each client who has one in it.
    void note(const Basis& basis) {
        if (store_.meta("token").empty()) return;
        const auto add = [&](domain::RecordType type, const domain::Id& target) {
            readings_.push_back({ids_.next(), now_, domain::ReadingVerb::exported, type, target});
        };
        add(domain::RecordType::unit, basis.unit.id);
        if (!options_.full_identity) return;
        std::set<std::uint32_t> clients;
        for (const auto& line : basis.lines) clients.insert(line.client);
        for (const auto& startup : basis.startups) clients.insert(startup.client);
        for (const auto client : clients) add(domain::RecordType::client, basis.clients[client].id);
    }

    store::Store& store_;
    const std::atomic<std::int64_t>& writes_;
    const BasisOptions& options_;
    Instant now_;
    const BasisTold& told_;
    std::stop_token stop_;
    base::IdSource ids_;
    std::vector<domain::NotedReading> readings_;
    std::vector<store::FileOnItsWay> files_;  // gone unless they are put in place
    std::vector<fs::path> places_;
};

}  // namespace

std::optional<base::Error> BasisDesk::why_not_final(domain::Month month) const {
    const Workspace::State& s = state_;
    try {
        return workspace::why_not_final(*s.store, month, s.now());
    } catch (const store::Failure& failure) {
        return failure.error;
    }
}

BasisDesk::Job BasisDesk::prepare(BasisOptions options) const {
    return [vault = state_.vault.get(), now = state_.now(), options = std::move(options)](
               const BasisTold& told, std::stop_token stop) -> Result<std::vector<ExportedBasis>> {
        try {
            auto store = store::Store::open(*vault, store::Store::Rank::background);
            if (!store) return store.error();
            (*store)->keep_little();
            return Export(**store, vault->writes, options, now, told, std::move(stop)).run();
        } catch (const Cancelled&) {
            return Error{"cancelled"};
        } catch (const store::Failure& failure) {
            return failure.error;
        }
    };
}

}  // namespace samordna::workspace
