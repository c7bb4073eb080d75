// Nothing is told by colour alone: what looks different in the lists has another picture, and is called something else.
#include "desktop/row_look.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "wording/catalog.h"
#include "wording/sentences.h"

using namespace samordna;
using namespace samordna::desktop;

namespace {

struct Shown {
    Look look;
    std::string words;
};

void check_told_apart(const std::vector<Shown>& all) {
    for (const Shown& one : all) {
        CAPTURE(one.words);
        CHECK_FALSE(one.words.empty());
        for (const Shown& other : all) {
            CAPTURE(other.words);
            if (one.look.tone != other.look.tone) {
                CHECK(std::string(one.look.icon) != other.look.icon);
                CHECK(one.words != other.words);
            }
            if (std::string(one.look.icon) != other.look.icon) CHECK(one.words != other.words);
        }
    }
}

}  // namespace

TEST_CASE("a shift's states are told apart by picture and word wherever they are by colour") {
    using rules::ShiftState;
    for (const auto language : {wording::Language::sv, wording::Language::en}) {
        wording::set_language(language);
        std::vector<Shown> all;
        for (const auto state : {ShiftState::open, ShiftState::to_review, ShiftState::approved}) {
            for (const bool closed : {false, true}) {
                for (const bool blocks : {false, true})
                    all.push_back({look_of_state(state, closed, blocks), wording::state_of(state, closed, blocks)});
            }
        }
        check_told_apart(all);
    }
}

TEST_CASE("what became of a change is told by picture and word wherever it is by colour") {
    using workspace::Fate;
    for (const auto language : {wording::Language::sv, wording::Language::en}) {
        wording::set_language(language);
        std::vector<Shown> all;
        for (const auto fate : {Fate::waiting, Fate::sent, Fate::accepted, Fate::refused, Fate::conflict, Fate::failed})
            all.push_back({look_of_fate(fate), wording::name_of_fate(fate)});
        check_told_apart(all);
    }
}
