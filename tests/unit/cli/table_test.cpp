#include "cli/table.h"

#include <doctest/doctest.h>

using namespace samordna::cli;

TEST_CASE("columns are aligned by what is seen, not by bytes") {
    const auto text = table_text({{"Namn"}, {"Tid", Align::right}}, {{"Åsa Öberg", "5 min"}, {"Nils", "115 min"}});
    CHECK(text ==
          "Namn           Tid\n"
          "Åsa Öberg    5 min\n"
          "Nils       115 min\n");
}

TEST_CASE("nothing stands after the last word of a line") {
    CHECK(table_text({{"Shift"}, {"Flags"}}, {{"A1", ""}, {"A2", "No service"}}) ==
          "Shift  Flags\nA1\nA2     No service\n");
}

TEST_CASE("a table without rows is its headings") {
    CHECK(table_text({{"Shift"}}, {}) == "Shift\n");
}
