// What is found in a made-up unit with one of everything, letter by letter: a change here is a change of what a
// municipality's rules are taken to say. SAMORDNA_WRITE_GOLDEN=1 writes it anew.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include "support/made_up_unit.h"

using namespace made_up;

namespace {

class Sheet {
  public:
    explicit Sheet(const char* municipality) : u(municipality), municipality_(municipality) {}

    void add(std::string name, const Visit& visit) { visits_.emplace_back(std::move(name), visit); }

    // A line for each finding: visit, check, severity, rulebook, paragraph, parameters. Visits without any have a dash.
    std::string text() const {
        std::string text;
        for (const auto& [name, visit] : visits_) {
            const auto findings = u.findings(visit);
            if (findings.empty()) text += name + "\t-\n";
            for (const auto& f : findings) {
                text += name + '\t' + f.check + '\t' + std::string(rules::name_of(f.severity)) + '\t' + f.rulebook +
                        '\t' + f.paragraph + '\t';
                for (const auto& [key, value] : f.parameters) text += key + "=" + written(value) + "; ";
                text.back() == '\t' ? text.pop_back() : text.resize(text.size() - 2);
                text += '\n';
            }
        }
        return text;
    }
    void same_as_golden() const {
        const std::string path = std::string(SAMORDNA_GOLDEN_RULES) + "/findings-" + municipality_ + ".tsv";
        if (std::getenv("SAMORDNA_WRITE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << text();
        std::ifstream file(path, std::ios::binary);
        std::stringstream golden;
        golden << file.rdbuf();
        CHECK(golden.str() == text());
    }

    Unit u;

  private:
    // Another visit by its name here, which says more than its id.
    std::string written(const base::Parameter& value) const {
        if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
        const auto& text = std::get<std::string>(value);
        for (const auto& [name, visit] : visits_) {
            if (visit.id().text() == text) return name;
        }
        return text;
    }

    std::string municipality_;
    std::vector<std::pair<std::string, Visit>> visits_;
};

// Visits that are the same in both municipalities: registration, doors, services, times.
void add_common(Sheet& s) {
    Unit& u = s.u;
    const std::string service = u.service;
    u.order(u.client, "Inköp", 60);
    s.add("in order", u.visit("2026-10-01 08:00", 30));
    s.add("no service", u.visit("2026-10-02 08:00", 30).does());
    s.add("not ordered", u.visit("2026-10-03 08:00", 30).does("Hundpromenad"));
    s.add("extra", u.visit("2026-10-04 08:00", 30).does(extra("Städning")));
    s.add("extra with a note", u.visit("2026-10-05 08:00", 30).does(extra("Städning")).note("Spillde ut gröten"));
    s.add("declined", u.visit("2026-10-06 08:00", 5).does(declined(service.c_str())));
    s.add("over", u.visit("2026-10-07 08:00", 75));
    s.add("over with a note", u.visit("2026-10-08 08:00", 75).note("Behövde hjälp två gånger"));
    s.add("manual", u.visit("2026-10-09 08:00", 30).manual());
    s.add("manual end with a note", u.visit("2026-10-10 08:00", 30).manual_end().note("Låset svarade inte"));
    s.add("initials", u.visit("2026-10-11 08:00", 30).manual_start().note("EL AK"));
    s.add("shopping without start", u.visit("2026-10-12 08:00", 30).does("Inköp").manual_start().note("Vid butiken"));
    s.add("shopping without end", u.visit("2026-10-13 08:00", 30).does("Inköp").manual_end().note("Vid butiken"));
    s.add("edited", u.visit("2026-10-14 08:00", 30).moved_from(at("2026-10-14 07:50"), std::nullopt));
    s.add("edited with a note",
          u.visit("2026-10-15 08:00", 30).moved_from(std::nullopt, at("2026-10-15 08:20")).note("Telefonen dog"));
    s.add("late", u.visit("2026-10-16 08:00", 30).registered("2026-10-18 08:30"));
    s.add("late with a note", u.visit("2026-10-17 08:00", 30).registered("2026-10-18 08:30").note("Telefonen dog"));
    s.add("registered after closing", u.visit("2026-09-18 08:00", 30).registered("2026-10-07 08:30"));
    s.add("ends before it starts",
          u.visit("2026-10-19 08:00", 30).times(at("2026-10-19 08:00"), at("2026-10-19 07:45")));
    s.add("over a day", u.visit("2026-10-20 08:00", 30).times(at("2026-10-20 08:00"), at("2026-10-21 08:01")));
    const Id locked = u.new_client();
    u.order(locked, service, 60);
    u.lock(locked);
    s.add("tag beside a lock", u.visit("2026-10-22 08:00", 30).of(locked).tag());

    const Id elsewhere = u.new_client();
    for (const auto& what : {service, std::string("Inköp"), std::string("Ärenden")}) u.order(elsewhere, what, 60);
    s.add("first of two at once", u.visit("2026-10-23 08:00", 40));
    s.add("second of two at once", u.visit("2026-10-23 08:30", 40).of(elsewhere).does("Ärenden"));
    s.add("before the next door", u.visit("2026-10-23 12:00", 40));
    s.add("right at the next door", u.visit("2026-10-23 12:40", 20).of(elsewhere));
    s.add("shopping for two", u.visit("2026-10-23 14:00", 45).does("Inköp"));
    s.add("shopping for two, the other", u.visit("2026-10-23 14:00", 45).of(elsewhere).does("Inköp"));
}

void add_double(Sheet& s) {
    Unit& u = s.u;
    const Id client = u.new_client();
    const Id other = u.new_worker();
    u.order(client, u.service, 60, {.double_staffing = true});
    const auto one = [&](const char* start) { return u.visit(start, 60).of(client); };
    const auto two = [&](const char* start, int minutes) { return u.visit(start, minutes).of(client).by(other); };
    s.add("alone", one("2026-10-01 09:00").supports());
    s.add("double, the service", one("2026-10-02 09:00"));
    s.add("double, the support", two("2026-10-02 09:00", 60).supports());
    s.add("outside, the service", one("2026-10-03 09:00"));
    s.add("outside, the support", two("2026-10-03 09:30", 45).supports());
    s.add("both serve, one presses", one("2026-10-04 09:00").presses());
    s.add("both serve, the other", two("2026-10-04 09:00", 60));
    s.add("both press, the service", one("2026-10-05 09:00").presses());
    s.add("both press, the other", two("2026-10-05 09:00", 60).supports());
    s.add("nobody presses, the service", one("2026-10-06 09:00"));
    s.add("nobody presses, the other", two("2026-10-06 09:00", 60).does());
    s.add("not ordered as double, the service", u.visit("2026-10-07 19:00", 60));
    s.add("not ordered as double, the support", u.visit("2026-10-07 19:00", 60).by(other).supports());
}

void add_transition(Sheet& s) {
    const Id client = s.u.new_client();
    for (int day = 1; day <= 5; ++day) {
        s.add("transition, day " + std::to_string(day),
              s.u.visit("2026-10-0" + std::to_string(day) + " 15:00", 30).of(client).does("Omställningstid"));
    }
    const Id late = s.u.new_client();
    s.add("transition, registered late",
          s.u.visit("2026-10-01 16:00", 30).of(late).does("Omställningstid").registered("2026-10-16 08:00"));
}

}  // namespace

TEST_CASE("what is found in a unit of Nacka with one of everything is what it always was") {
    Sheet s("Nacka");
    add_common(s);
    add_double(s);
    add_transition(s);
    Unit& u = s.u;
    const Id client = u.new_client();
    u.order(client, "Lunch", 30);
    const auto visit = [&](const char* start, int minutes, const char* service) {
        return u.visit(start, minutes).of(client).does(service);
    };
    s.add("meal fetched on the way", visit("2026-10-01 11:00", 40, "Lunch").manual_start().note("Hämtade matlåda"));
    s.add("first talk", visit("2025-12-01 10:00", 60, "Genomförandesamtal"));
    s.add("second talk", visit("2026-10-02 10:00", 30, "Genomförandesamtal"));
    s.add("long fire prevention", visit("2026-10-03 10:00", 75, "Brandförebyggande"));
    s.add("windows without cleaning", visit("2026-10-04 10:00", 30, "Fönsterputs"));
    s.add("startup without a lock", visit("2026-10-05 10:00", 60, "Uppstart smarta lås"));
    u.order(client, "Städning", 60, {.from = "2026-10-06"});
    u.lock(client, {.mounted = "2026-10-06"});
    s.add("startup", visit("2026-10-06 10:00", 60, "Uppstart smarta lås"));
    s.add("windows over the year", visit("2026-10-07 10:00", 40, "Fönsterputs"));
    s.add("by the text of 2025", u.visit("2026-03-24 08:00", 30).manual());
    s.add("by the text of March", u.visit("2026-03-25 08:00", 30).manual());
    s.same_as_golden();
}

TEST_CASE("what is found in a unit of Haninge with one of everything is what it always was") {
    Sheet s("Haninge");
    add_common(s);
    add_double(s);
    add_transition(s);
    Unit& u = s.u;
    const Id client = u.new_client();
    for (const auto* service : {"Morgonhjälp", "Tillsyn service", "Inköp"}) u.order(client, service, 60);
    s.add("check beside another service",
          u.visit("2026-10-01 11:00", 60).of(client).does("Morgonhjälp", "Tillsyn service"));
    s.add("outside beside inside", u.visit("2026-10-02 11:00", 60).of(client).does("Morgonhjälp", "Inköp"));
    const Id visitor = u.new_client();
    u.order(visitor, "Morgonhjälp", 60);
    u.order(visitor, "Tillfälligvistelse hemtjänst", 60);
    s.add("visitor", u.visit("2026-10-01 13:00", 30).of(visitor));
    s.add("visitor, rightly", u.visit("2026-10-02 13:00", 30).of(visitor).does("Tillfällig vistelse"));
    s.same_as_golden();
}
