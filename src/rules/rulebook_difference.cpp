// What one rulebook says otherwise than another: for whoever must know what changed before it is in force.
#include <algorithm>
#include <set>

#include "rules/rulebook.h"

namespace samordna::rules {
namespace {

using Texts = std::map<std::string, std::string>;

class Changes {
  public:
    void add(const char* subject, const std::string& name, std::string before, std::string after) {
        if (before != after) all_.push_back({subject, name, std::move(before), std::move(after)});
    }
    void add(const char* subject, const Texts& before, const Texts& after) {
        std::set<std::string> names;
        for (const auto& [name, text] : before) names.insert(name);
        for (const auto& [name, text] : after) names.insert(name);
        const auto text = [](const Texts& texts, const std::string& name) {
            const auto it = texts.find(name);
            return it == texts.end() ? std::string{} : it->second;
        };
        for (const auto& name : names) add(subject, name, text(before, name), text(after, name));
    }
    std::vector<RuleChange> take() { return std::move(all_); }

  private:
    std::vector<RuleChange> all_;
};

Texts checks_of(const Rulebook& book) {
    Texts texts;
    for (const auto& [id, rule] : book.checks) texts.emplace(id, name_of(rule.severity));
    return texts;
}

void compare(Changes& changes, const std::string& id, const CheckRule& before, const CheckRule& after) {
    const auto with_note = [](const CheckRule& rule) {
        return rule.severity_with_note ? std::string(name_of(*rule.severity_with_note)) : std::string{};
    };
    const auto truth = [](bool value) { return std::string(value ? "true" : "false"); };
    changes.add("severity", id, std::string(name_of(before.severity)), std::string(name_of(after.severity)));
    changes.add("severity_with_note", id, with_note(before), with_note(after));
    changes.add("note_suffices", id, truth(before.note_suffices), truth(after.note_suffices));
    changes.add("paragraph", id, before.paragraph, after.paragraph);
    changes.add("sentence", id, before.sentence, after.sentence);
}

void compare_checks(Changes& changes, const Rulebook& before, const Rulebook& after) {
    Texts gone = checks_of(before);
    Texts come = checks_of(after);
    for (const auto& [id, rule] : before.checks) {
        if (const CheckRule* other = after.rule(id)) {
            gone.erase(id);
            come.erase(id);
            compare(changes, id, rule, *other);
        }
    }
    changes.add("check", gone, come);
}

Texts parameters_of(const Rulebook& book) {
    Texts texts;
    for (const Parameter& parameter : book.parameters) texts.emplace(parameter.name, parameter.value);
    return texts;
}

Texts services_of(const Rulebook& book) {
    Texts texts;
    for (const Service& service : book.services.all()) {
        std::string text = service.needs_order ? "order needed" : "order none";
        if (service.exempt != Exempt::none) text += ", exempt " + std::string(name_of(service.exempt));
        if (service.outside) text += ", place outside";
        if (service.alone) text += ", alone";
        if (service.special != Special::none) text += ", special " + std::string(name_of(service.special));
        for (const auto& alias : service.aliases) text += ", alias " + alias;
        texts.emplace(service.name, std::move(text));
    }
    return texts;
}

Texts closing_of(const Rulebook& book) {
    const auto midnight = domain::local_instant_text(domain::from_local(Date{} + book.closing_time_of_day));
    Texts texts{{"vardag", std::to_string(book.closing_vardag)}, {"time_of_day", midnight.substr(11, 8)}};
    for (const auto& [month, closes] : book.published)
        texts.emplace(domain::month_text(month), domain::local_instant_text(closes));
    return texts;
}

Texts rates_of(const Rulebook& book) {
    Texts texts;
    for (const Rate& rate : book.rates)
        texts.emplace(domain::date_text(rate.valid_from), std::to_string(rate.ore_per_hour));
    return texts;
}

std::string cell(const Matrix& matrix, const std::string& a, const std::string& b) {
    const Combination combination = matrix.at(a, b);
    return combination == Combination::not_given ? std::string{} : std::string(name_of(combination));
}

void compare_matrices(Changes& changes, const Matrix& before, const Matrix& after) {
    std::vector<std::string> services = before.services();
    for (const auto& service : after.services()) {
        if (std::find(services.begin(), services.end(), service) == services.end()) services.push_back(service);
    }
    for (std::size_t a = 0; a < services.size(); ++a) {
        for (std::size_t b = a; b < services.size(); ++b) {
            changes.add("matrix", services[a] + " + " + services[b], cell(before, services[a], services[b]),
                        cell(after, services[a], services[b]));
        }
    }
}

}  // namespace

std::vector<RuleChange> difference(const Rulebook& before, const Rulebook& after) {
    Changes changes;
    compare_checks(changes, before, after);
    changes.add("parameter", parameters_of(before), parameters_of(after));
    changes.add("service", services_of(before), services_of(after));
    changes.add("closing", closing_of(before), closing_of(after));
    const auto hours = [](const Rulebook& book) {
        return book.revoke_window ? std::to_string(book.revoke_window->count()) : std::string{};
    };
    changes.add("revoke_window", "hours", hours(before), hours(after));
    changes.add("rate", rates_of(before), rates_of(after));
    compare_matrices(changes, before.matrix, after.matrix);
    return changes.take();
}

}  // namespace samordna::rules
