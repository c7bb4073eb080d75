#include "wording/month_words.h"

#include <set>

#include <doctest/doctest.h>

#include "wording/catalog.h"
#include "wording/followup_words.h"

using namespace samordna;
using workspace::CheckedItem;
using workspace::CloseItem;
using workspace::Standing;

namespace {

class Spoken {
  public:
    explicit Spoken(wording::Language language) { wording::set_language(language); }
    ~Spoken() { wording::set_language(before_); }
    Spoken(const Spoken&) = delete;
    Spoken& operator=(const Spoken&) = delete;

  private:
    wording::Language before_ = wording::language();
};

workspace::FollowUp with_share(std::int64_t manual, std::int64_t all) {
    workspace::FollowUp made;
    made.limit_percent = 10;
    made.all.sum.share.visits = {manual, all};
    return made;
}

}  // namespace

TEST_CASE("every standing, item, cause, way and reading has words of its own in both languages") {
    for (const auto language : {wording::Language::en, wording::Language::sv}) {
        const Spoken spoken(language);
        std::set<std::string> words;
        const auto add = [&](const std::string& text) {
            CHECK_FALSE(text.empty());
            CHECK(words.insert(text).second);
        };
        for (int i = 0; i <= static_cast<int>(Standing::cannot_be_saved); ++i) {
            add(wording::name_of(static_cast<Standing>(i)));
            add(wording::help_of(static_cast<Standing>(i)));
        }
        for (int i = 0; i <= static_cast<int>(CloseItem::everything_sent); ++i)
            add(wording::name_of(static_cast<CloseItem>(i)));
        for (std::size_t i = 0; i < rules::causes; ++i) {
            add(wording::name_of(static_cast<rules::Cause>(i)));
            add(wording::help_of(static_cast<rules::Cause>(i)));
        }
        for (int i = 0; i < 4; ++i) {
            add(wording::name_of(static_cast<rules::Way>(i)));
            add(wording::name_of(static_cast<rules::ShareReading>(i)));
        }
        for (int i = 0; i < 3; ++i) add(wording::name_of(static_cast<CheckedItem::State>(i)));
    }
}

TEST_CASE("what is left of an item is told while it is open, and only then") {
    const Spoken english(wording::Language::en);
    for (int i = 0; i <= static_cast<int>(CloseItem::everything_sent); ++i) {
        const auto item = static_cast<CloseItem>(i);
        CHECK_FALSE(wording::left_of({item, CheckedItem::State::open, 2}).empty());
        CHECK(wording::left_of({item, CheckedItem::State::done, 0}).empty());
        CHECK(wording::left_of({item, CheckedItem::State::unknown, 0}).empty());
    }
    const Spoken swedish(wording::Language::sv);
    CHECK(wording::left_of({CloseItem::startups_registered, CheckedItem::State::open, 1}) == "1 lås");
}

TEST_CASE("money is told to the whole ore, as the language writes it") {
    const Spoken english(wording::Language::en);
    CHECK(wording::kronor(5) == "0.05 SEK");
    CHECK(wording::kronor(-12345) ==
          "\xE2\x88\x92"
          "123.45 SEK");
    const Spoken swedish(wording::Language::sv);
    CHECK(wording::kronor(150) == "1,50 kr");
}

TEST_CASE("the forecast says what room is left, or how many are too many, or that it is too early") {
    const Spoken english(wording::Language::en);
    auto month = with_share(40, 500);
    CHECK(wording::forecast_of(month).find("too early") != std::string::npos);
    month.forecast[0] = rules::Forecast{{80, 1000}, 7};
    CHECK(wording::forecast_of(month).find("room for 60 more") != std::string::npos);
    month = with_share(140, 500);
    month.forecast[0] = rules::Forecast{{200, 1000}, 1};
    CHECK(wording::forecast_of(month).find("40 by hand too many") != std::string::npos);
    month.limit_percent.reset();
    CHECK(wording::forecast_of(month).find("by hand") == std::string::npos);
}
