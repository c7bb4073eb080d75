// What the municipality has published, laid over what the program carries.
#include <algorithm>

#include "rules/rulebook.h"

namespace samordna::rules {
namespace {

// What may become the book of that version, the best last.
struct Candidate {
    std::string version;
    const Rulebook* known = nullptr;  // the one that is laid over
    std::vector<std::string> texts;
};

class Merge {
  public:
    Merge(const std::vector<Rulebook>& known, const std::vector<std::string>& texts) {
        for (const Rulebook& book : known) {
            Candidate& candidate = of(book.version);
            candidate.known = &book;
            if (!book.text.empty()) candidate.texts.push_back(book.text);
        }
        for (const std::string& text : texts) {
            Candidate& candidate = of(stated_version(text));
            if (std::find(candidate.texts.begin(), candidate.texts.end(), text) == candidate.texts.end())
                candidate.texts.push_back(text);
        }
    }

    std::vector<Rulebook> read() {
        while (!waiting_.empty()) {
            std::vector<Candidate> later;
            for (Candidate& candidate : waiting_) {
                if (!is_settled(candidate)) later.push_back(candidate);
            }
            // Nothing more can be read: what is extended is not there, or extends what extends it.
            if (later.size() == waiting_.size()) {
                for (Candidate& candidate : later) {
                    give_up(candidate, {"rulebook.base_unknown", {{"base", extended_version(candidate.texts.back())}}});
                }
            }
            waiting_ = std::move(later);
        }
        return std::move(books_);
    }
    std::vector<base::Error> faults;

  private:
    Candidate& of(const std::string& version) {
        const auto it =
            std::find_if(waiting_.begin(), waiting_.end(), [&](const Candidate& c) { return c.version == version; });
        if (it != waiting_.end()) return *it;
        waiting_.push_back({version, nullptr, {}});
        return waiting_.back();
    }

    bool is_settled(Candidate& candidate) {
        while (!candidate.texts.empty()) {
            const std::string extended = extended_version(candidate.texts.back());
            const auto base =
                std::find_if(books_.begin(), books_.end(), [&](const Rulebook& b) { return b.version == extended; });
            if (!extended.empty() && base == books_.end()) return false;
            auto book = parse_rulebook(candidate.texts.back(), candidate.version, extended.empty() ? nullptr : &*base);
            if (!book) {
                give_up(candidate, book.error());
            } else if (candidate.known != nullptr && candidate.known->municipality != book->municipality) {
                give_up(candidate, {"rulebook.version_taken", {}});
            } else {
                books_.push_back(std::move(*book));
                return true;
            }
        }
        if (candidate.known != nullptr) books_.push_back(*candidate.known);
        return true;
    }

    void give_up(Candidate& candidate, base::Error error) {
        error.parameters.insert_or_assign("version", candidate.version);
        faults.push_back(std::move(error));
        candidate.texts.pop_back();
    }

    std::vector<Candidate> waiting_;
    std::vector<Rulebook> books_;
};

}  // namespace

Rulebooks Rulebooks::with(const std::vector<std::string>& texts, std::vector<base::Error>* faults) const {
    if (texts.empty()) return *this;
    Merge merge(books_, texts);
    auto books = merge.read();
    if (faults != nullptr) *faults = std::move(merge.faults);
    return Rulebooks(std::move(books));
}

}  // namespace samordna::rules
